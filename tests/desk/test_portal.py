"""The national portal's pages: a whole installation joined to a stand-in, and one that is joined to none."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from shared.callers import Role
from tests.desk.conftest import Served, SignIn, serve_desk
from tests.support.browser import DESKTOP, PHONE, Complaints, broken_rules
from tests.support.desk_of import desk_settings_of
from tests.support.journeys import Office, receive
from tests.support.portal_town import DESKS, NOT_MAPPED, PROCEDURE, PortalTown, a_portal_town

HOME = "/quan-tri/cong-quoc-gia"
OWNER = {"kind": "citizen", "name": "Trần Văn Mẫu", "identity_number": "001099000018"}
DESK, OTHER = Office(DESKS["gen_a"]), Office(NOT_MAPPED)
Open = Callable[..., Coroutine[Any, Any, Page]]


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalTown]:
    with a_portal_town(tmp_path_factory.mktemp("joined")) as place:
        yield place


@pytest.fixture(scope="module")
async def its_desk(joined: PortalTown) -> AsyncIterator[Served]:
    async with serve_desk(desk_settings_of(joined.town)) as running:
        yield running


@pytest.fixture
def open_page(its_desk: Served, browser: Browser, contexts: list[BrowserContext], complaints: Complaints) -> Open:
    async def opened(*roles: Role, **more: Any) -> Page:
        context = await browser.new_context(viewport=DESKTOP, base_url=its_desk.url, locale="vi-VN", **more)  # type: ignore[arg-type]
        contexts.append(context)
        await context.add_cookies([its_desk.cookie(*roles)])  # type: ignore[list-item]
        page = await context.new_page()
        complaints.listen(page)
        return page

    return opened


async def passes(page: Page) -> None:
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await broken_rules(page) == []
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    await page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]


async def send(page: Page, button: str) -> None:
    async with page.expect_navigation():
        await page.click(button)


async def test_without_a_portal_the_page_says_how_one_is_joined(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.OPERATOR)
    await page.goto(HOME)
    assert "Chưa kết nối Cổng nào" in await page.inner_text("main")
    for place in ("lan-gui", "chat-luong-du-lieu", "ma-dinh-danh", "doi-soat"):
        await page.goto(f"{HOME}/{place}")
        assert await page.locator(".empty").count() == 1, place
    await passes(page)
    assert complaints == []


async def test_a_clerk_has_no_business_there(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    answer = await page.goto(HOME)
    assert answer is not None
    assert answer.status == 403


async def test_what_is_missing_is_put_right_where_it_is_shown(
    joined: PortalTown, open_page: Open, complaints: Complaints
) -> None:
    dossier = receive(joined.town, OTHER.clerk, PROCEDURE, applicant=OWNER)
    joined.await_lane(dossier, "blocked", entries=2)
    page = await open_page(Role.OPERATOR)
    await page.goto(f"{HOME}/chat-luong-du-lieu")
    assert "Đơn vị chưa có mã định danh ở Cổng" in await page.inner_text("#list")
    await passes(page)
    await send(page, "text=Khai mã định danh")
    assert await page.input_value("#office") == OTHER.code
    await page.fill("#new", "chưa biết")
    await send(page, "text=Khai mã >> nth=-1")
    assert await page.input_value("#new") == "chưa biết"
    assert await page.locator("#new[aria-invalid]").count() == 1
    await page.fill("#new", "H17.12.37")
    await send(page, "text=Khai mã >> nth=-1")
    assert "Đã khai mã định danh" in await page.inner_text(".said")
    await passes(page)
    joined.await_lane(dossier)
    assert joined.there(dossier)["status"] == "2"
    assert complaints == []


async def test_a_refused_entry_is_decided_by_keyboard_with_its_reason(
    joined: PortalTown, open_page: Open, complaints: Complaints
) -> None:
    dossier = receive(joined.town, DESK.clerk, PROCEDURE, applicant=OWNER | {"identity_number": "111111111"})
    joined.await_lane(dossier, "held", entries=2)
    page = await open_page(Role.OPERATOR)
    await page.goto(HOME)
    await passes(page)
    await send(page, "a.tile:has-text('Chờ người xử lý') >> nth=0")
    await passes(page)
    await send(page, f"text={dossier.code}")
    assert "Cổng từ chối" in await page.inner_text("main")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector("#errors")
    await passes(page)
    await page.focus("input[value=skip]")
    await page.keyboard.press("Space")
    await page.focus("#reason")
    await page.keyboard.type("Người nộp không có số định danh")
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert "Bỏ qua, không gửi" in await page.inner_text(".said")
    assert joined.lane(dossier)["acts"][0]["reason"] == "Người nộp không có số định danh"
    assert complaints == []


async def test_who_only_looks_sees_no_form(joined: PortalTown, open_page: Open) -> None:
    page = await open_page(Role.MONITOR)
    await page.goto(f"{HOME}/ma-dinh-danh")
    assert await page.locator("main form").count() == 0


async def test_a_comparison_is_asked_for_and_opened_without_a_script(joined: PortalTown, open_page: Open) -> None:
    dossier = receive(joined.town, DESK.clerk, PROCEDURE, applicant=OWNER)
    joined.await_lane(dossier, entries=2)
    page = await open_page(Role.OPERATOR, java_script_enabled=False)
    await page.goto(f"{HOME}/doi-soat")
    await page.fill("#from_on", "01/01/2026")
    await send(page, "text=Đối soát >> nth=-1")
    assert "Đang đối soát" in await page.inner_text(".said")
    number = (await page.inner_text(".said")).rsplit(" ", 1)[1]
    while "đang so" in await page.inner_text("#list"):
        await page.reload()
    await send(page, f"#list a:text-is('{number}')")
    assert "Không có chỗ nào lệch" in await page.inner_text("main")
    await page.goto(f"{HOME}/lan-gui/{dossier.id}")
    await page.fill("#again", "Cổng báo lệch")
    await send(page, "button:text-is('Gửi lại')")
    assert "Hồ sơ sẽ được gửi lại" in await page.inner_text(".said")
    assert joined.lane(dossier)["acts"][0]["act"] == "retell"


async def test_the_desk_says_so_when_the_door_is_away(sign_in: SignIn, served: Served) -> None:
    page = await sign_in(Role.OPERATOR)
    away = served.desk.services.portal._client
    base, away.base_url = away.base_url, "http://127.0.0.1:9"  # type: ignore[assignment]
    try:
        answer = await page.goto(HOME)
        assert answer is not None
        assert answer.status == 200
        assert "không bị ảnh hưởng" in await page.inner_text("main")
    finally:
        away.base_url = base


async def test_what_waits_in_quarantine_is_shown_without_persons_and_refused_with_a_reason(
    joined: PortalTown, open_page: Open, complaints: Complaints
) -> None:
    asked = {"procedure": PROCEDURE, "fields": {"MaDonVi": "H17.99.99"}}
    (sent,) = joined.admin.post("/_admin/inbound/dossier", json=asked).json()
    assert sent["outcome"] == "received"
    page = await open_page(Role.OPERATOR)
    await page.goto(f"{HOME}/nhan-tu-cong?state=quarantined")
    await passes(page)
    async with page.expect_navigation():
        await page.locator("#list tbody a").first.click()
    shown = await page.inner_text("main")
    assert "Chưa khai đơn vị nào của tỉnh có mã định danh này" in shown
    assert sent["body"]["data"]["ChuHoSo"] not in await page.content()
    await passes(page)
    await page.check("input[value=refuse]")
    await page.fill("#reason", "Đơn vị không thuộc tỉnh")
    await send(page, "text=Ghi quyết định")
    assert "Từ chối, không nhận" in await page.inner_text(".said")
    assert "Đơn vị không thuộc tỉnh" in await page.inner_text("main")
    assert complaints == []


async def test_a_registrar_puts_what_the_portal_changed_into_a_draft(
    joined: PortalTown, open_page: Open, complaints: Complaints
) -> None:
    """The stand-in lists one procedure: all others of ours are proposed to go, and it differs in its parts."""
    joined.fetch_catalogue()
    page = await open_page(Role.REGISTRAR)
    place = f"{HOME}/danh-muc?procedure={PROCEDURE}"
    await page.goto(place)
    while not await page.locator("input[name=marked]").count():
        await page.reload()
    await passes(page)
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector("#errors")
    await page.goto(place)
    await page.locator("input[name=marked]").first.check()
    await page.fill("#reason", "Chờ văn bản của bộ")
    await send(page, "text=Từ chối các thay đổi đã chọn")
    assert "Đã từ chối 1 thay đổi" in await page.inner_text(".said")
    assert complaints == []
