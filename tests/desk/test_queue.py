"""B1: the queue of a one-stop desk."""

import re

import pytest
from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.town import Town

EMPTY = "08914.2025"


@pytest.fixture(scope="module")
def made(town: Town) -> Made:
    """Twenty-two dossiers in hands of all kinds and three filings."""
    at_desk = Made(town, "08935.2025")
    dossiers = [at_desk.receive(f"Người Nộp {n:02}")["id"] for n in range(22)]
    for id_ in dossiers[:8]:
        at_desk.act(id_, "hand-over")
    for id_ in dossiers[:6]:
        at_desk.act(id_, "take-up", {"assignee": "canbo.a"})
    at_desk.act(dossiers[0], "supplement-request", {"note": "Thiếu bản sao"})
    at_desk.act(dossiers[1], "payment-request", {})
    for id_ in dossiers[2:4]:
        at_desk.act(id_, "finish", {})
    for n in range(3):
        at_desk.file(f"Người Gửi {n}")
    return at_desk


async def test_a_number_on_a_tab_is_the_length_of_its_list(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.CLERK, offices=[made.desk])
    await page.goto("/")
    assert page.url.endswith("/quay/hang-doi")
    tabs = [await link.get_attribute("href") for link in await page.locator(".tabs a").all()]
    assert len(tabs) == 6
    for address in tabs:
        assert address
        await page.goto(address)
        current = await page.locator(".tabs [aria-current] b").inner_text()
        assert await page.locator("tbody tr").count() == int(current) > 0, address
    assert complaints == []


async def test_the_first_screen_shows_fifteen_rows_and_whose_they_are(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK, offices=[made.desk])
    await page.goto("/quay/hang-doi")
    rows = page.locator("tbody tr")
    box = await rows.nth(14).bounding_box()
    assert box is not None and box["y"] + box["height"] <= 768
    assert box["height"] <= 36
    text = await rows.first.inner_text()
    assert re.search(r"-\d{6}-\d{4}", text) and "Người Nộp" in text and "Tại quầy" in text


async def test_keys_move_through_tabs_and_rows_and_open_one(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK, offices=[made.desk])
    await page.goto("/tai-khoan")
    async with page.expect_navigation():
        await page.keyboard.press("F4")
    await page.keyboard.press("Alt+4")
    await page.wait_for_url("**muc=cho-bo-sung")
    assert await page.locator("#list .badge.paused").count() == 1
    await page.evaluate("() => document.activeElement.blur()")
    await page.keyboard.press("ArrowDown")
    code = await page.evaluate("() => document.activeElement.textContent")
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert page.url.endswith(f"/ho-so/{code}")


async def test_the_queue_can_be_used_by_everyone(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    for desk in (made.desk, EMPTY):
        page = await sign_in(Role.CLERK, offices=[desk])
        await page.goto("/quay/hang-doi?muc=cho-tiep-nhan")
        assert await broken_rules(page) == []
        await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        await page.goto("/quay/hang-doi")
        assert await broken_rules(page) == []
        assert await _width(page) <= PHONE["width"]
    assert await page.locator(".empty").inner_text() == "Không có hồ sơ nào chờ. Nhấn F2 để tiếp nhận."
    assert complaints == []


async def test_without_a_script_the_tabs_are_links(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK, offices=[made.desk], java_script_enabled=False)
    await page.goto("/quay/hang-doi")
    async with page.expect_navigation():
        await page.click("text=Chờ nộp phí")
    assert await page.locator("tbody tr").count() == 1


async def test_who_reaches_more_than_one_desk_chooses_hers(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK, offices=["VN"])
    await page.goto("/quay/hang-doi")
    assert "/quay/chon" in page.url
    assert await broken_rules(page) == []
    await page.fill("#q", made.desk)
    async with page.expect_navigation():
        await page.click("main button:text('Tìm')")
    async with page.expect_navigation():
        await page.click("ul.choices button")
    assert page.url.endswith("/quay/hang-doi")
    assert await page.locator(".bar .mark span").inner_text() != ""


async def _width(page: Page) -> int:
    width: int = await page.evaluate("() => document.documentElement.scrollWidth")
    return width
