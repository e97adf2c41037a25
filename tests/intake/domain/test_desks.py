"""Desks: whose dossiers they take in, and who takes which field (the three groups of Tam Đảo)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.intake.domain.organisation.desk_agency import Served, ended_on, must_be_possible, must_not_overlap
from services.intake.domain.organisation.desk_duty import Duty, Rank, in_force, must_be_a_duty
from services.intake.domain.organisation.office import Office
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid
from shared.ids import new_id

SOCIAL = ("Nội vụ", "Dân tộc", "Lao động", "Y tế", "Giáo dục")
ECONOMIC = ("Nông nghiệp", "Kinh tế", "Tài chính")
INSPECTION = ("Môi trường", "Thanh tra", "Tiếp công dân")
MARCH = date(2026, 3, 1)


def a_duty(person: str, fields: tuple[str, ...], rank: Rank = Rank.PRIMARY, **changes: Any) -> Duty:
    values: dict[str, Any] = {
        "id": new_id(),
        "desk": "H62.19",
        "person": person,
        "group_name": fields[0] if fields else "",
        "fields": fields,
        "rank": rank,
        "valid_from": MARCH,
        "valid_to": None,
        "decided_by": "lanhdao",
        "decided_at": datetime(2026, 2, 20, tzinfo=UTC),
    }
    return Duty(**(values | changes))


TAM_DAO = [
    a_duty("cb.an", SOCIAL),
    a_duty("cb.binh", ECONOMIC),
    a_duty("cb.chi", INSPECTION),
    a_duty("cb.binh", SOCIAL, Rank.SECONDARY),
    a_duty("cb.an", INSPECTION, Rank.SECONDARY),
]


def takers(acts: list[Duty], field: str, on: date = MARCH) -> list[str]:
    return [duty.person for duty in in_force(acts, on) if duty.covers(field)]


def test_who_has_a_field_first_is_asked_before_who_helps_out() -> None:
    assert takers(TAM_DAO, "Y tế") == ["cb.an", "cb.binh"]
    assert takers(TAM_DAO, "tiep cong dan") == ["cb.chi", "cb.an"]
    assert takers(TAM_DAO, "Tài chính") == ["cb.binh"]


def test_a_later_act_takes_the_place_of_the_earlier_from_its_day_on() -> None:
    change = a_duty("cb.an", (*SOCIAL, "Kinh tế"), group_name=SOCIAL[0], valid_from=date(2026, 4, 1))
    assert takers([*TAM_DAO, change], "Kinh tế", date(2026, 3, 31)) == ["cb.binh"]
    assert sorted(takers([*TAM_DAO, change], "Kinh tế", date(2026, 4, 1))) == ["cb.an", "cb.binh"]


def test_a_released_duty_and_one_whose_days_are_over_are_nobody_s() -> None:
    released = a_duty("cb.chi", (), Rank.RELEASED, group_name=INSPECTION[0], valid_from=date(2026, 4, 1))
    assert takers([*TAM_DAO, released], "Thanh tra", date(2026, 4, 1)) == ["cb.an"]
    assert takers([a_duty("cb.an", SOCIAL, valid_to=date(2026, 3, 31))], "Y tế", date(2026, 4, 1)) == []
    assert takers(TAM_DAO, "Y tế", date(2026, 2, 28)) == []


@pytest.mark.parametrize(
    ("fields", "valid_to", "code"),
    [(SOCIAL, date(2026, 2, 1), "validity_reversed"), ((), None, "fields_missing")],
    ids=["days", "fields"],
)
def test_a_duty_has_fields_and_days_in_order(fields: tuple[str, ...], valid_to: date | None, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        must_be_a_duty(a_duty("cb.an", fields, valid_to=valid_to))
    assert refused.value.code == code


def an_office(code: str, valid_to: date | None = None) -> Office:
    return Office(code, code, Level.DEPARTMENT, "VN", date(2018, 1, 1), valid_to, None, code, ("VN", code))


DESK, TAX = an_office("H62.19"), an_office("G12.18")
SERVED = Served("H62.19", "G12.18", MARCH)


@pytest.mark.parametrize(
    ("agency", "served", "code"),
    [
        (TAX, Served("H62.19", "G12.18", MARCH, date(2026, 2, 1)), "validity_reversed"),
        (DESK, Served("H62.19", "H62.19", MARCH), "desk_serves_itself"),
        (an_office("G12.18", date(2026, 2, 1)), SERVED, "office_not_in_force"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_service_that_cannot_be_is_refused(agency: Office, served: Served, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        must_be_possible(DESK, agency, served)
    assert refused.value.code == code


def test_an_agency_is_served_once_a_day() -> None:
    over = Served("H62.19", "G12.18", date(2025, 1, 1), date(2026, 2, 28))
    must_be_possible(DESK, TAX, SERVED)
    must_not_overlap([over], SERVED)
    with pytest.raises(Conflict):
        must_not_overlap([over, SERVED], Served("H62.19", "G12.18", date(2026, 5, 1)))
    assert ended_on(SERVED, date(2026, 6, 30)).holds(date(2026, 6, 30))
    with pytest.raises(Invalid):
        ended_on(SERVED, date(2026, 2, 1))
