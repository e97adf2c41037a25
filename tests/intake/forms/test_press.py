"""Receipts as they come from the press: words, symbols, pages, bytes."""

import io
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest

from services.intake.forms.receipt_sheet import receipt_sheet
from shared.forms.press import Press, legible
from shared.forms.sheet import SheetSize
from shared.local.fonts import VIETNAMESE_LETTERS, typeface
from tests.intake.forms.made_up import CODE, NAMES, a_dossier
from tests.support.printed import pages_of, scanned, text_of

BOTH = pytest.mark.parametrize("size", list(SheetSize))


async def printed(size: SheetSize = SheetSize.A4, **changes: Any) -> bytes:
    return await Press().print_sheet(receipt_sheet(a_dossier(**changes), NAMES), size)


@BOTH
async def test_the_same_dossier_gives_the_same_bytes_on_any_press(size: SheetSize) -> None:
    assert await printed(size) == await printed(size)


async def test_an_instant_between_two_seconds_is_printed_too() -> None:
    between = datetime(2026, 3, 5, 2, 0, 0, 123_456, tzinfo=UTC)
    assert await printed(accepted_at=between) == await printed(accepted_at=between.replace(microsecond=0))


@BOTH
async def test_seven_papers_fit_on_one_page(size: SheetSize) -> None:
    assert pages_of(await printed(size)) == 1


@BOTH
async def test_the_receipt_says_what_form_01_asks_for(size: SheetSize) -> None:
    text = text_of(await printed(size))
    for words in (
        "ỦY BAN NHÂN DÂN PHƯỜNG TRƯỜNG THI",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Trường Thi, ngày 05 tháng 3 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Thông tư số 03/2025/TT-VPCP",
        CODE,
        "Nguyễn Thị Quỳnh Mẫu",
        "Số định danh: 036185001234",
        "0912345678",
        "mã TTHC: 1.012783",
        "10 ngày làm việc",
        "09 giờ 00 phút, ngày 05 tháng 3 năm 2026",
        "17 giờ 00 phút, ngày 19 tháng 3 năm 2026",
        "Trang 1/1",
    ):
        assert words in text


async def test_a_dossier_keeps_the_form_of_the_day_it_was_accepted() -> None:
    text = text_of(await printed(accepted_at=datetime(2025, 9, 14, 2, 0, tzinfo=UTC)))
    assert "Thông tư số 01/2018/TT-VPCP" in text
    assert "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ" in text


async def test_without_a_term_no_date_is_made_up() -> None:
    text = text_of(await printed(term_unit=None, term_amount=None, due_at=None, due_on=None))
    assert "theo quy định: chưa công bố" in text
    assert "trả kết quả giải quyết hồ sơ: bộ phận tiếp nhận sẽ thông báo" in text


@BOTH
@pytest.mark.parametrize("code", [CODE, "H40.12-260722-0000", "27300.2025-15092025-000123"])
async def test_both_symbols_are_read_back_from_the_page(size: SheetSize, code: str) -> None:
    assert scanned(await printed(size, code=code)) == {"QR Code": code, "Code 128": code}


HOSTILE = '#panic("x") *b* $x$ \\ _i_ <l> @r // `c` #sys.inputs'


async def test_what_people_typed_is_never_interpreted() -> None:
    papers = [{"name": HOSTILE, "form": "copy", "quantity": 2}]
    pdf = await printed(applicant_name=HOSTILE, address=HOSTILE, summary=HOSTILE, procedure_name=HOSTILE, papers=papers)
    assert text_of(pdf).count("#panic(") >= 5
    assert HOSTILE in text_of(pdf)


async def test_decomposed_text_gives_the_same_bytes_as_composed() -> None:
    name = "Nguyễn Thị Quỳnh Ộ Ệ Ẫ ữ"
    decomposed = unicodedata.normalize("NFD", name)
    assert decomposed != name
    assert await printed(applicant_name=decomposed) == await printed(applicant_name=name)


async def test_every_vietnamese_letter_is_on_the_page() -> None:
    letters = " ".join(sorted(VIETNAMESE_LETTERS))
    text = text_of(await printed(summary=letters, procedure_name=letters))
    assert text.count(letters) == 2
    assert len(VIETNAMESE_LETTERS) == 134


async def test_a_sign_the_typeface_lacks_is_a_box_and_no_failure() -> None:
    text = text_of(await printed(applicant_name="Trần 𠊛 Mẫu 😀 \ue000"))
    assert "Trần � Mẫu � �" in text or "Trần □ Mẫu □ □" in text


async def test_a_word_without_end_stays_inside_the_page() -> None:
    papers = [{"name": "W" * 500, "form": "electronic", "quantity": 1}]
    text = text_of(await printed(SheetSize.A5, papers=papers, applicant_name="W" * 500))
    assert text.replace(" ", "").replace("\u200b", "").count("W") >= 1000


async def test_a_long_list_of_papers_runs_over_pages_with_its_head() -> None:
    papers = [{"name": f"Giấy thứ {number}", "form": "original", "quantity": 1} for number in range(200)]
    pdf = await printed(SheetSize.A5, papers=papers)
    assert pages_of(pdf) == 3
    text = text_of(pdf)
    assert text.count("Tên giấy tờ") == 2 * 3
    assert "Giấy thứ 199" in text


async def test_a_bare_dossier_is_printed_too() -> None:
    bare = {"identity_number": None, "phone": None, "address": None, "summary": None, "papers": []}
    text = text_of(await printed(**bare))
    assert "Thành phần hồ sơ" not in text
    assert "Địa chỉ" not in text


async def test_the_file_declares_its_standards_language_and_title() -> None:
    reader = pypdf.PdfReader(io.BytesIO(await printed()))
    catalogue = reader.root_object
    assert catalogue["/Lang"] == "vi"
    assert catalogue["/MarkInfo"]["/Marked"]
    metadata = catalogue["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert CODE in reader.metadata.title


async def test_only_the_chosen_family_is_on_the_page() -> None:
    page = pypdf.PdfReader(io.BytesIO(await printed())).pages[0]
    names = {font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()}
    wanted = typeface().family.replace(" ", "")
    assert all(wanted in name for name in names), names


def test_symbols_are_left_as_they_are_and_text_is_put_on_one_line() -> None:
    signs = frozenset(map(ord, "abc ?"))
    assert legible({"a": ["a\n b", 3, "<svg é"]}, signs) == {"a": ["a b", 3, "<svg é"]}
    assert legible("é", signs) == "?"
    assert legible("a" * 31, signs) == "a" * 30 + "\u200b" + "a"
