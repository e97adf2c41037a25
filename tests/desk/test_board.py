"""D: the head's board; the lists behind its numbers, and what a head does on them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Page

from services.cli.caught_up import wait_until_counted
from shared.callers import Role
from shared.clock import SystemClock
from shared.web.service_client import ServiceClient
from shared.worktime import legal_day
from tests.desk.conftest import Served, SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.journeys import Line, Office, enter_book
from tests.support.town import Town

DESK, OTHER, PROVINCE, EMPTY = "18901.2025", "18904.2025", "44.2025", "18859.2025"
OFFICER = f"canbo.officer.{DESK}"


@pytest.fixture(scope="module")
def made(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One commune with three late, two finished, two waiting at the door; another with one in term."""
    at_desk = Made(town, DESK)
    today = legal_day(SystemClock().now())
    book = [Line(today - timedelta(days=40 + n), today - timedelta(days=20 + n)) for n in range(3)]
    for late in enter_book(town, tmp_path_factory.mktemp("book"), Office(DESK), *book):
        at_desk.act(late.id, "take-up", {"assignee": OFFICER})
    for n in range(2):
        done = at_desk.receive(f"Người Xong {n}")["id"]
        at_desk.act(done, "take-up", {"assignee": OFFICER})
        at_desk.act(done, "finish")
        at_desk.file(f"Người Gửi {n}")
    Made(town, OTHER).receive("Người Nơi Khác")
    assert wait_until_counted(town.services("monitor"), patience=30)
    return at_desk


async def test_the_board_is_one_screen_with_the_worst_unit_on_top(
    made: Made, sign_in: SignIn, complaints: Complaints
) -> None:
    page = await sign_in(Role.LEADER, offices=[PROVINCE])
    await page.goto("/")
    assert page.url.endswith("/dieu-hanh")
    rows = await page.locator(".units tbody tr").all_inner_texts()
    late = [int(row.split("\t")[3]) for row in rows]
    assert late == sorted(late, reverse=True) and late[0] >= 3
    assert await page.evaluate("() => document.documentElement.scrollHeight") <= 768
    assert await broken_rules(page) == []
    assert complaints == []


async def test_every_number_of_the_board_opens_a_list_as_long_as_it_says(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[PROVINCE])
    await page.goto("/dieu-hanh")
    row = page.locator(".units tbody tr").filter(has_text="Minh Hóa")
    numbers = [await cell.inner_text() for cell in await row.locator("td.n").all()]
    assert numbers[0] == "3" and numbers[2] == "3" and numbers[4] == "2" and numbers[6] == "1", numbers
    links = [await link.get_attribute("href") for link in await row.locator("td.n a").all()]
    tile = await page.locator(".figures a").first.get_attribute("href")
    assert tile and "han=overdue" in tile
    told = {address: number for address, number in zip(links, _linked(numbers), strict=True) if number.isdecimal()}
    for address, number in told.items():
        assert address
        await page.goto(address)
        assert await page.locator("#list tbody tr, main > table tbody tr").count() == int(number), address
    await page.goto(f"/danh-sach?don-vi={DESK}&han=overdue")
    assert await page.locator("h1").inner_text() == "Quá hạn · Xã Minh Hóa · 3 hồ sơ"


def _linked(numbers: list[str]) -> list[str]:
    return [number for number in numbers if number != "–"]


async def test_the_months_figures_open_exactly_what_the_yearbook_counted(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto("/dieu-hanh")
    on_time = page.locator(".figures a").filter(has_text="đúng hạn tháng này")
    counted = re.search(r"\((\d+)/(\d+)\)", await on_time.inner_text())
    assert counted is not None
    await on_time.click()
    await page.wait_for_url("**/danh-sach/so-lieu**")
    assert await page.locator("#list tbody tr").count() == int(counted[2]) == 2
    assert (await page.locator("h1").inner_text()).startswith("Đã giải quyết · Xã Minh Hóa · từ 01/")
    refused = await page.request.get(f"/danh-sach/so-lieu?so=khac&don-vi={DESK}&tu=2026-01-01&den=2026-01-02")
    assert refused.status == 404


async def test_a_head_reminds_the_holders_from_the_keyboard_and_they_read_his_words(
    made: Made, sign_in: SignIn
) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto(f"/danh-sach?don-vi={DESK}&han=overdue")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector(".errors")
    await page.get_by_label("Lời nhắc").fill("Xong trong sáng nay")
    await page.evaluate("() => document.activeElement.blur()")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector(".said")
    assert "Đã nhắc người giữ 1 hồ sơ" in await page.locator(".said").inner_text()
    officer = await sign_in(Role.OFFICER, offices=[DESK])
    await officer.goto("/viec-cua-toi?nhom=qua-han")
    assert "Xong trong sáng nay" in await officer.locator("#list").inner_text()


async def test_the_board_and_its_lists_work_without_script(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[PROVINCE], java_script_enabled=False)
    await page.goto("/dieu-hanh")
    row = page.locator(".units tbody tr").filter(has_text="Minh Hóa")
    await row.locator("td.late a").click()
    await page.locator("input[name=chon]").last.check()
    await page.get_by_role("button", name="Nhắc").click()
    assert "Đã nhắc người giữ 1 hồ sơ" in await page.locator(".said").inner_text()
    assert await page.locator("#list tbody tr").count() == 3


async def test_f4_on_the_board_opens_the_list_to_sign(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto("/dieu-hanh")
    async with page.expect_navigation():
        await page.keyboard.press("F4")
    assert page.url.endswith("/cho-ky")


async def test_the_wall_shows_large_figures_and_nobodys_name(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK], name="Lê Thị Hằng")
    await page.goto("/dieu-hanh?tv=1")
    assert "Lê Thị Hằng" not in await page.content()
    assert await page.locator("dd").first.inner_text() == "3"
    assert await broken_rules(page) == []


async def test_a_silent_unit_has_words_and_no_zero_and_nothing_late_is_said_in_words(
    made: Made, sign_in: SignIn
) -> None:
    page = await sign_in(Role.LEADER, offices=[EMPTY])
    await page.goto("/dieu-hanh")
    assert await page.locator(".calm").inner_text() == "Không có hồ sơ quá hạn."
    assert await broken_rules(page) == []
    page = await sign_in(Role.LEADER, offices=[PROVINCE])
    await page.goto("/dieu-hanh?ca=1")
    row = await page.locator(".units tbody tr").filter(has_text="Đồng Thuận").inner_text()
    assert "Chưa có số liệu" in row and "0" not in row


async def test_lists_behind_numbers_can_be_used_by_everyone(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK])
    await _is_usable(page, f"/danh-sach?don-vi={DESK}&han=overdue")
    await _is_usable(page, f"/danh-sach/hen-lai?don-vi={DESK}")
    await page.set_viewport_size(PHONE)
    await _is_usable(page, "/dieu-hanh")
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


async def _is_usable(page: Page, address: str) -> None:
    await page.goto(address)
    assert await broken_rules(page) == [], address


async def test_the_board_is_drawn_while_the_yearbook_is_away(made: Made, sign_in: SignIn, served: Served) -> None:
    page, whole = await sign_in(Role.LEADER, offices=[DESK]), served.desk
    away = ServiceClient("stats", "http://127.0.0.1:9")
    served.app.state.desk = replace(whole, services=replace(whole.services, stats=away))
    try:
        await page.goto("/dieu-hanh")
        assert "Chưa có số liệu thống kê của tháng" in await page.locator("main").inner_text()
        assert await page.locator(".figures a").first.locator("strong").inner_text() == "3"
    finally:
        served.app.state.desk = whole
        await away.close()
