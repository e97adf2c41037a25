"""Dossier codes of every form seen, and the template that a province writes them by."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.codes.agency_code import AgencyScheme, read_agency_code
from services.portal.domain.codes.code_template import read_code_template
from services.portal.domain.codes.dossier_code import LONGEST, DayForm, read_dossier_code
from shared.errors import Conflict, Invalid, Refusal

AGENCIES = [read_agency_code(text) for text in ("000.00.04.H26", "H26.12.34", "G09.20", "H74")]
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "agency", "day", "form", "number"),
    [
        pytest.param(
            *("000.00.04.H26-240614-0001", "000.00.04.H26", date(2024, 6, 14), DayForm.YYMMDD, 1),
            id="TT 01/2018 art. 19",
        ),
        pytest.param(
            *("G09.20-20260609-0092637", "G09.20", date(2026, 6, 9), DayForm.YYYYMMDD, 92637), id="GetNextValue"
        ),
        pytest.param(*("H74-241203-0028", "H74", date(2024, 12, 3), DayForm.YYMMDD, 28), id="demos: new agency"),
        pytest.param(
            *("H26.12-27112026-0007", "H26.12", date(2026, 11, 27), DayForm.DDMMYYYY, 7), id="2025: day first"
        ),
        pytest.param(
            *("H26.12-20122026-0007", "H26.12", date(2026, 12, 20), DayForm.DDMMYYYY, 7), id="20.12 is no 2012"
        ),
        pytest.param(
            *("000.00.04.H26-261127-10000", "000.00.04.H26", date(2026, 11, 27), DayForm.YYMMDD, 10_000),
            id="scenario 13: five digits",
        ),
    ],
)
def test_a_code_is_taken_apart(text: str, agency: str, day: date, form: DayForm, number: int) -> None:
    code = read_dossier_code(f" {text} ")
    assert (str(code.agency), code.day, code.day_form, code.number) == (agency, day, form, number)
    assert str(code) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("08911.2025-261127-0001", "dossier_agency_not_national", id="an office's own code"),
        pytest.param("H26.12.34.H26-261127-0001", "agency_code_ambiguous", id="two agencies"),
        pytest.param("H26.12-261327-0001", "dossier_day_not_real", id="month 13"),
        pytest.param("H26.12-250229-0001", "dossier_day_not_real", id="29/02/2025"),
        pytest.param("H26.12-19991231-0001", "dossier_day_not_real", id="1999"),
        pytest.param("H26.12-261127-001", "dossier_code_not_valid", id="three digits"),
        pytest.param("H26.12-261127-00000001", "dossier_code_not_valid", id="eight digits"),
        pytest.param("H26.12-2611271-0001", "dossier_code_not_valid", id="seven digits for the day"),
        pytest.param("H26.12/261127/0001", "dossier_code_not_valid", id="slashes"),
        pytest.param("H26." + "1" * 31 + "-20261127-0000001", "dossier_code_not_valid", id="52 characters"),
        pytest.param("H26.12-٢٦١١٢٧-0001", "dossier_code_not_valid", id="digits of another script"),
    ],
)
def test_what_is_no_national_dossier_code_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_dossier_code(text)
    assert refused.value.code == reason


def test_eight_digits_are_never_a_day_both_ways() -> None:
    day = date(2000, 1, 1)
    while day.year < 2100:
        forward, backward = (read_dossier_code(f"H26-{day:{form}}-0001") for form in ("%Y%m%d", "%d%m%Y"))
        assert (forward.day, forward.day_form) == (day, DayForm.YYYYMMDD)
        assert (backward.day, backward.day_form) == (day, DayForm.DDMMYYYY)
        day += timedelta(days=5)


@given(
    st.sampled_from(AGENCIES),
    DAYS,
    st.sampled_from(DayForm),
    st.integers(4, 7),
    st.integers(1, 9_999_999),
)
def test_what_a_template_writes_is_read_back(
    agency: object, day: date, form: DayForm, digits: int, number: int
) -> None:
    template = read_code_template(f"{{agency}}-{{{form}}}-{{seq:0{digits}}}")
    code = template.code(agency, day, number)  # type: ignore[arg-type]
    assert read_dossier_code(str(code)) == code
    assert len(str(code)) <= LONGEST
    assert read_code_template(str(template)) == template


@given(st.sampled_from(["{agency}-{yyMMdd}-{seq:04}", "{agency}-{ddMMyyyy}-{seq:07}"]), st.data())
def test_two_dossiers_never_have_one_code(text: str, data: st.DataObject) -> None:
    key = st.tuples(st.sampled_from(AGENCIES), DAYS, st.integers(1, 20_000))
    first, second = data.draw(key), data.draw(key)
    template = read_code_template(text)
    assert (str(template.code(*first)) == str(template.code(*second))) == (first == second)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        pytest.param(1, "000.00.04.H26-261127-0001", id="the first"),
        pytest.param(9_999, "000.00.04.H26-261127-9999", id="the last of four digits"),
        pytest.param(10_000, "000.00.04.H26-261127-10000", id="scenario 13: the 10,000th"),
    ],
)
def test_the_number_grows_beyond_its_width(number: int, written: str) -> None:
    template = read_code_template("{agency}-{yyMMdd}-{seq:04}")
    assert str(template.code(AGENCIES[0], date(2026, 11, 27), number)) == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("{yyMMdd}-{seq:04}", "code_template_can_collide", id="no agency"),
        pytest.param("{agency}-{seq:04}", "code_template_can_collide", id="no day"),
        pytest.param("{agency}-{yyMM}-{seq:04}", "code_template_can_collide", id="a month only"),
        pytest.param("{agency}-{yyMMdd}", "code_template_can_collide", id="no number"),
        pytest.param("{agency}-{day}-{seq:04}", "code_template_can_collide", id="a day without form"),
        pytest.param("{agency}-{yyMMdd}-{seq}", "code_template_can_collide", id="a number without width"),
        pytest.param("{agency}-{yyMMdd}-{seq:03}", "code_template_can_collide", id="three digits"),
        pytest.param("{agency}-{yyMMdd}-{random:05}", "code_template_can_collide", id="F22: a random number"),
        pytest.param("", "code_template_can_collide", id="nothing"),
        pytest.param("{agency}{yyMMdd}{seq:04}", "code_template_not_valid", id="no dashes"),
        pytest.param("{agency}-{seq:04}-{yyMMdd}", "code_template_not_valid", id="another order"),
        pytest.param("{agency}-{yyMMdd}-{seq:04}-{seq:04}", "code_template_not_valid", id="two numbers"),
        pytest.param("HS-{agency}-{yyMMdd}-{seq:04}", "code_template_not_valid", id="a prefix"),
        pytest.param("{agency}-{yyMMdd}-{seq:04}}", "code_template_not_valid", id="a brace too many"),
    ],
)
def test_a_template_that_can_collide_or_has_another_form_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_code_template(text)
    assert refused.value.code == reason


def test_codes_longer_than_fifty_characters_are_refused() -> None:
    longest = read_agency_code("H26." + "1" * 31)
    short, wide = read_code_template("{agency}-{yyMMdd}-{seq:04}"), read_code_template("{agency}-{yyyyMMdd}-{seq:07}")
    assert len(str(short.code(longest, date(2026, 11, 27), 9_999_999))) == LONGEST
    with pytest.raises(Conflict) as refused:
        wide.must_fit(longest)
    assert refused.value.code == "dossier_code_too_long"
    with pytest.raises(Conflict):
        wide.code(longest, date(2026, 11, 27), 1)


@pytest.mark.parametrize(
    ("day", "number", "reason"),
    [
        pytest.param(date(2026, 11, 27), 0, "dossier_number_exhausted", id="zero"),
        pytest.param(date(2026, 11, 27), 10_000_000, "dossier_number_exhausted", id="eight digits"),
        pytest.param(date(2100, 1, 1), 1, "dossier_day_not_real", id="yyMMdd would repeat 2000"),
    ],
)
def test_a_number_or_day_without_room_is_refused(day: date, number: int, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_code_template("{agency}-{yyMMdd}-{seq:04}").code(AGENCIES[0], day, number)
    assert refused.value.code == reason


def test_the_scheme_settles_an_ambiguous_agency() -> None:
    code = read_dossier_code("H26.12.34.H26-261127-0001", AgencyScheme.QD_20)
    assert code.agency.levels == ("H26", "12", "34", "H26")
