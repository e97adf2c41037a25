"""The published map of 1 July 2025: 10,035 communes and five island districts to 3,321 communes, 63 provinces to 34."""

from functools import cache

from services.intake.domain.organisation.reform import TWO_LEVELS_FROM, PublishedMap
from services.intake.domain.organisation.succession import Succession
from services.intake.reference.files import rows_of


@cache
def published_map() -> PublishedMap:
    units: dict[str, list[Succession]] = {}
    for row in rows_of("map_commune_old_to_2025"):
        # an island district without communes stands in the place of a commune
        old, new = row["old_commune_code"] or row["old_district_code"], f"{row['new_commune_code']}.2025"
        is_whole, is_default = row["whole_or_part"] == "whole", row["is_default"] == "1"
        units.setdefault(old, []).append(Succession(old, new, TWO_LEVELS_FROM, is_whole, is_default))
    return PublishedMap(units, _merged_provinces())


def _merged_provinces() -> dict[str, str]:
    merged = {row["province_code"] for row in rows_of("admin_provinces_new34") if "|" in row["merged_from_codes"]}
    return {
        row["egov_code"]: f"{row['new_province_code']}.2025"
        for row in rows_of("admin_provinces_old63")
        if row["new_province_code"] in merged
    }


def old_provinces() -> tuple[str, ...]:
    """The 63, by agency identifier."""
    return tuple(row["egov_code"] for row in rows_of("admin_provinces_old63"))
