"""What is typed into the keepers' forms, read into what the services take."""

import pytest

from services.desk.forms.boxes import Boxes
from services.desk.forms.due import read_due
from services.desk.forms.route import read_route
from services.desk.presenters.catalogue import changes_words, copies_words, since_words
from services.desk.presenters.register_import import UNREAD, columns_named, places


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("7:30-11:30, 13:30-17:00", [["07:30", "11:30"], ["13:30", "17:00"]]),
        ("7h–11h30", [["07:00", "11:30"]]),
        ("24:00-25:00", None),
        ("7:30", None),
        ("sáng-chiều", None),
    ],
)
def test_office_hours_are_read_as_people_write_them(typed: str, spans: list[list[str]] | None) -> None:
    boxes = Boxes({"gio": [typed]})
    assert boxes.spans("gio") == spans
    assert [name for name, _ in boxes.problems] == ([] if spans else ["gio"])


def test_numbers_and_days_say_at_their_box_what_is_wrong() -> None:
    boxes = Boxes({"so": ["12a"], "ngay": ["31/02/2026"], "trong": [" "]})
    assert (boxes.number("so"), boxes.day("ngay"), boxes.text("trong", "Nhập")) == (None, None, None)
    assert [name for name, _ in boxes.problems] == ["so", "ngay", "trong"]


def test_a_route_skips_blank_lines_and_each_step_waits_for_the_one_before() -> None:
    typed = {"name": ["a"], "decision": ["b"], "valid_from": ["1/1/2026"], "step-1": ["Nhận"], "step-3": ["Ký"]}
    body, problems = read_route({**typed, "amount-3": ["4"], "unit-3": ["working_hour"]})
    assert problems == []
    assert [(each["number"], each["name"], each["after"]) for each in body["stages"]] == [
        (1, "Nhận", []),
        (2, "Ký", [1]),
    ]
    assert body["stages"][1]["term"] == {"unit": "working_hour", "amount": 4}


def test_only_columns_that_were_changed_are_remembered() -> None:
    written, chosen = ["A", "B", "C", "D"], ["code", UNREAD, "note", "made-up"]
    assert columns_named(written, chosen, ["code", "note", UNREAD, UNREAD]) == {"B": "", "C": "note"}


def test_rows_are_named_with_their_sheet_where_there_are_several() -> None:
    group = {"rows": 3, "first": [{"sheet": "", "row": 7}, {"sheet": "T1", "row": 8}]}
    assert places(group) == "7, 8 (T1) …"


def test_a_due_date_needs_its_term_and_a_calendar_that_reaches_so_far() -> None:
    assert [name for name, _ in read_due({"nhan": ["5/8/2026"]})[1]] == ["so"]
    deadline, problems = read_due({"nhan": ["5/8/2026"], "loai": ["same_day"]})
    assert deadline is not None and problems == []
    assert read_due({"nhan": ["5/8/2039"], "so": ["5"]})[1][0][0] == "nhan"
    assert read_due({"nhan": ["5/8/2026"], "so": ["0"]})[1][0][0] == "so"
    assert read_due({"nhan": ["5/8/2026"], "so": ["1"], "gio": ["12:00-11:00"]})[1][0][0] == "gio"


def test_differences_copies_and_old_rules_are_told_in_words() -> None:
    long = "x" * 80
    changes = [{"field": "term", "before": ["day", 1], "after": None}, {"field": "t", "before": long, "after": ""}]
    assert changes_words(changes) == f"term: day 1 → –; t: {'x' * 60}… → "
    assert copies_words({"originals": 1, "copies": None, "electronic": 2}) == "bản chính 1, điện tử 2"
    assert since_words("1900-01-01") == "từ trước" and since_words("2026-08-05") == "từ 05/08/2026"
