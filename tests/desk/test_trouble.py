"""What is shown when a line is cut, a service is away, a list changes under one's hands, a form is sent twice."""

import asyncio
from dataclasses import replace

import httpx2
from playwright.async_api import Page

from services.desk.app import create_app
from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.local.ports import any_free
from tests.desk.conftest import Served, SignIn
from tests.desk.made import Made
from tests.support.browser import Complaints, broken_rules
from tests.support.town import Town

DESK = "08905.2025"
LIST = "/quay/hang-doi"


async def _polls(page: Page, seconds: int) -> None:
    """Time runs faster in the page; its answers come in real time."""
    for _ in range(seconds // 5):
        await page.clock.run_for(5_000)
        await asyncio.sleep(0.05)


async def test_new_rows_are_offered_and_never_move_the_one_in_focus(
    town: Town, sign_in: SignIn, complaints: Complaints
) -> None:
    made = Made(town, DESK)
    made.told(made.receive("Người Đến Trước")["id"])
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.clock.install()
    await page.goto(LIST)
    await page.focus("tbody a")
    made.told(made.receive("Người Đến Sau")["id"])
    await _polls(page, 25)
    assert await page.locator("tbody tr").count() == 1
    assert await page.locator("#more").inner_text() == "1 hồ sơ mới – hiện"
    assert await page.evaluate("() => document.activeElement.closest('tr') !== null")
    await page.click("#more")
    assert await page.locator("tbody tr").count() == 2
    await page.evaluate("() => document.activeElement.blur()")
    made.told(made.receive("Người Thứ Ba")["id"])
    await _polls(page, 25)
    assert await page.locator("tbody tr").count() == 3, "nobody is in the list: it changes by itself"
    assert complaints == []


async def test_a_list_that_cannot_be_renewed_stays_and_says_how_old_it_is(sign_in: SignIn, town: Town) -> None:
    made = Made(town, DESK)
    made.told(made.receive("Người Ở Lại")["id"])
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.clock.install()
    await page.goto(LIST)
    rows = await page.locator("tbody tr").count()
    await page.route("**/quay/**", lambda route: route.abort())
    await _polls(page, 80)
    assert (await page.locator(".fresh.old").inner_text()).startswith("Mất kết nối, số liệu lúc ")
    assert await page.locator("tbody tr").count() == rows > 0
    assert await broken_rules(page) == []


async def test_a_line_that_was_cut_is_told_and_nothing_is_sent(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.goto("/tai-khoan")
    await page.context.set_offline(True)
    await page.wait_for_selector("#offline")
    assert "Nội dung đang nhập vẫn giữ trên máy này" in await page.locator("#offline").inner_text()
    await page.click("text=Đăng xuất mọi nơi")
    assert page.url.endswith("/tai-khoan")
    await page.context.set_offline(False)
    await page.wait_for_selector("#offline", state="detached")


async def test_a_service_that_is_away_is_told_in_words(desk_settings: DeskSettings, served: Served) -> None:
    away = replace(desk_settings, processing_url=f"http://127.0.0.1:{any_free()}")
    app = create_app(away)
    cookie = served.cookie(Role.CLERK, offices=[DESK])
    transport = httpx2.ASGITransport(app=app)
    cookies = {cookie["name"]: cookie["value"]}
    async with httpx2.AsyncClient(transport=transport, base_url=away.address, cookies=cookies) as client:
        answer = await client.get(LIST)
        assert answer.status_code == 503
        assert "Hệ thống đang bận" in answer.text and "processing_away" in answer.text
        assert (await client.get("/tim?q=nguoi+den")).status_code == 200, "what does not need it goes on"
    await app.state.desk.services.close()
    app.state.desk.sessions.end()


async def test_what_fails_inside_is_told_without_its_words(desk_settings: DeskSettings, served: Served) -> None:
    app = create_app(desk_settings)

    @app.get("/hong")
    async def broken() -> None:
        raise RuntimeError("Nguyễn Văn Mẫu 001099000111")

    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=desk_settings.address) as client:
        answer = await client.get("/hong")
        assert answer.status_code == 500
        assert "desk_fault" in answer.text and "Mẫu" not in answer.text
    await app.state.desk.services.close()
    app.state.desk.sessions.end()
