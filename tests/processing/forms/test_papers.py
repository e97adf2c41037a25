"""The papers of a dossier at work, read back as people and scanners see them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.processing.domain.dossier import Move
from services.processing.domain.papers import issuer_of, numbered, paper_of
from services.processing.domain.person import Person
from services.processing.domain.route import Effect
from services.processing.domain.state import Act
from services.processing.forms.control_slip import Slip, control_slip_sheet
from services.processing.forms.notices import (
    Asked,
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
from tests.processing.made_up import ROUTE, a_dossier, local
from tests.processing.tale import Tale
from tests.support.printed import pages_of, scanned, text_of

BOTH = pytest.mark.parametrize("size", SheetSize)
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
    contact="Bộ phận Một cửa Tam Đảo",
)


async def printed(sheet: Sheet, size: SheetSize = SheetSize.A5) -> str:
    pdf = await Press().print_sheet(sheet, size)
    assert pdf == await Press().print_sheet(sheet, size)
    assert b"pdfaid:part>2" in pdf
    assert set(scanned(pdf).values()) == {sheet.code}
    return text_of(pdf)


async def test_the_apology_says_since_when_why_and_when_instead() -> None:
    said = await printed(apology_sheet(TOLD, local("2026-03-16 17:00"), local("2026-03-23 17:00")))
    for words in (
        *("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "Mẫu số 04, Thông tư số 03/2025", "Số: 03/PXL"),
        *("Nguyễn Thị Quỳnh Mẫu", "Trần Văn Nộp", "0912345678", "08 giờ 30 phút, ngày 02 tháng 3 năm 2026"),
        *("17 giờ 00 phút, ngày 16 tháng 3 năm 2026", "Chờ ý kiến của sở", "gia hạn thời gian giải quyết"),
        *("hẹn trả kết quả giải quyết hồ sơ vào 17 giờ 00 phút, ngày 23 tháng 3 năm 2026", "Bộ phận Một cửa Tam Đảo"),
    ):
        assert words in said, words
    assert said.count("Ký và ghi rõ họ tên") == 1


async def test_the_apology_of_2018_has_its_own_title() -> None:
    told = replace(TOLD, made_at=local("2024-03-13 09:00"), accepted_at=local("2024-03-04 08:30"))
    said = await printed(apology_sheet(told, local("2024-03-18 17:00"), local("2024-03-25 17:00")))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in said
    assert "Mẫu số 04, Thông tư số 01/2018" in said
    assert "gia hạn" not in said


LACKING = (Lacking("Giấy chứng nhận", "Bản chụp mờ"), Lacking("Tờ khai", "Thiếu chữ ký"))


async def test_the_supplement_request_lists_what_is_lacking_and_until_when() -> None:
    asked = Asked(LACKING, Effect.RESTARTS, legal_basis="Luật Đất đai", answer_days=15)
    said = await printed(supplement_sheet(TOLD, asked))
    for words in (
        *(
            "PHIẾU YÊU CẦU BỔ SUNG",
            "Giấy chứng nhận",
            "Thiếu chữ ký",
            "Luật Đất đai",
            "liên hệ Bộ phận Một cửa Tam Đảo",
        ),
        *("trong quá trình giải quyết hồ sơ (lần 1)", "chậm nhất: 15 ngày kể từ ngày được thông báo"),
    ):
        assert words in said, words


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (Effect.RESTARTS, "được tính lại từ đầu kể từ khi nhận đủ"),
        (Effect.PAUSES, "chờ bổ sung không tính vào thời hạn"),
        (Effect.RUNS, "chờ bổ sung vẫn tính vào thời hạn"),
    ],
)
async def test_the_supplement_request_says_what_waiting_does_to_the_time_limit(effect: Effect, words: str) -> None:
    assert words in await printed(supplement_sheet(TOLD, Asked(LACKING, effect)))


async def test_once_the_applicant_is_told_the_request_names_the_last_day() -> None:
    asked = Asked(LACKING, Effect.RESTARTS, count=2, answer_days=15, answer_on=date(2026, 3, 30))
    said = await printed(supplement_sheet(TOLD, asked))
    assert "chậm nhất: hết ngày 30 tháng 3 năm 2026" in said
    assert "(lần 2)" in said


async def test_a_request_in_plain_words_is_one_line_and_may_have_no_last_day() -> None:
    said = await printed(supplement_sheet(TOLD, Asked([], Effect.RESTARTS)))
    assert "Chờ ý kiến của sở" in said
    assert "chậm nhất" not in said


async def test_the_refusal_after_appraisal_gives_its_reason() -> None:
    said = await printed(refusal_after_appraisal_sheet(TOLD))
    for words in ("PHIẾU TỪ CHỐI", "Qua thẩm định", "thông báo không giải quyết hồ sơ này", "Chờ ý kiến của sở"):
        assert words in said, words
    assert "NGƯỜI TIẾP NHẬN" not in said


async def test_the_stop_notice_says_who_ended_it_and_what_is_given_back() -> None:
    said = await printed(stop_sheet(TOLD, "người nộp yêu cầu rút hồ sơ", "Toàn bộ giấy tờ, lệ phí 100.000 đồng"))
    for words in ("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Mẫu số 05", "người nộp yêu cầu rút hồ sơ", "lệ phí 100.000 đồng"):
        assert words in said, words


@BOTH
@pytest.mark.parametrize(("accepted", "number"), [("2026-03-02 08:30", "06"), ("2025-03-03 08:30", "05")])
async def test_the_control_slip_has_a_block_for_every_hand_over(accepted: str, number: str, size: SheetSize) -> None:
    opened = local(accepted)
    tale = (
        Tale(a_dossier(accepted, route=ROUTE), "canbo.quay")
        .do(Act.HANDED_OVER, opened + timedelta(hours=1), "canbo.quay")
        .do(Act.TAKEN_UP, opened + timedelta(days=1), "truong.phong", assignee="canbo.a")
        .do(Act.PASSED_ON, opened + timedelta(days=2), "canbo.a", step=2, assignee="lanhdao.a")
    )
    names = ("Tỉnh Vĩnh Phúc", "Huyện Tam Đảo")
    slip = Slip(tale.dossier, tale.acts, PERSON, names, {"H62.19": "UBND huyện Tam Đảo"})
    pdf = await Press().print_sheet(control_slip_sheet(slip), size)
    said = text_of(pdf)
    for words in (
        *("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", f"Mẫu số {number}", "UBND huyện Tam Đảo"),
        *("Nguyễn Thị Quỳnh Mẫu", "0912345678", "Giao: canbo.quay Nhận: canbo.a", "Giao: canbo.a Nhận: lanhdao.a"),
        *("09 giờ 30 phút, ngày", "trước hạn", "đang làm", "Ký duyệt, ban hành"),
    ):
        assert words in said, words
    assert set(scanned(pdf).values()) == {tale.dossier.matter.code}
    assert b"pdfuaid:part>1" in pdf
    assert pages_of(pdf) == 1


async def test_a_long_control_slip_runs_over_pages_with_its_head() -> None:
    tale = Tale(a_dossier(route=ROUTE), "canbo.quay").do(Act.TAKEN_UP, "2026-03-03 08:00", "canbo.0")
    for n in range(1, 60):
        tale = tale.do(Act.ASSIGNED, f"2026-03-04 08:{n:02}", "lanhdao.a", step=2, assignee=f"canbo.{n}")
    pdf = await Press().print_sheet(control_slip_sheet(Slip(tale.dossier, tale.acts, PERSON, (), {})), SheetSize.A5)
    assert text_of(pdf).count("Giao, nhận hồ sơ") == pages_of(pdf) > 3
    assert "Nhận: canbo.59" in text_of(pdf)


@pytest.mark.parametrize(
    ("act", "on", "form"),
    [
        (Act.EXTENDED, date(2024, 1, 2), Form.APOLOGY),
        (Act.STOPPED, date(2024, 1, 2), None),
        (Act.STOPPED, date(2025, 9, 14), None),
        (Act.STOPPED, date(2025, 9, 15), Form.STOP_NOTICE),
        (Act.CLOSED_UNANSWERED, date(2026, 1, 2), Form.STOP_NOTICE),
        (Act.FINISHED, date(2026, 1, 2), None),
    ],
)
def test_an_act_makes_the_paper_of_its_set(act: Act, on: date, form: Form | None) -> None:
    assert paper_of(act, on) is form


def test_the_desk_issues_what_the_specialist_must_not_write_himself() -> None:
    dossier = a_dossier()
    dossier = replace(dossier, matter=replace(dossier.matter, desk="H62.20"))
    at = dossier.last_act_at
    asked = (Act.SUPPLEMENT_REQUESTED, Act.CLOSED_UNANSWERED, Act.EXTENDED, Act.REFUSED)
    assert [issuer_of(dossier, act, at) for act in asked] == ["H62.20", "H62.20", "H62.19", "H62.19"]


def test_a_paper_stays_that_of_the_office_which_made_it() -> None:
    ends_at = local("2026-04-01 00:00")
    dossier = replace(a_dossier(), moves=(Move(ends_at, "H62.18", "H62.19"),))
    assert issuer_of(dossier, Act.EXTENDED, ends_at - timedelta(days=1)) == "H62.18"
    assert issuer_of(dossier, Act.EXTENDED, ends_at) == "H62.19"


def test_numbers_are_written_as_offices_write_them() -> None:
    assert [numbered(Form.APOLOGY, n) for n in (3, 12, 345)] == ["03/PXL", "12/PXL", "345/PXL"]


async def test_odd_words_are_printed_and_never_interpreted() -> None:
    odd = '#panic("x") $1^2$ @me *đậm* \\ <svg onload=1>'
    told = replace(TOLD, reason=odd)
    assert '#panic("x")' in await printed(apology_sheet(told, local("2026-03-16 17:00"), local("2026-03-23 17:00")))
    assert '#panic("x")' in await printed(stop_sheet(told, "người nộp yêu cầu rút hồ sơ", odd))
    tale = Tale(a_dossier(route=ROUTE), odd).do(Act.TAKEN_UP, "2026-03-03 08:00", odd)
    assert '#panic("x")' in await printed(control_slip_sheet(Slip(tale.dossier, tale.acts, PERSON, (odd,), {})))
