"""A whole procedure out of `LayThuTuc`."""

from typing import Any

import pytest

from services.portal.domain.catalogue.diff_procedures import diff_procedures
from services.portal.domain.catalogue.portal_procedure import PublishedFee, PublishedLimit, PublishedPaper
from services.portal.drivers.published_wire import read_published
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.worktime import Term, Unit
from tests.portal.domain.catalogue.published import FIVE_DAYS, THREE_DAYS, birth


def time(amount: object = "3", unit: str = "Ngày làm việc", mota: str = "", fees: Any = ()) -> dict[str, Any]:
    return {"THOIGIANGIAIQUYET": amount, "DONVITINH": unit, "MOTA": mota, "PHILEPHI": list(fees)}


def fee(money: str = "8000", unit: str = "Đồng", mota: str = "") -> dict[str, Any]:
    return {"MAPHILEPHI": "PLP01", "SOTIEN": money, "DONVI": unit, "MOTA": mota, "TENTEP": "", "URL": ""}


def said(**changes: Any) -> dict[str, Any]:
    """The fields of portal contract 2.1."""
    paper = {"MAGIAYTO": "KQ1", "TENGIAYTO": "Tờ khai", "MA_KQ_THAYTHE": "KQ2", "SOBANCHINH": "1", "SOBANSAO": 0}
    return {
        **{
            "ID": "7",
            "MATTHC": "1.001193",
            "TENTTHC": "Đăng ký khai sinh",
            "TRANGTHAI": "1",
            "QUYETDINH": "1872/QĐ-BTP",
        },
        "CAPTHUCHIEN": [{"CAPTHUCHIEN": "3", "TENCAP": "Cấp Xã"}, {"CAPTHUCHIEN": "9", "TENCAP": "Cơ quan khác"}],
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-TP07", "TENLINHVUC": "Hộ tịch"}],
        "CACHTHUCTHUCHIEN": [{"KENH": kenh, "THOIGIAN": [time(fees=[fee()])]} for kenh in ("1", 2)],
        "THANHPHANHOSO": [{"TRUONGHOP": "cấp lại", "GIAYTO": [paper | {"TENMAUDON": "m1.docx", "URL": ""}]}],
        "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G15.000123", "TENKETQUA": "Giấy khai sinh", "TENTEP": "", "URL": ""}],
        **changes,
    }


def ways(*times: dict[str, Any], kenh: str = "1") -> list[dict[str, Any]]:
    return [{"KENH": kenh, "THOIGIAN": list(times)}]


def test_all_that_must_be_kept_is_read() -> None:
    read = read_published(said())
    assert (read.code, read.name, read.decision, read.is_public) == (
        "1.001193",
        "Đăng ký khai sinh",
        "1872/QĐ-BTP",
        True,
    )
    assert (read.field_code, read.field_name, read.levels) == ("G15-TP07", "Hộ tịch", ("xa", "khac"))
    assert read.limits == (PublishedLimit(Channel.DIRECT, THREE_DAYS), PublishedLimit(Channel.ONLINE, THREE_DAYS))
    assert read.papers == (PublishedPaper("Tờ khai", "cấp lại", 1, 0, "m1.docx", "KQ1", "KQ2"),)
    assert [(result.code, result.name) for result in read.results] == [("KQ.G15.000123", "Giấy khai sinh")]


def test_a_fee_of_every_channel_is_one_and_of_one_channel_its_own() -> None:
    assert read_published(said()).fees == (PublishedFee("", 8000, code="PLP01"),)
    uneven = [{"KENH": "1", "THOIGIAN": [time(fees=[fee()])]}, {"KENH": "2", "THOIGIAN": [time()]}]
    assert [each.channel for each in read_published(said(CACHTHUCTHUCHIEN=uneven)).fees] == [Channel.DIRECT]


