"""B2: receiving at the counter, by keyboard and scanner, without a script, and what may go wrong."""

import re

import pytest
from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules, scan
from tests.support.town import Town

DESK = "08926.2025"
PLACE = "/quay/tiep-nhan"
CARD = "026187000{n:03}|026187{n:03}|Nguyễn Thị Quét {n}|05081987|Nữ|Xóm Thử, xã Mẫu|01012024"


def card(number: int) -> str:
    return CARD.format(n=number)


async def at_the_form(sign_in: SignIn, **more: object) -> Page:
    page = await sign_in(Role.CLERK, offices=[DESK], **more)
    await page.goto(PLACE)
    return page


async def choose_procedure(page: Page, words: str) -> None:
    await page.focus("#q")
    await page.keyboard.type(words)
    await page.wait_for_selector("#options [aria-selected=true]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#matter .due-said")


async def test_a_whole_case_by_scanner_and_keyboard_ends_at_the_receipt(
    sign_in: SignIn, complaints: Complaints
) -> None:
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.goto("/tai-khoan")
    async with page.expect_navigation():
        await page.keyboard.press("F2")
    await scan(page, card(1))
    await page.wait_for_function("() => document.querySelector('#name').value !== ''")
    assert await page.input_value("#identity") == "026187000001"
    assert await page.input_value("#born") == "05/08/1987"
    await page.wait_for_function("() => document.activeElement.id === 'q'")
    await choose_procedure(page, "thanh lap ho kinh doanh")
    assert "Hạn trả" in await page.inner_text(".due-said")
    await page.focus("#matter .paper input[type=checkbox]")
    await page.keyboard.press("Space")
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert re.search(r"/quay/da-tiep-nhan/08926\.2025-\d{6}-\d{4}$", page.url)
    code = await page.inner_text(".code")
    assert await page.evaluate("() => getComputedStyle(document.querySelector('.code')).fontSize") == "28px"
    paper = await page.request.get(f"/quay/giay-hen/{code}.pdf")
    assert (await paper.body())[:5] == b"%PDF-"
    assert await paper.body() == await (await page.request.get(f"/quay/giay-hen/{code}.pdf")).body()
    assert complaints == []
