"""Who continues whom: the published map, our reading of districts, and what the operator names."""

from datetime import date

import pytest

from services.intake.domain.organisation.office import DISTRICTS_ENDED_ON, Office
from services.intake.domain.organisation.reform import (
    TWO_LEVELS_FROM,
    Plan,
    PublishedMap,
    ended,
    must_agree,
    must_be_in_scope,
    plan_reform,
)
from services.intake.domain.organisation.succession import Succession, must_not_circle
from services.intake.reference.reform_2025 import old_provinces, published_map
from services.intake.reference.units import reference_offices
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid

PART = Succession("04891", "04828.2025", TWO_LEVELS_FROM, is_whole=False, is_default=False)
MAIN = Succession("04891", "04891.2025", TWO_LEVELS_FROM, is_whole=False, is_default=True)
MAP = PublishedMap({"04891": [PART, MAIN]}, {"H28": "25.2025"})


def an_office(code: str, level: Level, *above: str, valid_to: date | None = DISTRICTS_ENDED_ON) -> Office:
    parent = above[-1] if above else "VN"
    return Office(code, code, level, parent, date(2018, 1, 1), valid_to, None, code, ("VN", *above, code))


HOA_BINH = an_office("H28", Level.PROVINCE)
DISTRICT = an_office("150", Level.DISTRICT, "H28")
COMMUNE = an_office("04891", Level.COMMUNE, "H28", "150")
CENTRE = an_office("H28.11", Level.DISTRICT, "H28", valid_to=None)
DEPARTMENT = an_office("H28.03", Level.DEPARTMENT, "H28", valid_to=None)
OFFICE_OF_COMMUNE = an_office("H28.11.01", Level.COMMUNE, "H28", "H28.11", valid_to=None)
ALL = [HOA_BINH, DISTRICT, CENTRE, DEPARTMENT, COMMUNE, OFFICE_OF_COMMUNE]


def test_a_divided_commune_has_all_its_parts_and_one_default() -> None:
    plan = plan_reform(ALL, "H28", MAP, {})
    assert [s for s in plan.successions if s.office == "04891"] == [PART, MAIN]
    assert plan.defaults()["04891"] == "04891.2025"


def test_a_district_and_a_centre_of_a_district_are_continued_by_the_province() -> None:
    plan = plan_reform(ALL, "H28", MAP, {})
    assert {code: plan.defaults()[code] for code in ("150", "H28.11", "H28")} == dict.fromkeys(
        ("150", "H28.11", "H28"), "25.2025"
    )


def test_in_a_province_that_stays_districts_go_to_it_and_it_goes_nowhere() -> None:
    plan = plan_reform(ALL, "H28", PublishedMap({}, {}), {})
    assert plan.defaults() == {"150": "H28", "H28.11": "H28"}


def test_what_the_operator_names_goes_before_the_map() -> None:
    plan = plan_reform(ALL, "H28", MAP, {"H28.11": "04891.2025", "H28.11.01": "04891.2025"})
    assert plan.defaults()["H28.11"] == plan.defaults()["H28.11.01"] == "04891.2025"


def test_what_hangs_under_an_ended_unit_and_nothing_continues_is_left_over() -> None:
    plan = plan_reform(ALL, "H28", MAP, {})
    assert plan.left_over == [DEPARTMENT, OFFICE_OF_COMMUNE]
    province = an_office("H28", Level.PROVINCE, valid_to=None)
    stays = plan_reform([province, DEPARTMENT], "H28", PublishedMap({}, {}), {})
    assert stays == Plan()


def test_an_office_ends_on_the_last_day_of_three_levels_unless_it_had_ended() -> None:
    assert ended(CENTRE, "25.2025").valid_to == DISTRICTS_ENDED_ON
    assert ended(CENTRE, "25.2025").successor == "25.2025"


def test_an_office_is_continued_once_for_all() -> None:
    must_agree({"150": "25.2025"}, {"150": "25.2025"})
    with pytest.raises(Conflict) as refused:
        must_agree({"150": "25.2025"}, {"150": "04891.2025"})
    assert refused.value.code == "office_already_succeeded"


def test_only_offices_of_the_province_are_named() -> None:
    with pytest.raises(Invalid) as refused:
        must_be_in_scope({"H62.19": "25.2025"}, {"150": DISTRICT})
    assert refused.value.code == "office_out_of_scope"


def test_offices_do_not_continue_one_another() -> None:
    must_not_circle({"A": "B", "B": "C"}, ["A", "B"])
    with pytest.raises(Conflict) as refused:
        must_not_circle({"A": "B", "B": "A"}, ["A"])
    assert refused.value.code == "office_cycle"


def test_the_published_map_leads_every_unit_of_the_last_day_to_one_of_the_first() -> None:
    offices = {office.code: office for office in reference_offices()[0]}
    published = published_map()
    assert len(published.units) == 10_040
    for old, successions in published.units.items():
        assert offices[old].is_in_force(DISTRICTS_ENDED_ON), old
        assert sum(s.is_default for s in successions) == 1, old
        assert all(offices[s.successor].is_in_force(TWO_LEVELS_FROM) for s in successions), old
    assert len({s.successor for several in published.units.values() for s in several}) == 3_321
    assert len(old_provinces()) == 63
    assert len(published.provinces) == 52
    assert all(new in offices for new in published.provinces.values())
