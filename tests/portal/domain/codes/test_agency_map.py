"""Offices of ours and the agency codes that stand for them on a day."""

from datetime import date

import pytest

from services.portal.domain.codes.agency_code import AgencyScheme, read_agency_code
from services.portal.domain.codes.agency_map import AgencyEntry, AgencyMap, Succession, make_agency_map
from shared.errors import Conflict, Invalid, Refusal

OLD, NEW = AgencyScheme.QCVN_102, AgencyScheme.QD_20
FIRST, LAST, REFORM = date(2020, 1, 1), date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2026, 11, 27)


def entry(
    office: str, old: str | None = None, new: str | None = None, first: date = REFORM, last: date | None = None
) -> AgencyEntry:
    return AgencyEntry(
        office,
        read_agency_code(old, OLD) if old else None,
        read_agency_code(new, NEW) if new else None,
        first,
        last,
    )


@pytest.fixture
def offices() -> AgencyMap:
    return make_agency_map(
        [
            entry("08911.2025", new="H62.25"),
            entry("09000.2025", old="000.00.26.H62", new="H62.26.001.0001"),
            entry("08911", old="001.19.00.H62", first=FIRST, last=LAST),
            entry("251", old="000.00.19.H62", first=FIRST),
            entry("09001.2025", new="H62.27.001.0001"),
        ],
        [Succession("08911", "08911.2025", REFORM), Succession("251", "26.2025", REFORM)],
    )


@pytest.mark.parametrize(
    ("office", "on", "scheme", "code"),
    [
        pytest.param("08911.2025", TODAY, NEW, "H62.25", id="as entered"),
        pytest.param("08911.2025", TODAY, OLD, "000.00.25.H62", id="by the rule"),
        pytest.param("09000.2025", TODAY, OLD, "000.00.26.H62", id="an explicit pair that no rule relates"),
        pytest.param("09000.2025", TODAY, NEW, "H62.26.001.0001", id="the other of the pair"),
        pytest.param("08911", LAST, OLD, "001.19.00.H62", id="the last day before the reform"),
        pytest.param("08911", REFORM, NEW, "H62.25", id="its successor from 01/07/2025"),
        pytest.param("251", LAST, NEW, "H62.19", id="a district to 30/06/2025"),
    ],
)
def test_an_office_has_the_code_of_the_day_in_the_scheme_of_the_profile(
    offices: AgencyMap, office: str, on: date, scheme: AgencyScheme, code: str
) -> None:
    assert str(offices.code_for(office, on, scheme)) == code


@pytest.mark.parametrize(
    ("office", "on", "scheme", "reason"),
    [
        pytest.param("08999.2025", TODAY, NEW, "office_not_mapped", id="F14: never entered"),
        pytest.param("08911.2025", LAST, NEW, "office_mapping_not_begun", id="before its first day"),
        pytest.param("09001.2025", TODAY, OLD, "agency_form_missing", id="no old form, none entered"),
        pytest.param("251", TODAY, NEW, "office_successor_not_mapped", id="continued by one without a code"),
    ],
)
def test_what_is_not_mapped_is_refused_with_a_reason(
    offices: AgencyMap, office: str, on: date, scheme: AgencyScheme, reason: str
) -> None:
    with pytest.raises(Conflict) as refused:
        offices.code_for(office, on, scheme)
    assert refused.value.code == reason


def test_an_entry_that_ended_without_successor_is_refused() -> None:
    ended = make_agency_map([entry("08911", old="001.19.00.H62", first=FIRST, last=LAST)])
    with pytest.raises(Conflict) as refused:
        ended.code_for("08911", REFORM, OLD)
    assert refused.value.code == "office_mapping_ended"


def test_the_gate_lists_every_office_that_cannot_be_sent_for(offices: AgencyMap) -> None:
    gaps = offices.gaps(["251", "09001.2025", "08911.2025", "08999.2025", "251"], TODAY, OLD)
    assert [gap.code for gap in gaps] == ["office_not_mapped", "agency_form_missing", "office_successor_not_mapped"]


