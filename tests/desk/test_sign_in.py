"""Signing in with an account of this machine: by hand, wrongly, too often, out, and out everywhere."""

from dataclasses import replace
from datetime import timedelta

import httpx2
from playwright.async_api import Browser, Page

from services.desk.sessions.kept_forms import take_kept
from services.desk.sessions.session import Person
from services.desk.sessions.sessions import Sessions
from shared.callers import Role
from shared.clock import SetClock, SystemClock
from shared.local.accounts import add_account, change_password, set_disabled
from shared.local.home import Home
from tests.desk.conftest import PASSWORD, Served, SignIn
from tests.support.browser import PHONE, broken_rules


def _account(served: Served, user: str) -> Home:
    home = Home(served.desk.settings.home)
    add_account(home, user, PASSWORD, name="Lê Thị Hằng", roles=["clerk"], offices=["VN"])
    return home


async def _type_in(page: Page, user: str, password: str) -> None:
    await page.fill("#user", user)
    await page.fill("#password", password)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def test_a_person_signs_in_is_led_on_and_signs_out(browser: Browser, served: Served) -> None:
    _account(served, "hang")
    context = await browser.new_context(base_url=served.url, java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto("/tim?q=a")
    await _type_in(page, "hang", "sai mat khau")
    assert await page.title() == "Lỗi: Đăng nhập – Một cửa"
    assert await page.input_value("#user") == "hang" and await page.input_value("#password") == ""
    await _type_in(page, "hang", PASSWORD)
    assert page.url.endswith("/tim?q=a")
    cookie = next(each for each in await context.cookies() if each["name"] == "motcua")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    async with page.expect_navigation():
        await page.click("text=Đăng xuất")
    await page.goto("/tim")
    assert "/dang-nhap" in page.url
    await context.close()


async def test_the_sign_in_page_can_be_used_by_everyone(browser: Browser, served: Served) -> None:
    context = await browser.new_context(base_url=served.url, viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto("/dang-nhap")
    assert await broken_rules(page) == []
    await _type_in(page, "khong-ai", "sai")
    assert await page.evaluate("() => document.activeElement.id") == "errors"
    assert await broken_rules(page) == []
    await context.close()


async def _try(client: httpx2.AsyncClient, user: str, password: str) -> httpx2.Response:
    before = (await client.get("/dang-nhap")).cookies.get("motcua-cua") or client.cookies["motcua-cua"]
    form = {"user": user, "password": password, "_cua": before}
    return await client.post("/dang-nhap", data=form)


async def test_the_eleventh_wrong_try_must_wait_but_no_colleague_does(served: Served) -> None:
    _account(served, "doan.mo")
    _account(served, "dong.nghiep")
    async with httpx2.AsyncClient(base_url=served.url) as client:
        for _ in range(10):
            assert "chưa đúng" in (await _try(client, "doan.mo", "sai")).text
        assert "Đợi 15 phút" in (await _try(client, "doan.mo", PASSWORD)).text
        assert (await _try(client, "dong.nghiep", PASSWORD)).status_code == 303


async def test_a_form_without_this_browsers_mark_signs_nobody_in(served: Served) -> None:
    async with httpx2.AsyncClient(base_url=served.url) as client:
        answer = await client.post("/dang-nhap", data={"user": "a", "password": "b", "_cua": "đoán"})
        assert answer.status_code == 403


async def test_where_one_is_led_on_to_is_always_this_desk(served: Served) -> None:
    async with httpx2.AsyncClient(base_url=served.url) as client:
        for wanted in ("https://noi.khac", "//noi.khac", "/\\noi.khac"):
            assert 'name="ve" value="/"' in (await client.get("/dang-nhap", params={"ve": wanted})).text


async def test_logging_out_everywhere_ends_the_other_browser_too(served: Served, sign_in: SignIn) -> None:
    here = await sign_in(Role.CLERK, offices=["25"])
    there = await sign_in(Role.CLERK, offices=["25"])
    await there.goto("/tai-khoan")
    await here.goto("/tai-khoan")
    assert await here.locator("tbody tr").count() == 2
    async with here.expect_navigation():
        await here.click("text=Đăng xuất mọi nơi")
    await there.reload()
    assert "/dang-nhap" in there.url


async def test_a_changed_password_and_a_disabled_account_end_sessions_at_once(served: Served) -> None:
    home = _account(served, "doi.mat.khau")
    async with httpx2.AsyncClient(base_url=served.url) as client:
        await _try(client, "doi.mat.khau", PASSWORD)
        assert (await client.get("/tai-khoan")).status_code == 200
        change_password(home, "doi.mat.khau", "mat-khau-moi")
        assert (await client.get("/tai-khoan")).status_code == 303
        await _try(client, "doi.mat.khau", "mat-khau-moi")
        set_disabled(home, "doi.mat.khau", True)
        assert (await client.get("/tai-khoan")).status_code == 303
        assert "chưa đúng" in (await _try(client, "doi.mat.khau", "mat-khau-moi")).text


async def test_an_idle_session_ends_and_a_poll_does_not_keep_it(served: Served, tmp_path) -> None:  # type: ignore[no-untyped-def]
    clock = SetClock(SystemClock().now())
    sessions = Sessions(clock, tmp_path / "s.sqlite", idle=timedelta(minutes=30), longest=timedelta(hours=10))
    cookie, _ = sessions.open(served.desk.sessions.find(served.cookie(Role.CLERK)["value"]).person)  # type: ignore[union-attr]
    clock.turn_to(clock.now() + timedelta(minutes=20))
    assert sessions.find(cookie, is_seen=False)
    clock.turn_to(clock.now() + timedelta(minutes=15))
    assert sessions.find(cookie) is None
    again = Sessions(clock, tmp_path / "s.sqlite", idle=timedelta(minutes=60), longest=timedelta(hours=10))
    assert again.find(cookie), "a restart of the desk ends no session"
    assert cookie.encode() not in (tmp_path / "s.sqlite").read_bytes()
    sessions.end()
    again.end()


async def test_what_was_typed_comes_back_to_the_same_person_only(served: Served) -> None:
    home = _account(served, "bi.het.phien")
    sessions = served.desk.sessions
    async with httpx2.AsyncClient(base_url=served.url) as client:
        await _try(client, "bi.het.phien", PASSWORD)
        token = (await client.get("/tai-khoan")).text.split('name="_token" value="')[1].split('"')[0]
        change_password(home, "bi.het.phien", "mat-khau-moi")  # ends the session while the form is open
        sent = {"_token": token, "_back": "/quay/tiep-nhan", "name": "Nguyễn Văn Mẫu"}
        answer = await client.post("/dang-xuat", data=sent)
        assert answer.headers["location"] == "/dang-nhap?ve=/quay/tiep-nhan"
        kept = client.cookies["motcua-nhap"]
    person = Person("bi.het.phien", "", frozenset(), ())
    assert take_kept(sessions, kept, replace(person, subject="nguoi.khac"), "/quay/tiep-nhan") is None
    assert take_kept(sessions, kept, replace(person, issuer="https://noi.khac"), "/quay/tiep-nhan") is None
    assert take_kept(sessions, kept, person, "/quay/hang-doi") is None
    typed, _ = take_kept(sessions, kept, person, "/quay/tiep-nhan") or ({}, None)
    assert typed == {"name": ["Nguyễn Văn Mẫu"]}
    assert take_kept(sessions, kept, person, "/quay/tiep-nhan") is None


async def test_a_form_drawn_before_signing_in_anew_in_another_tab_comes_back_as_typed(served: Served) -> None:
    _account(served, "hai.the")
    async with httpx2.AsyncClient(base_url=served.url) as client:
        await _try(client, "hai.the", PASSWORD)
        token = (await client.get("/tai-khoan")).text.split('name="_token" value="')[1].split('"')[0]
        await _try(client, "hai.the", PASSWORD)
        bare = await client.post("/dang-xuat", data={"_token": token})
        assert bare.status_code == 403, "nothing was typed: nothing to keep"
        sent = {"_token": token, "reason": "Thiếu bản vẽ"}
        for page, headers, told in (
            ("/ho-so/H62-261128-0001/bo-sung", {"Referer": f"{served.url}/ho-so/H62-261128-0001/bo-sung?a=1"}, {}),
            ("/quay/tiep-nhan", {}, {"_back": "/quay/tiep-nhan"}),
            ("/", {}, {"_back": "//noi.khac"}),
        ):
            answer = await client.post("/dang-xuat", data=sent | told, headers=headers)
            assert answer.status_code == 303 and answer.headers["location"].partition("?")[0] == page
        assert (await client.get("/tai-khoan")).status_code == 200, "nobody was signed out"
