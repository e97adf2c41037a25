"""Online filings at the counter: answered within eight working hours, each way, and by whom first."""

import re
from typing import Any

import pytest
from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.town import Town

DESK = "08950.2025"


@pytest.fixture(scope="module")
def made(town: Town) -> Made:
    return Made(town, DESK)


async def opened(sign_in: SignIn, filing: dict[str, Any], act: str = "", **more: object) -> Page:
    page = await sign_in(Role.CLERK, offices=[DESK], **more)
    await page.goto(f"/quay/ho-so-nop/{filing['id']}{act}")
    return page


async def sent(page: Page, fields: dict[str, str]) -> None:
    for field, text in fields.items():
        await page.fill(field, text)
    async with page.expect_navigation():
        await page.click("main form button:not([formaction])")


async def test_a_filing_is_accepted_from_the_queue_by_keys(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    made.file("Người Nộp Mạng")
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.goto("/quay/hang-doi")
    await page.keyboard.press("Alt+1")
    await page.wait_for_url("**muc=cho-tiep-nhan")
    assert re.search(r"còn \d giờ để tiếp nhận", await page.inner_text("#list .badge"))
    await page.evaluate("() => document.activeElement.blur()")
    await page.keyboard.press("ArrowDown")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert "Người Nộp Mạng" in await page.inner_text(".strip")
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert "/quay/da-tiep-nhan/" in page.url
    assert complaints == []


async def test_completion_is_asked_awaited_noted_and_then_accepted_without_a_script(
    made: Made, sign_in: SignIn
) -> None:
    page = await opened(sign_in, made.file("Người Thiếu Giấy"), "/yeu-cau-hoan-thien", java_script_enabled=False)
    await sent(page, {"#what-1": "Bản sao căn cước"})
    assert await page.inner_text("#why-1-fault") == "Ghi vì sao phải hoàn thiện giấy tờ này"
    assert await page.input_value("#what-1") == "Bản sao căn cước"
    await sent(page, {"#why-1": "Ảnh mờ", "#contact": "Quầy 04"})
    assert "Bản sao căn cước: Ảnh mờ" in await page.inner_text("main")
    address = page.url
    assert (await (await page.request.get(f"{address}/phieu-bo-sung.pdf")).body())[:5] == b"%PDF-"
    await page.goto("/quay/hang-doi?muc=cho-tiep-nhan")
    await page.click("text=chờ người nộp hoàn thiện")
    assert await page.locator("tbody tr").count() == 1
    await page.goto(f"{address}/da-hoan-thien")
    await sent(page, {"#papers": "Bản sao căn cước\nGiấy khai sinh"})
    assert "Giấy khai sinh" in await page.inner_text("main")
    async with page.expect_navigation():
        await page.click("button.main")
    assert "/quay/da-tiep-nhan/" in page.url


@pytest.mark.parametrize(
    ("act", "fields", "state"),
    [
        ("/tu-choi", {"#reason_text": "Thuộc thẩm quyền của cấp tỉnh"}, "từ chối"),
        ("/rut", {"#note": "Gọi điện xin rút"}, "rút"),
    ],
)
async def test_refused_and_withdrawn_say_so_and_lie_in_no_list(
    made: Made, sign_in: SignIn, act: str, fields: dict[str, str], state: str
) -> None:
    page = await opened(sign_in, made.file("Người Thôi Nộp"), act)
    assert await broken_rules(page) == []
    if act == "/tu-choi":
        await page.select_option("#reason", "not_competent")
    await sent(page, fields)
    assert state in await page.inner_text(".strip")
    assert await page.locator(".acts").count() == 0


async def test_the_second_of_two_clerks_sees_who_was_first_and_keeps_his_words(made: Made, sign_in: SignIn) -> None:
    filing = made.file("Người Hai Quầy")
    first = await opened(sign_in, filing, "/yeu-cau-hoan-thien")
    second = await opened(sign_in, filing, "/tu-choi")
    await sent(first, {"#what-1": "Bản sao", "#why-1": "Mờ"})
    await second.select_option("#reason", "other")
    await sent(second, {"#reason_text": "Không đúng nơi"})
    assert "vừa cập nhật hồ sơ lúc" in await second.inner_text("#errors")
    assert await second.input_value("#reason_text") == "Không đúng nơi"
    assert await broken_rules(second) == []


async def test_the_filing_can_be_read_on_a_phone(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    filing = made.file("Người Xem Máy Nhỏ", papers=[{"name": "Tờ khai", "form": "electronic"}])
    page = await opened(sign_in, filing)
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await broken_rules(page) == []
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    missing = await page.request.get("/quay/ho-so-nop/00000000-0000-7000-8000-000000000000")
    assert missing.status == 404
    assert complaints == []
