"""What people type, read: days and moments, what a scanner gives, what an act says."""

from datetime import date, time
from typing import Any

import pytest

from services.desk.forms.correction import changes_of
from services.desk.forms.dates import read_day, read_moment
from services.desk.forms.saying import read_saying
from services.desk.forms.scanned import Scanned, read_scanned


@pytest.mark.parametrize("typed", ["5/8/2026", "05082026", "5.8.2026", "05-08-2026", " 5/8/2026 "])
def test_a_day_may_be_typed_in_several_ways(typed: str) -> None:
    assert read_day(typed) == date(2026, 8, 5)


@pytest.mark.parametrize("typed", ["", "31/2/2026", "5/8/26", "2026-08-05", "hôm nay"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


def test_a_moment_is_an_hour_and_a_day_or_a_day_at_its_usual_hour() -> None:
    at = read_moment("8h30 5/8/2026")
    assert at is not None and at.isoformat() == "2026-08-05T08:30:00+07:00"
    assert read_moment("5/8/2026", time(17)) == read_moment("17:00 05082026")
    assert read_moment("5/8/2026") is None
    assert read_moment("25:00 5/8/2026") is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("h40.12-260722-0001", Scanned(code="H40.12-260722-0001")),
        ("https://tra-cuu.example/tra-cuu?ma=H40.12-260722-0001", Scanned(code="H40.12-260722-0001")),
        ("036190001234|012345678|Nguyễn Thị Mẫu|01011990|Nữ|Tam Đảo|01012021", Scanned(number="036190001234")),
        ("036 190 001 234", Scanned(number="036190001234")),
        ("Nguyễn Thị Mẫu", Scanned()),
        ("12345", Scanned()),
    ],
)
def test_a_scan_is_a_code_a_card_or_nothing(text: str, read: Scanned) -> None:
    assert read_scanned(text) == read


def test_the_reason_that_is_picked_stands_before_what_was_typed() -> None:
    typed = {"reason": ["not_competent"], "note": ["chuyển cấp tỉnh"]}
    saying = read_saying("refuse", typed, must_say_why=True)
    assert saying.body == {
        "reason_code": "not_competent",
        "note": "Không thuộc thẩm quyền giải quyết: chuyển cấp tỉnh",
    }


def test_another_reason_is_said_in_words() -> None:
    saying = read_saying("refuse", {"reason": ["other"]}, must_say_why=True)
    assert [name for name, _ in saying.problems] == ["note"]


def test_the_step_of_a_lateness_is_its_step() -> None:
    typed = {"cause": ["staff"], "late_step": ["2"], "happened_at": ["08:00 5/8/2026"]}
    saying = read_saying("lateness", typed, must_say_why=False)
    assert saying.body == {"cause": "staff", "step": 2, "happened_at": "2026-08-05T08:00:00+07:00"}
    assert read_saying("lateness", {}, must_say_why=False).problems == [("cause", "Chọn một nguyên nhân chậm")]


TAKEN: dict[str, Any] = {
    "applicant": {
        "kind": "citizen",
        "name": "Nguyễn Thị Mẫu",
        "identity_number": None,
        "phone": "+84912345678",
        "address": None,
        "email": None,
        "born_on": None,
    },
    "summary": None,
    "result_way": "desk",
    "result_address": None,
    "fees": [{"name": "Lệ phí", "amount": 50_000, "paid_by": None}],
}


def test_a_correction_holds_only_what_differs() -> None:
    same = {"name": ["Nguyễn Thị Mẫu"], "phone": ["+84912345678"], "result_way": ["desk"], "paid_by": [""]}
    assert changes_of(TAKEN, same | {"reason": ["Nhầm"]}) == ({}, [])
    changes, problems = changes_of(TAKEN, same | {"born_on": ["5/8/1990"], "paid_by": ["cash"], "due_at": ["mai"]})
    assert set(changes) == {"applicant", "fees"}
    assert changes["applicant"]["born_on"] == "1990-08-05" and changes["fees"][0]["paid_by"] == "cash"
    assert [name for name, _ in problems] == ["due_at", "reason"]
