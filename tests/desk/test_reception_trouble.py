"""B2 when a service is away, a session ends, a line is cut: nothing typed is lost, nothing is received twice."""

import re
from dataclasses import replace
from typing import Any

import httpx2

from services.desk.app import create_app
from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.local.ports import any_free
from tests.desk.conftest import PASSWORD, Served, SignIn
from tests.desk.made import Made
from tests.desk.test_reception import DESK, PLACE, choose, found
from tests.support.town import Town

TOKEN = re.compile(r'name="_token" value="([^"]+)"')
FORM = {
    **{"name": "Nguyễn Văn Còn", "q": "1.001612 Đăng ký thành lập hộ kinh doanh", "paper-7": "on", "quantity-7": "2"},
    **{"phone": "0912000555"},
}


def token_in(page: str) -> str:
    """Of the receiving form: the last one of the page."""
    return TOKEN.findall(page)[-1]


async def test_what_was_typed_stays_while_intake_is_away_and_is_then_received_once(
    desk_settings: DeskSettings, served: Served, town: Town
) -> None:
    app = create_app(replace(desk_settings, intake_url=f"http://127.0.0.1:{any_free()}"))
    cookie = served.cookie(Role.CLERK, offices=[DESK])
    cookies = {cookie["name"]: cookie["value"]}
    async with httpx2.AsyncClient(base_url=served.url, cookies=cookies) as client:
        token = token_in((await client.get(PLACE)).text)
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url=served.url, cookies=cookies) as cut:
            kept = await cut.post(PLACE, data=FORM | {"_token": token})
        assert kept.status_code == 503
        assert "Chưa kết nối được dịch vụ" in kept.text and "Nguyễn Văn Còn" in kept.text
        assert 'name="quantity-7" value="2"' in kept.text
        assert token_in(kept.text) == token, "it may have been received: the key stays"
        answers = [await client.post(PLACE, data=FORM | {"_token": token_in(kept.text)}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(found(Made(town, DESK), "Nguyễn Văn Còn")) == 1
    await app.state.desk.services.close()
    app.state.desk.sessions.end()


async def test_after_signing_in_again_the_form_comes_back_with_what_was_typed(sign_in: SignIn, served: Served) -> None:
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.goto(PLACE)
    await page.fill("#name", "Nguyễn Văn Hết Phiên")
    await choose(page)
    await page.check("#matter .paper input[type=checkbox]")
    book: Any = served.desk.sessions._book
    book.execute("update sessions set seen_at = seen_at - 7200, opened_at = opened_at - 72000")
    async with page.expect_navigation():
        await page.click("button.main")
    assert "/dang-nhap" in page.url
    await page.fill("#user", f"canbo.clerk.{DESK}")
    await page.fill("#password", PASSWORD)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert page.url.endswith(PLACE)
    assert await page.input_value("#name") == "Nguyễn Văn Hết Phiên"
    assert await page.is_checked("#matter .paper input[type=checkbox]")
    assert "Nội dung đã nhập vẫn còn" in await page.inner_text(".said")


async def test_nobody_else_and_no_other_form_gets_in(sign_in: SignIn) -> None:
    page = await sign_in(Role.MONITOR, offices=[DESK])
    await page.goto(PLACE)
    assert await page.locator("#reception").count() == 0
    refused = await page.request.post(PLACE, form={"name": "Ai Đó", "q": "1.001612", "_token": "a.b"})
    assert refused.status == 403
