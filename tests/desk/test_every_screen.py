"""Every screen, found by following the links from each role's first page (screens.md H)."""

import httpx2
import pytest
from playwright.async_api import Page

from services.desk.app import _ROUTERS
from shared.callers import Role
from tests.desk.conftest import Served, SignIn
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.crawl import Visited, Walk

PAGE_BYTES = 15 * 1024
ROUTES = [route for router in _ROUTERS for route in router.routes]


def _weight_of_assets(served: Served) -> int:
    """The style sheet and the script, which the first page brings along."""
    static = next(route.app for route in served.app.routes if getattr(route, "path", "") == "/static")  # type: ignore[attr-defined]
    return sum(len(static._assets[name].zipped) for name in ("motcua.css", "motcua.js"))


async def _walk(served: Served, *roles: Role, offices: tuple[str, ...] = ("VN",)) -> list[Visited]:
    cookie = served.cookie(*roles, offices=offices)
    cookies = {cookie["name"]: cookie["value"]}
    async with httpx2.AsyncClient(base_url=served.url, cookies=cookies, timeout=30, follow_redirects=True) as client:
        return await Walk(ROUTES, client).from_("/")


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.LEADER, Role.MONITOR, Role.REGISTRAR])
async def test_no_link_leads_to_a_refusal_and_no_page_is_heavy(served: Served, role: Role) -> None:
    assets = _weight_of_assets(served)
    for page in await _walk(served, role):
        assert page.answer.status_code == 200, f"{page.address}: {page.answer.status_code}"
        if page.answer.headers["content-type"].startswith("text/html"):
            assert page.headings == 1, page.address
            assert page.zipped + assets <= PAGE_BYTES, f"{page.address}: {page.zipped} + {assets} bytes"


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.LEADER, Role.MONITOR, Role.REGISTRAR])
async def test_every_screen_is_for_everyone(
    served: Served, sign_in: SignIn, complaints: Complaints, role: Role, is_long: bool
) -> None:
    """Axe and the content security policy at a desk and on a telephone; the short form looks at first pages only."""
    pages = await _walk(served, role)
    page = await sign_in(role)
    for visited in pages if is_long else pages[:2]:
        await _look(page, visited.address)
    assert complaints == []


async def _look(page: Page, address: str) -> None:
    await page.goto(address)
    assert await broken_rules(page) == [], address
    before = page.viewport_size
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"], address
    await page.set_viewport_size(before)  # type: ignore[arg-type]
