"""The administrator's rooms: accounts of this machine, how the suite is, counting again."""

import asyncio

from playwright.async_api import Page

from shared.callers import Role
from shared.local.accounts import account, signing_in
from shared.local.home import Home
from tests.desk.conftest import PASSWORD, Served, SignIn
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.town import Town


async def _send(page: Page, button: str) -> None:
    async with page.expect_navigation():
        await page.click(button)


async def test_an_account_is_made_changed_and_locked(
    town: Town, served: Served, sign_in: SignIn, complaints: Complaints
) -> None:
    home = Home(served.desk.settings.home)
    commune = town.client.get(f"{town.url('intake')}/offices/08911.2025", headers=town.headers("clerk")).json()
    page = await sign_in(Role.ADMINISTRATOR, offices=[commune["parent"]])
    await page.goto("/quan-tri")
    await _send(page, "main >> text=Tài khoản")
    assert await broken_rules(page) == []
    await page.fill("#user", "le.van.moi")
    await page.fill("#name", "Lê Văn Mới")
    await page.check("fieldset#role >> text=Chuyên viên")
    await page.fill("#offices", "01")  # Hà Nội is not hers
    await page.fill("#password", PASSWORD)
    await _send(page, "text=Tạo tài khoản")
    assert "ngoài phạm vi" in await page.locator("#errors").inner_text()
    assert await page.input_value("#name") == "Lê Văn Mới" and await page.input_value("#password") == ""
    assert await broken_rules(page) == []
    await page.fill("#offices", "08911.2025")
    await page.fill("#password", PASSWORD)
    await _send(page, "text=Tạo tài khoản")
    assert "Đã tạo tài khoản le.van.moi" in await page.locator(".said").inner_text()
    made = signing_in(home, "le.van.moi", PASSWORD)
    assert made and made.roles == ("officer",) and made.offices == ("08911.2025",)
    row = page.locator("tr", has_text="le.van.moi")
    await row.locator("summary").click()
    async with page.expect_navigation():
        await row.locator("text=Khóa tài khoản").click()
    assert account(home, "le.van.moi").is_disabled
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await broken_rules(page) == []
    assert complaints == []


async def test_others_keep_no_accounts(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    answer = await page.goto("/quan-tri/tai-khoan")
    assert answer is not None and answer.status == 403


async def test_an_operator_sees_the_services_and_counts_again(
    sign_in: SignIn, complaints: Complaints, is_long: bool
) -> None:
    page = await sign_in(Role.OPERATOR, java_script_enabled=True)
    await page.goto("/quan-tri/tinh-trang")
    assert await page.locator("tbody tr").count() >= 3
    assert await broken_rules(page) == []
    await _send(page, "text=Đếm lại mọi số liệu")
    told = await page.locator("#list").inner_text()
    assert "Đang đếm lại từ lúc" in told or "0 sai lệch trên" in told
    assert await broken_rules(page) == []
    tries = 600 if is_long else 0  # counting the book of the whole town takes its time
    while "0 sai lệch trên" not in told and tries:
        tries -= 1
        await asyncio.sleep(0.1)
        await page.reload()
        told = await page.locator("#list").inner_text()
    assert "0 sai lệch trên" in told or not is_long
    assert complaints == []
