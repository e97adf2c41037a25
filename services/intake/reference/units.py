"""The administrative units of Việt Nam before and after 1 July 2025, as offices with their aliases.

63 provinces are known by their agency identifier (`H62`), districts and communes before 2025 by the statistics code
(`251`, `08866`), provinces merged in 2025 and the communes since then by the code with the year (`25.2025`).
"""

from collections.abc import Iterator
from datetime import date

from services.intake.domain.organisation.office import BEFORE_ALL, DISTRICTS_ENDED_ON, NATION, Alias, Office
from services.intake.domain.organisation.office_identifier import other_spelling
from services.intake.reference.files import rows_of
from shared.contracts.terms import Level

_TWO_LEVELS_FROM = date(2025, 7, 1)
_FIRST_SNAPSHOT = "2019-09-11"  # what stood in the first snapshot is taken as standing from the beginning


def reference_offices() -> tuple[list[Office], list[Alias]]:
    """Every unit, parents before children, and every alias."""
    units = {NATION: Office(NATION, "Việt Nam", Level.NATION, None, BEFORE_ALL, None, None, NATION, (NATION,))}
    aliases: list[Alias] = []
    for office, names in (*_provinces(), *_new_provinces()):
        units[office.code] = office
        aliases += names
    before = {row["province_code"]: row["egov_code"] for row in rows_of("admin_provinces_old63")}
    after = {alias.alias: alias.office for alias in aliases if alias.holds(_TWO_LEVELS_FROM)}
    for row in _newest("admin_districts", "district_code"):
        code = row["district_code"]
        units[code] = _former(row, code, Level.DISTRICT, units[before[row["province_code"]]])
    for row in _newest("admin_communes_history", "commune_code"):
        code = row["commune_code"]
        units[code] = _former(row, code, Level.COMMUNE, units[row["district_code"]])
    for row in rows_of("admin_communes_2025"):
        code = f"{row['commune_code']}.2025"
        units[code] = _present(code, row["name_2025_07"], Level.COMMUNE, units[after[row["province_code"]]])
        aliases.append(Alias(row["commune_code"], code, _TWO_LEVELS_FROM))
    return list(units.values()), aliases


def _provinces() -> Iterator[tuple[Office, list[Alias]]]:
    merged = {code for row in rows_of("admin_provinces_new34") for code in _merged_codes(row)}
    for row in rows_of("admin_provinces_old63"):
        code, number = row["egov_code"], row["province_code"]
        is_over = number in merged
        ended_on = DISTRICTS_ENDED_ON if is_over else None
        successor = f"{row['new_province_code']}.2025" if is_over else None
        name = row["name"] if is_over else row["name_from_2025_01"] or row["name"]
        path = (NATION, code)
        office = Office(code, name, Level.PROVINCE, NATION, BEFORE_ALL, ended_on, successor, code, path)
        qcvn = other_spelling(code)
        yield office, [Alias(number, code, valid_to=ended_on), *([Alias(qcvn, code)] if qcvn else [])]


def _new_provinces() -> Iterator[tuple[Office, list[Alias]]]:
    for row in rows_of("admin_provinces_new34"):
        if _merged_codes(row):
            code = f"{row['province_code']}.2025"
            office = _present(code, row["name_2025_07"], Level.PROVINCE, None)
            yield office, [Alias(row["province_code"], code, _TWO_LEVELS_FROM)]


def _merged_codes(row: dict[str, str]) -> list[str]:
    codes = row["merged_from_codes"].split("|")
    return codes if len(codes) > 1 else []


def _newest(name: str, key: str) -> list[dict[str, str]]:
    """The last period of each code, beginning with its first."""
    newest: dict[str, dict[str, str]] = {}
    for row in sorted(rows_of(name), key=lambda row: row["seen_from"]):
        first = newest.get(row[key], row)["seen_from"]
        newest[row[key]] = {**row, "seen_from": first}
    return list(newest.values())


def _former(row: dict[str, str], code: str, level: Level, parent: Office) -> Office:
    began = BEFORE_ALL if row["seen_from"] == _FIRST_SNAPSHOT else date.fromisoformat(row["seen_from"])
    ended = date.fromisoformat(row["seen_until"]) if row["seen_until"] else DISTRICTS_ENDED_ON
    return Office(code, row["name"], level, parent.code, began, ended, None, code, (*parent.path, code))


def _present(code: str, name: str, level: Level, parent: Office | None) -> Office:
    above = parent.path if parent else (NATION,)
    return Office(code, name, level, above[-1], _TWO_LEVELS_FROM, None, None, code, (*above, code))
