"""Forms 02 and 03 as they come from the press."""

import io
import unicodedata
from datetime import UTC, datetime

import pypdf
import pytest

from shared.forms.filing_notices import Lacking, Stage, completion_request_sheet, refusal_sheet
from shared.forms.press import Press
from shared.forms.sheet import Sheet, SheetSize
from tests.intake.forms.made_up import CODE, NAMES, a_completion_request, a_filing, a_refusal_notice
from tests.support.printed import pages_of, scanned, text_of

BOTH = pytest.mark.parametrize("size", list(SheetSize))
LAST_DAY_OF_THE_FIRST_SET = datetime(2025, 9, 14, 2, 0, tzinfo=UTC)


async def printed(sheet: Sheet, size: SheetSize = SheetSize.A5) -> bytes:
    return await Press().print_sheet(sheet, size)


@BOTH
async def test_a_completion_request_says_what_form_02_asks_for(size: SheetSize) -> None:
    pdf = await printed(completion_request_sheet(a_completion_request(), NAMES), size)
    text = text_of(pdf)
    for words in (
        "ỦY BAN NHÂN DÂN PHƯỜNG TRƯỜNG THI",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Số: 15/HDHS",
        "Trường Thi, ngày 05 tháng 3 năm 2026",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Mẫu số 02, Thông tư số 03/2025/TT-VPCP",
        CODE,
        "Hồ sơ của: Nguyễn Thị Quỳnh Mẫu",
        "Người nộp thay: Trần Văn Thay",
        "Số điện thoại: 0912345678",
        "Thư điện tử: mau@example.vn",
        "(mã TTHC: 1.012783)",
        "trước khi tiếp nhận hồ sơ (lần 1)",
        "Chưa được công chứng hoặc chứng thực",
        "Căn cứ: Nghị định số 101/2024/NĐ-CP",
        "chậm nhất: 17 giờ 00 phút, ngày 12 tháng 3 năm 2026",
        "quầy số 3, số điện thoại 02283822499",
        "NGƯỜI HƯỚNG DẪN",
        "Lê Thị Hướng Dẫn",
    ):
        assert words in text, words
    assert (pages_of(pdf), scanned(pdf)) == (1, {"QR Code": CODE, "Code 128": CODE})


@BOTH
async def test_a_refusal_says_what_form_03_asks_for(size: SheetSize) -> None:
    pdf = await printed(refusal_sheet(a_refusal_notice(), NAMES), size)
    text = text_of(pdf)
    for words in (
        "Số: 07/HDHS",
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Mẫu số 03, Thông tư số 03/2025/TT-VPCP",
        "Hồ sơ của: Nguyễn Thị Quỳnh Mẫu",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do",
        "Thửa đất đang có tranh chấp",
        "không thuộc thẩm quyền",
        "Căn cứ: Luật Đất đai 2024, Điều 45",
        "liên hệ Trung tâm Phục vụ hành chính công, số điện thoại 02283822499",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ):
        assert words in text, words
    assert (pages_of(pdf), scanned(pdf)) == (1, {"QR Code": CODE, "Code 128": CODE})


async def test_papers_of_the_first_set_name_its_circular_and_desk() -> None:
    filing = a_filing(made_at=LAST_DAY_OF_THE_FIRST_SET)
    for sheet in (
        completion_request_sheet(a_completion_request(filing=filing, contact=""), NAMES),
        refusal_sheet(a_refusal_notice(filing=filing), NAMES),
    ):
        text = text_of(await printed(sheet))
        assert "Thông tư số 01/2018/TT-VPCP" in text
        assert "liên hệ Bộ phận Tiếp nhận và Trả kết quả" in text


async def test_a_request_while_processing_says_what_waiting_does_to_the_clock() -> None:
    stands = "Thời gian chờ bổ sung không tính vào thời hạn giải quyết hồ sơ."
    request = a_completion_request(stage=Stage.WHILE_PROCESSING, count=2, answer_by="", effect=stands)
    text = text_of(await printed(completion_request_sheet(request, NAMES)))
    assert "trong quá trình giải quyết hồ sơ (lần 2)" in text
    assert "không tính vào thời hạn giải quyết" in text
    assert "chậm nhất" not in text


async def test_what_is_not_known_leaves_no_empty_line() -> None:
    bare = a_filing(number="", filed_by="", address="", phone="", email="")
    for sheet in (
        completion_request_sheet(a_completion_request(filing=bare, legal_basis=""), NAMES),
        refusal_sheet(a_refusal_notice(filing=bare, legal_basis="", contact_phone=""), NAMES),
    ):
        text = text_of(await printed(sheet))
        for words in ("Số:", "Người nộp thay", "Địa chỉ", "Số điện thoại:", "Thư điện tử", "Căn cứ"):
            assert words not in text


@BOTH
async def test_twenty_things_to_complete_stay_on_one_page(size: SheetSize) -> None:
    lacking = [Lacking(f"Giấy thứ {n} của bên nhận chuyển nhượng", "Chưa có chữ ký của người khai") for n in range(20)]
    pdf = await printed(completion_request_sheet(a_completion_request(lacking=lacking), NAMES), size)
    assert pages_of(pdf) == 1


async def test_a_long_list_runs_over_pages_with_its_head() -> None:
    lacking = [Lacking(f"Giấy thứ {n}", "Chưa có chữ ký của người khai, người làm chứng") for n in range(120)]
    pdf = await printed(completion_request_sheet(a_completion_request(lacking=lacking), NAMES))
    assert text_of(pdf).count("Nội dung cần bổ sung, hoàn thiện") == pages_of(pdf) >= 3
    assert "Giấy thứ 119" in text_of(pdf)


HOSTILE = '#panic("x") *b* $x$ \\ _i_ <l> @r // `c`'


async def test_what_people_typed_is_never_interpreted_and_decomposed_text_is_the_same() -> None:
    filing = a_filing(owner=HOSTILE, address=HOSTILE, procedure=HOSTILE)
    request = a_completion_request(filing=filing, lacking=[Lacking(HOSTILE, HOSTILE)], legal_basis=HOSTILE)
    assert text_of(await printed(completion_request_sheet(request, NAMES))).count("#panic(") >= 5
    name = "Nguyễn Thị Quỳnh Ộ Ệ Ẫ ữ"
    pair = [a_refusal_notice(reasons=(unicodedata.normalize(form, name),)) for form in ("NFC", "NFD")]
    assert pair[0] != pair[1]
    first, second = [await printed(refusal_sheet(notice, NAMES)) for notice in pair]
    assert first == second


async def test_both_papers_declare_their_standards_and_titles() -> None:
    for sheet in (
        completion_request_sheet(a_completion_request(), NAMES),
        refusal_sheet(a_refusal_notice(), NAMES),
    ):
        reader = pypdf.PdfReader(io.BytesIO(await printed(sheet)))
        metadata = reader.root_object["/Metadata"].get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert reader.metadata.title == f"{sheet.says['title']} {CODE}"
