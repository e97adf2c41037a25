"""Both schemes of agency code, read, turned into one another and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.codes.agency_code import (
    LONGEST,
    AgencyScheme,
    in_scheme,
    read_agency_code,
    same_agency,
)
from shared.errors import Invalid

OLD, NEW = AgencyScheme.QCVN_102, AgencyScheme.QD_20
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEVEL_1 = st.from_regex(r"[A-Y][0-9]{2}", fullmatch=True)


def group(width: int) -> st.SearchStrategy[str]:
    return st.text(SIGNS, min_size=width, max_size=width)


OLD_CODES = st.builds(lambda v, z, y, m: f"{v}.{z}.{y}.{m}", group(3), group(2), group(2), LEVEL_1)
NEW_CODES = st.builds(
    lambda m, rest: ".".join([m, *rest])[:LONGEST].rstrip("."),
    LEVEL_1,
    st.lists(st.text(SIGNS, min_size=1, max_size=5), max_size=7),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("001.34.12.H26", "H26.12.34.001", id="the example of conversion"),
        pytest.param("000.00.12.H26", "H26.12", id="QĐ 20/2020: a unit of level 2"),
        pytest.param("000.00.04.H26", "H26.04", id="TT 01/2018: the example of a dossier code"),
        pytest.param("000.00.00.G22", "G22", id="seen: Văn phòng Chính phủ"),
        pytest.param("000.00.01.H22", "H22.01", id="seen: Hà Giang"),
        pytest.param("000.00.00.H20", "H20", id="seen: Đồng Tháp"),
        pytest.param("000.00.20.G09", "G09.20", id="seen: a unit of G09, new form"),
        pytest.param("001.00.00.H47", "H47.00.00.001", id="empty levels between used ones stay"),
        pytest.param("A0B.00.0C.H12", "H12.0C.00.A0B", id="letters in the groups"),
    ],
)
def test_both_schemes_spell_one_agency(old: str, new: str) -> None:
    first, second = read_agency_code(old), read_agency_code(new)
    assert (first.scheme, second.scheme) == (OLD, NEW)
    assert (str(first), str(second)) == (old, new)
    assert str(in_scheme(first, NEW)) == new
    assert str(in_scheme(second, OLD)) == old
    assert same_agency(first, second)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("H26.12.34.001.02", id="five levels"),
        pytest.param("H26.123", id="level 2 wider than two"),
        pytest.param("H26.12.345", id="level 3 wider than two"),
        pytest.param("H26.12.34.0011", id="level 4 wider than three"),
        pytest.param("Z01ABCDEF12", id="a body outside the state, QĐ 20/2020"),
    ],
)
def test_qcvn_102_has_no_room_for_some_new_codes(new: str) -> None:
    code = read_agency_code(new)
    assert str(code) == new
    assert in_scheme(code, OLD) is None
    assert same_agency(code, read_agency_code(new.lower()))


def test_narrow_groups_are_filled_with_zeros() -> None:
    code = read_agency_code("H26.1.2.3")
    assert str(in_scheme(code, OLD)) == "003.02.01.H26"
    assert str(code) == "H26.1.2.3"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("000.00.12.H26", "H26.13", id="another unit"),
        pytest.param("000.00.12.H26", "H27.12", id="another province"),
        pytest.param("001.00.00.H47", "H47.001", id="another level"),
        pytest.param("H26.12", "H26.12.34", id="a unit below"),
    ],
)
def test_other_agencies_are_told_apart(first: str, second: str) -> None:
    assert not same_agency(read_agency_code(first), read_agency_code(second))


def test_blanks_case_and_unused_levels_do_not_matter() -> None:
    assert same_agency(read_agency_code(" h26.12 "), read_agency_code("000.00.12.h26"))
    assert same_agency(read_agency_code("H26.12.00"), read_agency_code("H26.12"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("08911.2025", id="an office of ours"),
        pytest.param("00.02.H29", id="three groups of 2013"),
        pytest.param("0000.00.12.H26", id="fourteen characters"),
        pytest.param("000.00.12.Z01", id="Z is no level 1 of QCVN 102"),
        pytest.param("H2", id="one digit"),
        pytest.param("H26..12", id="an empty group"),
        pytest.param("H26.12.", id="a dot at the end"),
        pytest.param("H26-12", id="a dash"),
        pytest.param("Z00ABC", id="Z00 is not given"),
        pytest.param("Z01.19", id="Z codes have no separator"),
        pytest.param("H26." + "1" * 32, id="36 characters"),
        pytest.param("H٢٦.12", id="digits of another script"),
        pytest.param("ſ26.12", id="a sign whose capital is S"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_of_no_scheme_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_agency_code(text)
    assert refused.value.code == "agency_code_not_valid"


def test_35_characters_are_still_a_code() -> None:
    assert len(str(read_agency_code("H26." + "1" * 31))) == LONGEST


def test_a_text_that_reads_both_ways_needs_its_scheme() -> None:
    with pytest.raises(Invalid) as refused:
        read_agency_code("H26.12.34.H26")
    assert refused.value.code == "agency_code_ambiguous"
    assert read_agency_code("H26.12.34.H26", OLD).levels == ("H26", "34", "12", "H26")
    assert read_agency_code("H26.12.34.H26", NEW).levels == ("H26", "12", "34", "H26")


@given(OLD_CODES)
def test_an_old_code_comes_back_from_the_new_scheme(text: str) -> None:
    old = read_agency_code(text, OLD)
    new = in_scheme(old, NEW)
    assert str(old) == text
    assert new is not None
    assert in_scheme(read_agency_code(str(new), NEW), OLD) == old


@given(NEW_CODES)
def test_a_new_code_that_has_an_old_form_is_the_same_agency_there(text: str) -> None:
    new = read_agency_code(text, NEW)
    old = in_scheme(new, OLD)
    assert str(new) == text
    if old:
        assert same_agency(read_agency_code(str(old), OLD), new)
