"""Names, validity and the tree of offices."""

from datetime import date

import pytest

from services.intake.domain.organisation.office import Alias, Office, must_be_in_force, place_under, resolve_alias
from services.intake.domain.organisation.office_identifier import other_spelling, spellings
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid

LAO_CAI = [
    Alias("15", "H63", valid_to=date(2025, 6, 30)),
    Alias("15", "15.2025", date(2025, 7, 1)),
]


def an_office(code: str = "H62", **changes: object) -> Office:
    values: dict[str, object] = {
        "code": code,
        "name": "Tỉnh Vĩnh Phúc",
        "level": Level.PROVINCE,
        "parent": "VN",
        "valid_from": date(2018, 1, 1),
        "valid_to": date(2025, 6, 30),
        "successor": "25.2025",
        "code_prefix": code,
        "path": ("VN", code),
    }
    return Office(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("qcvn", "qd"),
    [
        ("000.00.00.H62", "H62"),
        ("000.00.19.H62", "H62.19"),
        ("000.01.19.H62", "H62.19.01"),
        ("001.01.19.H62", "H62.19.01.001"),
        ("000.00.18.G12", "G12.18"),
    ],
)
def test_both_schemes_spell_one_unit(qcvn: str, qd: str) -> None:
    assert other_spelling(qcvn) == qd
    assert other_spelling(qd) == qcvn


def test_empty_groups_inside_an_identifier_are_kept() -> None:
    assert other_spelling("001.00.00.H47") == "H47.00.00.001"


@pytest.mark.parametrize("text", ["VN", "251", "25.2025", "Z01.19", "000.00.19.h62", "H62.1", ""])
def test_what_is_of_no_scheme_has_one_spelling(text: str) -> None:
    assert spellings(text) == (text,)


@pytest.mark.parametrize(
    ("on", "meant"), [(date(2025, 6, 30), "H63"), (date(2025, 7, 1), "15.2025"), (date(2026, 11, 24), "15.2025")]
)
def test_a_province_code_means_the_unit_of_the_day(on: date, meant: str) -> None:
    assert resolve_alias(LAO_CAI, on) == meant


def test_an_alias_outside_its_days_counts_where_only_one_office_ever_had_it() -> None:
    assert resolve_alias(LAO_CAI[:1], date(2026, 1, 1)) == "H63"
    assert resolve_alias(LAO_CAI, date(2017, 1, 1)) is None
    assert resolve_alias([], date(2026, 1, 1)) is None


def test_an_office_cannot_lie_under_itself() -> None:
    with pytest.raises(Conflict) as refusal:
        place_under(an_office(path=("VN", "H62.19", "H62")), "H62.19", date(2019, 1, 1))
    assert refusal.value.code == "office_cycle"


def test_a_parent_must_exist_on_the_first_day() -> None:
    assert place_under(an_office(), "X", date(2025, 6, 30)) == ("VN", "H62", "X")
    with pytest.raises(Invalid) as refusal:
        place_under(an_office(), "X", date(2025, 7, 1))
    assert refusal.value.code == "parent_not_in_force"


def test_a_unit_that_ended_names_its_successor() -> None:
    must_be_in_force(an_office(), date(2025, 6, 30))
    with pytest.raises(Invalid, match=r"25\.2025"):
        must_be_in_force(an_office(), date(2025, 7, 1))
