"""What a receipt says beyond the dossier as it was received, and how it is kept on one page."""

import io
import string

import fontpkg_noto_serif
import pypdf
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from services.intake.domain.dossiers.receipt import Fee
from services.intake.forms.receipt_extras import ReceiptExtras
from services.intake.forms.receipt_sheet import in_dong, receipt_sheet
from shared.forms import press as press_module
from shared.forms.press import Press
from shared.forms.sheet import SheetSize
from shared.local.fonts import VIETNAMESE_LETTERS, Typeface
from tests.intake.forms.made_up import CODE, EXTRAS, NAMES, a_dossier
from tests.support.printed import pages_of, scanned, text_of

BOTH = pytest.mark.parametrize("size", list(SheetSize))
LONG_NAME = "Công ty trách nhiệm hữu hạn một thành viên Đầu tư Thương mại Dịch vụ Xuất nhập khẩu Mẫu Mẫu"
FORTY = [{"name": f"Giấy xác nhận thứ {n} của bên chuyển nhượng", "form": "copy", "quantity": 2} for n in range(1, 41)]


async def printed(extras: ReceiptExtras, size: SheetSize = SheetSize.A5, **changes: object) -> bytes:
    return await Press().print_sheet(receipt_sheet(a_dossier(**changes), NAMES, extras), size)


@BOTH
async def test_a_receipt_says_proxy_fees_return_scans_and_correction(size: SheetSize) -> None:
    pdf = await printed(EXTRAS, size)
    text = text_of(pdf)
    for words in (
        "(Lần in theo đính chính số 1, ngày 06/03/2026)",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Quỳnh Mẫu",
        "Người nộp thay: Trần Văn Thay, số giấy tờ 036190004321, giấy ủy quyền chứng thực số 12/2026",
        "Thư điện tử: mau@example.vn",
        "Lệ phí đăng ký đất đai 28.000 đồng Đã nộp",
        "Phí thẩm định hồ sơ 1.250.000 đồng Chưa nộp",
        "Tổng cộng 1.278.000 đồng",
        "theo quy định: 15 ngày làm việc",
        "đã rút ngắn: 10 ngày làm việc (theo Quyết định số 123/QĐ-UBND ngày 05/01/2026)",
        "Nhận kết quả: Qua dịch vụ bưu chính công ích, Số 15, ngõ 27 đường Điện Biên",
    ):
        assert words in text, words
    assert text.count("Bản chính, đã số hóa") == 2
    assert (pages_of(pdf), set(scanned(pdf).values())) == (1, {CODE})


async def test_without_extras_none_of_it_is_said() -> None:
    text = text_of(await printed(ReceiptExtras()))
    for words in ("đính chính", "Người nộp thay", "Thư điện tử", "lệ phí:", "rút ngắn", "số hóa"):
        assert words not in text
    assert "Nhận kết quả: tại Trung tâm Phục vụ hành chính công" in text


async def test_a_fee_of_nothing_is_waived() -> None:
    text = text_of(await printed(ReceiptExtras(fees=(Fee("Lệ phí hộ tịch", 0),))))
    assert "Lệ phí hộ tịch 0 đồng Miễn" in text
    assert in_dong(12_345_678) == "12.345.678 đồng"


@BOTH
async def test_forty_papers_and_long_names_stay_on_one_page(size: SheetSize) -> None:
    pdf = await printed(EXTRAS, size, papers=FORTY, applicant_name=LONG_NAME)
    text = text_of(pdf)
    assert (pages_of(pdf), set(scanned(pdf).values())) == (1, {CODE})
    assert all(paper["name"] in text for paper in FORTY)
    assert text.count("2 BS*") == 2
    assert "BS: bản sao" in text


@pytest.fixture(scope="module", params=[75, 100], ids=["narrow", "wide"])
def face(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Typeface:
    """A family by the name of Tinos, cut from Noto Serif: three quarters as wide, or as wide, which Tinos never is."""
    folder = tmp_path_factory.mktemp("faces")
    text = "".join(VIETNAMESE_LETTERS) + string.printable + "–□"
    for weight, slope in ((400, ""), (700, ""), (400, "-Italic")):
        font = TTFont(fontpkg_noto_serif.ROOT / "files" / f"NotoSerif{slope}[wdth,wght].ttf")
        cutter = subset.Subsetter(subset.Options(name_IDs=["*"]))
        cutter.populate(text=text)
        cutter.subset(font)
        static = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": request.param})
        static["OS/2"].usWeightClass = weight
        for record in static["name"].names:
            if record.nameID in (1, 16):
                record.string = "Tinos"
        static.save(folder / f"Tinos-{weight}{slope}.ttf")
    return Typeface("Tinos", folder, frozenset(map(ord, text)))


@BOTH
async def test_narrow_and_wide_faces_keep_it_on_one_page(
    size: SheetSize, face: Typeface, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "typeface", lambda: face)
    for papers in (a_dossier().papers, FORTY):
        pdf = await printed(EXTRAS, size, papers=papers, applicant_name=LONG_NAME)
        assert pages_of(pdf) == 1
        fonts = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
        assert all("NotoSerif" in font.get_object()["/BaseFont"] for font in fonts)