@pytest.mark.parametrize(
    ("money", "unit", "amount", "text"),
    [
        pytest.param("8000", "Đồng", 8000, "", id="đồng"),
        pytest.param("1.200.000", "VNĐ", 1_200_000, "", id="with points"),
        pytest.param("0", "", 0, "", id="free"),
        pytest.param("10", "USD", None, "10 USD", id="another currency"),
        pytest.param("theo quy định", "Đồng", None, "theo quy định Đồng", id="words"),
    ],
)
def test_an_amount_in_dong_is_a_number_and_any_other_stays_words(
    money: str, unit: str, amount: int | None, text: str
) -> None:
    [read] = read_published(said(CACHTHUCTHUCHIEN=ways(time(fees=[fee(money, unit)])))).fees
    assert (read.amount, read.text) == (amount, text)


@pytest.mark.parametrize(
    ("amount", "unit", "term"),
    [
        pytest.param("5", "Ngày làm việc", FIVE_DAYS, id="seen: ngày làm việc"),
        pytest.param(5, "NGÀY  LÀM VIỆC", FIVE_DAYS, id="seen: a number"),
        pytest.param("0.5", "Ngày làm việc", Term(Unit.HALF_DAY, 1), id="half a day"),
        pytest.param("1,5", "Ngày làm việc", Term(Unit.HALF_DAY, 3), id="with a comma"),
        pytest.param("2", "Giờ", Term(Unit.HOUR, 2), id="hours"),
        pytest.param("15", "Ngày", Term(Unit.DAY, 15), id="calendar days"),
        pytest.param("0", "Ngày làm việc", Term(Unit.SAME_DAY, 0), id="none: the same day"),
        pytest.param("", "Ngày làm việc", None, id="not published"),
        pytest.param(None, "", None, id="nothing"),
    ],
)
def test_a_limit_is_read_in_its_own_unit(amount: object, unit: str, term: Term | None) -> None:
    assert read_published(said(CACHTHUCTHUCHIEN=ways(time(amount, unit)))).limits[0].term == term


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(ways(time("5", "Buổi")), id="an unknown unit"),
        pytest.param(ways(time("năm", "Ngày")), id="an amount in words"),
        pytest.param(ways(time("20000", "Ngày")), id="beyond every limit"),
        pytest.param(ways(time(), kenh="4"), id="an unknown channel"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(broken: list[dict[str, Any]]) -> None:
    with pytest.raises(Invalid) as refused:
        read_published(said(CACHTHUCTHUCHIEN=broken))
    assert refused.value.code == "published_not_readable"


def test_several_times_of_a_channel_are_its_cases() -> None:
    limits = read_published(said(CACHTHUCTHUCHIEN=ways(time("3"), time("5", mota="cần xác minh")))).limits
    assert [(limit.term, limit.case) for limit in limits] == [(THREE_DAYS, ""), (FIVE_DAYS, "cần xác minh")]


def test_one_withdrawn_is_not_public_and_the_long_code_is_the_same_procedure() -> None:
    read = read_published(said(MATTHC="1.001193.000.00.00.H22", TRANGTHAI=0))
    assert (read.code, read.is_public) == ("1.001193", False)


def test_empty_lists_and_missing_fields_are_nothing() -> None:
    read = read_published({"MATTHC": "1.001193", "TENTTHC": "x", "CACHTHUCTHUCHIEN": None, "THANHPHANHOSO": [None]})
    assert (read.limits, read.fees, read.papers, read.field_name) == ((), (), (), "")


def test_a_level_without_a_word_of_ours_stays_as_written() -> None:
    assert read_published(said(CAPTHUCHIEN=[{"TENCAP": "Đặc khu"}])).levels == ("Đặc khu",)


def test_fees_without_names_are_compared_by_amount() -> None:
    theirs = read_published(said())
    ours = birth(fees=(PublishedFee("Lệ phí khai sinh", 8000),))
    assert "phí, lệ phí" not in " ".join(change.sentence for change in diff_procedures([ours], [theirs]))
    [change] = [c for c in diff_procedures([birth(fees=(PublishedFee("x", 9000),))], [theirs]) if c.kind == "fees"]
    assert change.sentence.endswith("bỏ “mức thu: 9.000 đồng”; thêm “mức thu: 8.000 đồng”")