@pytest.mark.parametrize("written", ["H62.26.001.0001", "000.00.26.H62"])
def test_an_agency_leads_back_to_its_office_in_either_form(offices: AgencyMap, written: str) -> None:
    assert offices.office_of(read_agency_code(written), TODAY) == "09000.2025"


def test_scenario_10_old_and_new_form_give_the_same_agency(offices: AgencyMap) -> None:
    pair = [read_agency_code(text) for text in ("000.00.25.H62", "H62.25")]
    assert [offices.office_of(code, TODAY) for code in pair] == ["08911.2025", "08911.2025"]
    assert offices.same_agency(*pair, TODAY)
    explicit = [read_agency_code(text) for text in ("000.00.26.H62", "H62.26.001.0001")]
    assert offices.same_agency(*explicit, TODAY)
    assert not offices.same_agency(*explicit, LAST)


def test_what_was_entered_goes_before_the_rule() -> None:
    """A province that numbered anew: 12 of old is 30 of new, and 12 of new is another office."""
    anew = make_agency_map([entry("so-a", "000.00.12.H62", "H62.30"), entry("so-b", "000.00.30.H62", "H62.12")])
    assert anew.office_of(read_agency_code("000.00.12.H62"), TODAY) == "so-a"
    assert anew.office_of(read_agency_code("H62.12"), TODAY) == "so-b"
    assert not anew.same_agency(read_agency_code("000.00.12.H62"), read_agency_code("H62.12"), TODAY)


def test_an_agency_of_no_office_and_of_several_needs_a_person(offices: AgencyMap) -> None:
    with pytest.raises(Conflict) as unknown:
        offices.office_of(read_agency_code("H62.99"), TODAY)
    shared = make_agency_map([entry("08911.2025", new="H62.25"), entry("08911.2025-mc", new="H62.25")])
    with pytest.raises(Conflict) as several:
        shared.office_of(read_agency_code("H62.25"), TODAY)
    assert (unknown.value.code, several.value.code) == ("agency_not_mapped", "agency_of_several_offices")


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        pytest.param([entry("a")], "agency_entry_not_valid", id="no code"),
        pytest.param(
            [AgencyEntry("a", read_agency_code("H62.25"), None, REFORM)], "agency_entry_not_valid", id="wrong scheme"
        ),
        pytest.param([entry("a", new="H62", last=LAST)], "validity_reversed", id="ends before it begins"),
        pytest.param([entry("a", new="H62"), entry("a", new="H63")], "agency_entries_overlap", id="two at a time"),
        pytest.param(
            [entry("a", "000.00.12.H62", "H62.30"), entry("b", "000.00.12.H62", "H62.31")],
            "agency_entries_contradict",
            id="one old code, two new ones",
        ),
        pytest.param(
            [entry("a", "000.00.12.H62", "H62.30"), entry("b", new="H62.30")],
            "agency_entries_contradict",
            id="by the rule it would be another old one",
        ),
    ],
)
def test_a_map_that_contradicts_itself_is_refused(entries: list[AgencyEntry], reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_agency_map(entries)
    assert refused.value.code == reason


def test_a_code_may_pass_to_another_office_on_another_day() -> None:
    passed = make_agency_map([entry("a", new="H62.30", first=FIRST, last=LAST), entry("b", "000.00.12.H62", "H62.30")])
    code = read_agency_code("H62.30")
    assert (passed.office_of(code, LAST), passed.office_of(code, REFORM)) == ("a", "b")


def test_offices_that_continue_one_another_are_refused() -> None:
    with pytest.raises(Conflict) as refused:
        make_agency_map([], [Succession("a", "b", REFORM), Succession("b", "a", REFORM)])
    assert refused.value.code == "office_cycle"


def test_a_code_in_the_wrong_place_is_invalid() -> None:
    with pytest.raises(Invalid):
        make_agency_map([AgencyEntry("a", None, read_agency_code("000.00.12.H62"), REFORM)])
