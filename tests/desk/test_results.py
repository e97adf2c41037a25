"""Returning results: by the receipt or the card, what is owed, what is not ready, what nobody collected."""

from datetime import timedelta
from pathlib import Path

from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.clock import SetClock, SystemClock
from shared.worktime import legal_day
from tests.desk.conftest import SignIn
from tests.desk.dossiers import HERE, PROCEDURE, a_desk, a_dossier_at_work, width_of
from tests.support.browser import PHONE, Complaints, broken_rules, scan
from tests.support.journeys import Dossier, Line, Office, enter_book, receive
from tests.support.town import Town

PLACE = "/quay/tra-ket-qua"


def a_result(town: Town, number: str, name: str = "Bùi Thị Mẫu") -> Dossier:
    """Ready, of that person, with a fee that is owed."""
    person = {"kind": "citizen", "name": name, "identity_number": number}
    dossier = receive(town, HERE.clerk, PROCEDURE, applicant=person, fees=[{"name": "Lệ phí", "amount": 50_000}])
    dossier.act(HERE.leader, "take-up")
    dossier.act(HERE.leader, "finish")
    return dossier


async def test_a_card_shows_what_is_ready_and_never_stands_in_an_address(
    sign_in: SignIn, complaints: Complaints, town: Town
) -> None:
    number = "036190004321"
    ready = a_result(town, number)
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(PLACE)
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await scan(page, f"{number}|012345678|Bùi Thị Mẫu|01011990|Nữ|Tam Đảo|01012021")
    assert page.url.endswith(PLACE)
    told = await page.inner_text(".collect.ready")
    assert ready.code in told and "Bùi Thị Mẫu (chính chủ)" in told and "còn phải nộp 50.000 đ" in told
    assert await width_of(page, ".collect img.qr") > 0
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.click("text=Đã thu tiền mặt")
    assert "đã nộp đủ" in await page.inner_text(".collect.ready")
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert f"Đã trả kết quả hồ sơ {ready.code}" in await page.inner_text("[data-done]")
    link = await page.get_attribute("[data-done] a >> nth=0", "href")
    assert link and link.endswith(f"/danh-gia/{ready.code}")
    assert await broken_rules(page) == []
    assert ready.seen_by(HERE.clerk)["state"] == "returned"
    assert complaints == []


async def test_a_receipt_is_handed_over_without_scripts(sign_in: SignIn, town: Town) -> None:
    ready = a_result(town, "036190004322")
    page = await sign_in(Role.CLERK, offices=[HERE.code], java_script_enabled=False)
    await page.goto(PLACE)
    await page.fill("#scan", ready.code.lower())
    async with page.expect_navigation():
        await page.click("text=Tìm kết quả")
    assert page.url.endswith(f"?ma={ready.code}")
    await page.select_option("#to-1", "proxy")
    async with page.expect_navigation():
        await page.click("text=Trả kết quả và ký nhận")
    assert "Ghi số, ngày giấy ủy quyền" in await page.inner_text(".errors")
    await page.fill("#proof", "Giấy ủy quyền số 15")
    async with page.expect_navigation():
        await page.click("text=Trả kết quả và ký nhận")
    assert page.url.endswith(f"?xong={ready.code}")


async def test_what_is_not_ready_says_where_it_is(sign_in: SignIn, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"{PLACE}?ma={dossier.code}")
    told = await page.inner_text(".collect")
    assert "Đang ở: canbo.officer.08911.2025 từ" in told and "Chưa có kết quả để trả" in told and "Còn" in told
    await page.set_viewport_size(PHONE)
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert await broken_rules(page) == []


async def test_of_a_late_one_the_letter_is_offered_or_its_absence_explained(
    sign_in: SignIn, town: Town, tmp_path: Path
) -> None:
    today = legal_day(SystemClock().now())
    line = Line(today - timedelta(days=40), today - timedelta(days=10))
    late = enter_book(town, tmp_path, Office("08914.2025"), line)[0]
    page = await sign_in(Role.CLERK, offices=["08914.2025"])
    await page.goto(f"{PLACE}?ma={late.code}")
    told = await page.inner_text(".collect")
    assert "Quá hạn" in told and "Hồ sơ trễ hạn. Văn bản xin lỗi chỉ gửi được đến hết" in told
    put_off = a_dossier_at_work(town)
    put_off.act(HERE.leader, "extension", promised_on="2098-12-31", note="Chờ ý kiến")
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"{PLACE}?ma={put_off.code}")
    assert await page.locator("text=In phiếu xin lỗi và hẹn lại").count() == 1


async def test_nothing_to_return_and_nothing_understood_are_said(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    for typed, sentence in (
        ("H40.12-260722-0001", "Không có kết quả nào chờ trả cho mã này."),
        ("036190009999", "Không có kết quả nào chờ trả cho mã này."),
        ("không biết", "Quét giấy hẹn hoặc căn cước, hoặc nhập mã hồ sơ"),
    ):
        await page.goto(PLACE)
        await page.fill("#scan", typed)
        async with page.expect_navigation():
            await page.keyboard.press("Enter")
        assert sentence in await page.inner_text("main")
        assert await broken_rules(page) == []


async def test_the_shelf_shows_what_waits_longer_than_thirty_days(desk_settings: DeskSettings, town: Town) -> None:
    ready = a_result(town, "036190004323", "Đỗ Văn Mẫu")
    for days, is_there in ((29, False), (31, True)):
        clock = SetClock(SystemClock().now() + timedelta(days=days))
        async with a_desk(desk_settings, Role.CLERK, clock=clock) as client:
            answer = await client.get(f"{PLACE}/ke")
        assert (ready.code in answer.text) is is_there
    assert "31 ngày" in answer.text and "Đỗ Văn Mẫu" in answer.text


async def test_who_only_watches_returns_nothing(sign_in: SignIn) -> None:
    page = await sign_in(Role.MONITOR, offices=[HERE.code])
    answer = await page.goto(PLACE)
    assert answer is not None and answer.status == 403
