"""What the receiving form reads and says, without a browser."""

from typing import Any

import pytest

from services.desk.clients.reception import Earlier, Sight
from services.desk.forms.card import read_card
from services.desk.forms.reception import code_in, dossier_of
from services.desk.forms.typed import Typed
from services.desk.presenters.reception import elsewhere, known_in_words, matter_of, repeated_papers

PROCEDURE: dict[str, Any] = {
    **{"code": "1.001612", "name": "Đăng ký", "field": "", "decision": "", "levels": ["xa"], "fee_text": ""},
    **{"fee_min": 0, "fee_max": 0, "cases": [], "papers": [], "channels": ["direct"]},
}
PROMISE: dict[str, Any] = {
    **{"due_at": "2026-09-04T17:00:00+07:00", "term": {"words": "3 ngày làm việc"}, "shortened_by": None},
    **{"received_at": "2026-08-31T19:41:00+07:00", "works_next": "2026-09-01T07:30:00+07:00"},
    "steps": [
        {"day": "2026-08-30", "verdict": "skipped", "reason": "Chủ nhật", "paper": None},
        {"day": "2026-09-02", "verdict": "skipped", "reason": "Quốc khánh", "paper": None},
    ],
}


def typed(**values: str) -> Typed:
    return Typed({name.replace("__", "-"): [value] for name, value in values.items()})


@pytest.mark.parametrize("text", ["026187000001", "a|b|c|d|e|f|g", "026187000001|x"])
def test_a_number_or_other_text_is_no_card(text: str) -> None:
    assert read_card(text) is None


def test_a_card_without_a_whole_birthday_leaves_it_to_be_typed() -> None:
    card = read_card("026187000001||Lê Thị Mẫu|1987|Nữ|Xóm Thử|01012024")
    assert card and (card.name, card.born, card.address) == ("Lê Thị Mẫu", "", "Xóm Thử")


def test_the_due_date_names_its_holidays_and_a_receipt_outside_hours_says_so() -> None:
    matter = matter_of(Sight(PROCEDURE, PROMISE), {}, "commune")
    assert matter and matter.due == "17:00 thứ Sáu 04/09/2026, 3 ngày làm việc, nghỉ 02/09"
    assert matter.outside.endswith("07:30 thứ Ba 01/09/2026")
    assert not matter.elsewhere


def test_a_procedure_of_another_level_says_where() -> None:
    assert elsewhere(["tinh"], "commune") == "Nộp tại cấp tỉnh"
    assert elsewhere(["tinh", "xa"], "commune") == elsewhere([], "commune") == ""


def test_papers_written_twice_and_one_scan_under_two_are_asked_about() -> None:
    values = {"others": ["Tờ khai\ntờ khai"], "scanned-1": ["a"], "scanned-2": ["a"]}
    assert len(repeated_papers(values)) == 2


def test_more_dossiers_than_a_page_are_told_as_more() -> None:
    assert known_in_words(Earlier(50, True)) == "Đã có 50+ hồ sơ trước"
    assert known_in_words(Earlier()) == ""


def test_what_cannot_be_read_is_told_field_by_field() -> None:
    form = typed(q="khai sinh", born="31/02/1985", fee="nhiều", way="post", paper__1="on", quantity__1="hai")
    dossier_of(form, "H1", [{"number": 1, "name": "Tờ khai"}])
    assert {name for name, _ in form.problems} == {"q", "name", "born", "fee", "quantity-1", "way_address"}


def test_a_proxy_counts_only_where_it_is_ticked_and_named() -> None:
    assert dossier_of(typed(q="1.001612", name="A", proxy_name="B"), "H1", [])["proxy"] is None
    assert dossier_of(typed(q="1.001612", name="A", proxy="on"), "H1", [])["proxy"] is None
    told = dossier_of(typed(q="1.001612 Tên", name="A", proxy="on", proxy_name="B", fee="150.000"), "H1", [])
    assert (told["procedure"], told["proxy"]["name"], told["fees"][0]["amount"]) == ("1.001612", "B", 150_000)
    assert code_in("Khai sinh 1.001612") is None
