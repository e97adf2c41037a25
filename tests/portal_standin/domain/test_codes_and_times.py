"""Codes and times as the portal reads them."""

from datetime import datetime

import pytest

from services.portal_standin.domain.agency_code import is_within, normal_form, other_form
from services.portal_standin.domain.dossier_code import read_code
from services.portal_standin.domain.wire_time import read_time, write_time
from shared.worktime.legal_day import LEGAL_ZONE

PAIRS = [
    ("000.00.00.H26", "H26"),
    ("000.00.12.H26", "H26.12"),
    ("000.34.12.H26", "H26.12.34"),
    ("001.34.12.H26", "H26.12.34.001"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_both_forms_of_an_agency_are_one(old: str, new: str) -> None:
    assert (normal_form(old), normal_form(new)) == (new, new)
    assert (other_form(old), other_form(new)) == (new, old)


@pytest.mark.parametrize("code", ["", "Z26.12", "H2", "000.00.H26", "h26.12", "H26.", "H26." + "1" * 32])
def test_what_is_no_agency_code_has_no_form(code: str) -> None:
    assert normal_form(code) is None


@pytest.mark.parametrize("code", ["H26.1.2.3.4", "H26.123", "H26.12.34.5678"])
def test_a_code_too_deep_or_too_wide_has_no_old_form(code: str) -> None:
    assert other_form(code) == code


@pytest.mark.parametrize(
    ("code", "roots", "within"),
    [
        ("000.01.12.H17", {"H17"}, True),
        ("H17.12.01", {"H17.12"}, True),
        ("H17.12", {"H17.12"}, True),
        ("H17.12", {"H17.12.01"}, False),
        ("H17.120", {"H17.12"}, False),
        ("x", {"x"}, False),
    ],
)
def test_an_agency_is_within_its_roots(code: str, roots: set[str], within: bool) -> None:
    assert is_within(code, frozenset(roots)) is within


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("000.00.04.H26-240614-0001", ("000.00.04.H26", "240614", "0001")),
        ("G09.20-20260609-0092637", ("G09.20", "260609", "0092637")),
        ("H26-240614-10000", ("H26", "240614", "10000")),
        ("H26-240614-001", None),
        ("H26-240614-00000001", None),
        ("H26-2406141-0001", None),
        ("H26-240614-0001 ", None),
        ("", None),
    ],
)
def test_a_dossier_code_is_agency_day_and_number(text: str, parts: tuple[str, str, str] | None) -> None:
    read = read_code(text)
    assert (read and (read.agency, read.day, read.number)) == parts


def test_a_time_is_fourteen_digits_in_vietnam() -> None:
    at = datetime(2026, 3, 5, 8, 15, tzinfo=LEGAL_ZONE)
    assert read_time("20260305081500") == at
    assert write_time(at) == "20260305081500"


@pytest.mark.parametrize(
    "text", ["", "2026030508150", "20260305241500", "20260229081500", "2026-03-05T08:15", "²0260305081500"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None
