"""The papers of a dossier at work, read back as people and scanners see them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.processing.domain.papers import numbered, paper_of
from services.processing.domain.person import Person
from services.processing.domain.state import Act
from services.processing.forms.control_slip import Slip, control_slip_sheet
from services.processing.forms.notices import (
    Told,
    apology_sheet,
    refusal_after_appraisal_sheet,
    stop_sheet,
    supplement_sheet,
)
from shared.forms.filing_notices import Lacking
from shared.forms.form_sets import Form
from shared.forms.press import Press
from shared.forms.sheet import Sheet, SheetSize
from tests.processing.made_up import ROUTE, a_dossier, after, do, local
from tests.support.printed import pages_of, scanned, text_of

CODE = "000.00.19.H62-260302-0001"
PERSON = Person(
    owner="Nguyễn Thị Quỳnh Mẫu",
    procedure_name="Đăng ký thành lập hộ kinh doanh",
    filed_by="Trần Văn Nộp",
    address="Số 15, đường Điện Biên",
    phone="+84912345678",
    email="mau@example.vn",
)
TOLD = Told(
    names=("Tỉnh Vĩnh Phúc", "Huyện Tam Đảo"),
    number="03/PXL",
    code=CODE,
    procedure="1.001612",
    person=PERSON,
    actor="lanhdao.a",
    made_at=local("2026-03-13 09:00"),
    accepted_at=local("2026-03-02 08:30"),
    reason="Chờ ý kiến của sở",
)


async def printed(sheet: Sheet, size: SheetSize = SheetSize.A5) -> str:
    pdf = await Press().print_sheet(sheet, size)
    assert pdf == await Press().print_sheet(sheet, size)
    assert b"pdfaid:part>2" in pdf
    assert set(scanned(pdf).values()) == {sheet.code}
    return text_of(pdf)


async def test_the_apology_says_since_when_why_and_when_instead() -> None:
    said = await printed(apology_sheet(TOLD, local("2026-03-16 17:00"), date(2026, 3, 23)))
    for words in (
        *("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "Mẫu số 04, Thông tư số 03/2025", "Số: 03/PXL"),
        *("Nguyễn Thị Quỳnh Mẫu", "Trần Văn Nộp", "0912345678", "08 giờ 30 phút, ngày 02 tháng 3 năm 2026"),
        *("17 giờ 00 phút, ngày 16 tháng 3 năm 2026", "Chờ ý kiến của sở", "ngày 23 tháng 3 năm 2026"),
    ):
        assert words in said, words


async def test_the_apology_of_2018_has_its_own_title() -> None:
    told = replace(TOLD, made_at=local("2024-03-13 09:00"), accepted_at=local("2024-03-04 08:30"))
    said = await printed(apology_sheet(told, local("2024-03-18 17:00"), date(2024, 3, 25)))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in said
    assert "Mẫu số 04, Thông tư số 01/2018" in said


async def test_the_supplement_request_lists_what_is_lacking_and_until_when() -> None:
    lacking = [Lacking("Giấy chứng nhận", "Bản chụp mờ"), Lacking("Tờ khai", "Thiếu chữ ký")]
    said = await printed(supplement_sheet(TOLD, lacking, "Luật Đất đai", local("2026-03-28 17:00")))
    for words in (
        "PHIẾU YÊU CẦU BỔ SUNG",
        "Giấy chứng nhận",
        "Thiếu chữ ký",
        "trong quá trình giải quyết",
        "Luật Đất đai",
    ):
        assert words in said, words


async def test_a_request_in_plain_words_is_one_line() -> None:
    said = await printed(supplement_sheet(TOLD, [], "", None))
    assert "Chờ ý kiến của sở" in said


async def test_the_refusal_after_appraisal_gives_its_reason() -> None:
    assert "PHIẾU TỪ CHỐI" in await printed(refusal_after_appraisal_sheet(TOLD))


async def test_the_stop_notice_says_who_ended_it_and_what_is_given_back() -> None:
    said = await printed(stop_sheet(TOLD, "người nộp yêu cầu rút hồ sơ", "Toàn bộ giấy tờ, lệ phí 100.000 đồng"))
    for words in ("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Mẫu số 05", "người nộp yêu cầu rút hồ sơ", "lệ phí 100.000 đồng"):
        assert words in said, words


@pytest.mark.parametrize(("accepted", "number"), [("2026-03-02 08:30", "06"), ("2025-03-03 08:30", "05")])
async def test_the_control_slip_has_a_line_for_every_hand_over(accepted: str, number: str) -> None:
    def at(days: int, clock: str) -> str:
        return f"{accepted[:8]}{int(accepted[8:10]) + days:02} {clock}"

    dossier = after(
        a_dossier(accepted, route=ROUTE),
        *((Act.HANDED_OVER, at(0, "10:00")), (Act.TAKEN_UP, at(1, "08:00"))),
    )
    dossier = do(dossier, Act.PASSED_ON, at(2, "09:00"), step=2, assignee="lanhdao.a").dossier
    names = ("Tỉnh Vĩnh Phúc", "Huyện Tam Đảo")
    slip = Slip(dossier, PERSON, names, {"H62.19": "UBND huyện Tam Đảo"}, "canbo.quay")
    pdf = await Press().print_sheet(control_slip_sheet(slip), SheetSize.A4)
    said = text_of(pdf)
    for words in (
        *("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", f"Mẫu số {number}", "Tiếp nhận, chuyển hồ sơ"),
        *("canbo.quay", "Ký duyệt, ban hành", "lanhdao.a", "trước hạn", "đang làm", "UBND huyện Tam Đảo"),
    ):
        assert words in said, words
    assert pages_of(pdf) == 1


@pytest.mark.parametrize(
    ("act", "on", "form"),
    [
        (Act.EXTENDED, date(2024, 1, 2), Form.APOLOGY),
        (Act.STOPPED, date(2024, 1, 2), None),
        (Act.STOPPED, date(2026, 1, 2), Form.STOP_NOTICE),
        (Act.CLOSED_UNANSWERED, date(2026, 1, 2), Form.STOP_NOTICE),
        (Act.FINISHED, date(2026, 1, 2), None),
    ],
)
def test_an_act_makes_the_paper_of_its_set(act: Act, on: date, form: Form | None) -> None:
    assert paper_of(act, on) is form


def test_numbers_are_written_as_offices_write_them() -> None:
    assert [numbered(Form.APOLOGY, n) for n in (3, 12, 345)] == ["03/PXL", "12/PXL", "345/PXL"]


async def test_odd_words_are_printed_and_never_interpreted() -> None:
    told: Any = replace(TOLD, reason='#panic("x") $1^2$ @me *đậm* \\ <svg onload=1>')
    assert '#panic("x")' in await printed(apology_sheet(told, local("2026-03-16 17:00"), date(2026, 3, 23)))
