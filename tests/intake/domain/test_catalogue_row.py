from datetime import date

import pytest

from services.intake.domain.catalogue.catalogue import OnlineService, RequiredPaper
from services.intake.domain.catalogue.catalogue_file import with_paper_cases
from services.intake.domain.catalogue.catalogue_row import RowRefused, read_paper_row, read_row
from services.intake.domain.catalogue.version_document import read_version, write_version
from shared.contracts.terms import Channel
from shared.worktime import Term, Unit

DAY = date(2025, 7, 1)
ROW = {
    "code": "1.001023",
    "name": "Cấp Giấy phép liên vận",
    "field": "Đường bộ",
    "level": "tinh",
    "channels": "direct|online",
    "time_amount": "2",
    "time_unit": "working_day",
    "times_by_channel": "direct=2 working_day; direct=1 working_day; online=1 working_day; online=2 working_day",
    "fee_min_vnd": "50000",
    "fee_max_vnd": "50000",
    "fee_text": "Phí : 50.000 Đồng",
    "result": "Giấy phép; Phù hiệu",
    "result_codes": "KQ.1|KQ.2",
}


def days(amount: int) -> Term:
    return Term(Unit.WORKING_DAY, amount)


def test_a_row_becomes_a_version_with_limits_by_channel_and_case() -> None:
    procedure = read_row(ROW, DAY)
    assert (procedure.term, procedure.terms) == (days(2), {Channel.ONLINE: days(1)})
    assert {case.name: dict(case.terms) for case in procedure.cases} == {
        "Trường hợp thời hạn 1 ngày làm việc": {Channel.DIRECT: days(1), Channel.ONLINE: days(1)},
        "Trường hợp thời hạn 2 ngày làm việc": {Channel.DIRECT: days(2), Channel.ONLINE: days(2)},
    }
    assert [(fee.name, fee.amount) for fee in procedure.fees] == [("Phí", 50000)]
    assert [(result.code, result.name) for result in procedure.results] == [("KQ.1", "Giấy phép"), ("KQ.2", "Phù hiệu")]
    assert procedure.online is None
    assert read_version("1.001023", 1, (DAY, None), write_version(procedure, ()), None) == (procedure, [])


def test_columns_beyond_the_needed_ones_may_be_missing_or_say_more() -> None:
    needed = {name: ROW[name] for name in ("code", "name", "field", "level", "channels", "time_amount", "time_unit")}
    assert read_row(needed, DAY).fees == ()
    said = read_row({**needed, "online": "full", "no_wait": "1", "retention_months": "120"}, DAY)
    assert (said.online, said.is_no_wait, said.retention_months) == (OnlineService.FULL, True, 120)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "1.00193"}, "Mã thủ tục"),
        ({"code": ""}, "Mã thủ tục"),
        ({"name": "  "}, "tên"),
        ({"field": ""}, "lĩnh vực"),
        ({"level": "huyện"}, "level"),
        ({"level": "xa|xa"}, "level"),
        ({"channels": "fax"}, "channels"),
        ({"time_amount": "nhanh"}, "Thời hạn"),
        ({"time_amount": "1e9"}, "Thời hạn"),
        ({"time_amount": "99999"}, "Thời hạn"),
        ({"time_unit": "fortnight"}, "Thời hạn"),
        ({"times_by_channel": "direct: 5 days"}, "times_by_channel"),
        ({"fee_min_vnd": "-1"}, "fee_min_vnd"),
        ({"fee_min_vnd": "1" * 30}, "fee_min_vnd"),
        ({"online": "4"}, "online"),
        ({"no_wait": "có"}, "no_wait"),
        ({"name": "Đăng\x00 ký"}, "name"),
        ({"name": "Đ" * 5000}, "dài"),
    ],
)
def test_a_row_that_cannot_be_taken_says_which_column(changes: dict[str, str], words: str) -> None:
    with pytest.raises(RowRefused, match=words):
        read_row({**ROW, **changes}, DAY)


def test_invisible_dirt_of_the_export_is_dropped() -> None:
    assert read_row({**ROW, "name": "\ufeffCấp\u200b giấy "}, DAY).name == "Cấp giấy"


def test_headings_that_say_a_case_are_cases_and_others_only_group_papers() -> None:
    rows = [
        {"code": "1.001023", "no": "1", "case": "Giấy tờ phải nộp", "paper": "Đơn", "originals": "1"},
        {"code": "1.001023", "no": "2", "case": "Đối với cá nhân", "paper": "Thẻ căn cước", "copies": "2020"},
        {"code": "1.001023", "no": "3", "case": "Trường hợp cấp lại", "paper": "Giấy phép cũ", "electronic": "1"},
    ]
    papers = [read_paper_row(row)[1] for row in rows]
    assert papers[0] == RequiredPaper(1, "Giấy tờ phải nộp", "Đơn", "", 1, None, None)
    assert papers[1].copies is None  # a year that slipped into the column
    names = [case.name for case in with_paper_cases(read_row(ROW, DAY), papers).cases]
    assert names[2:] == ["Đối với cá nhân", "Trường hợp cấp lại"]


@pytest.mark.parametrize("changes", [{"no": "0"}, {"no": "x"}, {"no": ""}, {"paper": ""}, {"code": "x"}])
def test_a_paper_that_cannot_be_taken_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(RowRefused):
        read_paper_row({"code": "1.001023", "no": "1", "case": "", "paper": "Đơn", **changes})
