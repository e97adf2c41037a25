"""Citizens sign in at the portal's stand-in, a process of its own, and see the dossiers that are theirs."""

import logging
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx2
import pytest

from services.tracker.app import create_app
from services.tracker.settings import Profile, SignInSettings, TrackerSettings
from services.tracker.sign_in.sessions import IDLE, LONGEST, Session
from tests.support.browser import Complaints, broken_rules
from tests.support.journeys import Dossier, receive
from tests.support.portal_town import a_standin
from tests.support.town import Town
from tests.tracker.conftest import OFFICE, Served, Telephone, serving, settings_of

MAU = {"kind": "citizen", "name": "Trần Văn Mẫu", "identity_number": "399080000011"}
THU = {"kind": "citizen", "name": "Nguyễn Thị Thử", "identity_number": "399192000022"}
NUMBER = MAU["identity_number"]
PASSWORD = "mat-khau-thu-nghiem"
SECRET = "bi-mat-cua-trang-tra-cuu"
OWN, COOKIE = "/ho-so-cua-toi", "motcua-cong-dan"


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    with a_standin(tmp_path_factory.mktemp("standin")) as admin:
        yield admin


@pytest.fixture(scope="module")
def at_provider(standin: httpx2.Client, town: Town, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """`at_provider(profile, …)`: settings of a tracker that is one more client there."""
    file: Path = tmp_path_factory.mktemp("secret") / "secret"
    file.write_text(SECRET + "\n")
    clients: dict[str, Any] = {}

    def told(profile: Profile, level: str = "LoA1") -> TrackerSettings:
        issuer, name = str(standin.base_url).rstrip("/"), f"tracker-{len(clients)}"
        sign_in = SignInSettings(profile, issuer, name, file, level)
        settings = settings_of(town, sign_in=sign_in)
        back = [settings.address + path for path in ("/sign-in/return", "/sign-in/return/khac")]
        more = {"redirects": back, "after": [settings.address + "/tra-cuu"], "secret": SECRET}
        clients[name] = more | {"profile": profile.value}
        standin.put("/_admin/config", json={"sso_clients": clients})
        return settings

    return told


@pytest.fixture(scope="module")
async def vnconnect(at_provider: Any) -> AsyncIterator[Served]:
    async for each in serving(at_provider(Profile.VNCONNECT)):
        yield each


@pytest.fixture(scope="module")
async def vneid(at_provider: Any) -> AsyncIterator[Served]:
    async for each in serving(at_provider(Profile.VNEID, "LoA2")):
        yield each


@pytest.fixture(scope="module")
def own(town: Town) -> Dossier:
    return receive(town, OFFICE.clerk, "1.001193", applicant=MAU)


@pytest.fixture(scope="module")
def handed_in(town: Town) -> Dossier:
    """Another's, whom the citizen only stood in for."""
    proxy = {"name": MAU["name"], "identity_number": NUMBER, "basis": "Giấy uỷ quyền"}
    return receive(town, OFFICE.clerk, "1.001193", applicant=THU, proxy=proxy)


async def begun(client: httpx2.AsyncClient) -> str:
    answer = await client.get("/dang-nhap")
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def to_answer(client: httpx2.AsyncClient, begins: str, account: str = "mau") -> str:
    """Through the provider's page; the address with which it sends the browser back."""
    page = await client.get(begins)
    waiting = re.search(r'name="waiting" value="([^"]+)"', page.text)
    assert waiting, page.text
    sent = {"waiting": waiting[1], "account": account, "password": PASSWORD}
    answer = await client.post(page.url.copy_with(query=None), data=sent)
    return str(answer.headers["location"])


async def sign_in(client: httpx2.AsyncClient, account: str = "mau") -> httpx2.Response:
    return await client.get(await to_answer(client, await begun(client), account))


def changed(address: str, **changes: str | None) -> str:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | changes
    return urlunsplit(parts._replace(query=urlencode({k: v for k, v in query.items() if v is not None})))


def session_of(served: Served, client: httpx2.AsyncClient) -> Session:
    session: Session | None = served.app.state.tracker.sessions.find(client.cookies[COOKIE])
    assert session
    return session


def out_of(page: str) -> str:
    return page.partition('name="ra" value="')[2].partition('"')[0]


async def test_a_citizen_signs_in_sees_his_dossiers_opens_one_and_signs_out_of_both(
    vnconnect: Served,
    standin: httpx2.Client,
    telephone: Telephone,
    complaints: Complaints,
    own: Dossier,
    handed_in: Dossier,
) -> None:
    page = await telephone(at=vnconnect)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto("/tra-cuu")
    await page.click("text=Đăng nhập bằng tài khoản định danh")
    assert page.url.startswith(str(standin.base_url))
    await page.fill("#account", "mau")
    await page.fill("#password", PASSWORD)
    await page.click("text=Đăng nhập >> nth=-1")
    await page.wait_for_url(f"{vnconnect.url}{OWN}")
    shown = await page.inner_text("main")
    assert "Trần Văn Mẫu" in shown and own.code in shown and "đã được tiếp nhận" in shown
    assert handed_in.code not in shown and NUMBER not in await page.content()
    await page.click(f"text={own.code}")
    await page.wait_for_selector(".steps")
    assert "T. V. Mẫu" in await page.inner_text("main")
    await page.click("text=Về hồ sơ của tôi")
    await page.click("text=Đăng xuất")
    await page.wait_for_url(f"{vnconnect.url}/tra-cuu")
    assert not [each for each in await page.context.cookies(vnconnect.url) if each["name"] == COOKIE]
    await page.click("text=Đăng nhập bằng tài khoản định danh")
    assert await page.locator("#password").count() == 1, "the provider's own session is over too"
    assert not [url for url in asked if NUMBER in url]
    assert complaints == []


async def test_the_pages_can_be_read_by_everybody(
    vnconnect: Served, telephone: Telephone, complaints: Complaints, own: Dossier
) -> None:
    page = await telephone(script=True, at=vnconnect)
    await page.goto(OWN)
    assert await broken_rules(page) == []
    async with vnconnect.visitor() as client:
        await sign_in(client)
        cookie = {"name": COOKIE, "value": client.cookies[COOKIE], "url": vnconnect.url}
    await page.context.add_cookies([cookie])  # type: ignore[list-item]
    await page.goto(OWN)
    assert own.code in await page.inner_text("main")
    assert await broken_rules(page) == []
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert complaints == []


async def test_vneid_signs_in_by_its_level_and_without_a_tech_id(vneid: Served, own: Dossier) -> None:
    async with vneid.visitor() as client:
        assert (await sign_in(client)).headers["location"] == OWN
        assert own.code in (await client.get(OWN)).text


async def test_anothers_dossier_and_none_are_one_answer(vnconnect: Served, own: Dossier, handed_in: Dossier) -> None:
    async with vnconnect.visitor() as client:
        await sign_in(client, "thu")
        shown = (await client.get(OWN)).text
        assert handed_in.code in shown and own.code not in shown
        codes = (own.code, own.code[:-4] + "9999", own.id, "x" * 81)
        answers = [await client.get(f"{OWN}/{code}") for code in codes]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}


async def test_wrong_answers_sign_nobody_in(vnconnect: Served) -> None:
    async with vnconnect.visitor() as client, vnconnect.visitor() as other:
        answer = await to_answer(client, await begun(client))
        for wrong in (
            changed(answer, state="doan-mo-mot-trang-thai"),
            changed(answer, state=None),
            changed(answer, state=dict(parse_qsl(urlsplit(answer).query))["state"][:-8] + "khong-ph"),
            changed(answer, iss="https://noi.khac"),
            changed(answer, iss=None),
            changed(answer, code=None, error="access_denied"),
            changed(answer, code="doan-mo"),
        ):
            assert (await client.get(wrong)).status_code == 422, wrong
        assert (await other.get(answer)).status_code == 422, "begun in another browser"
        assert COOKIE not in client.cookies and COOKIE not in other.cookies
        assert (await client.get(answer)).status_code == 303, "nothing else was wrong with it"


@pytest.mark.parametrize("changes", [{"nonce": "cua-nguoi-khac"}, {"code_challenge": "x" * 43}])
async def test_an_answer_to_another_question_signs_nobody_in(vnconnect: Served, changes: dict[str, str]) -> None:
    async with vnconnect.visitor() as client:
        answer = await to_answer(client, changed(await begun(client), **changes))
        assert (await client.get(answer)).status_code == 422
        assert COOKIE not in client.cookies


async def test_a_code_that_was_given_for_another_address_is_worth_nothing(vnconnect: Served) -> None:
    async with vnconnect.visitor() as client:
        begins = await begun(client)
        elsewhere = changed(begins, redirect_uri="https://noi.khac/sign-in/return")
        assert (await client.get(elsewhere)).status_code == 400, "the provider leads to no other"
        other_page = changed(begins, redirect_uri=vnconnect.url + "/sign-in/return/khac")
        answer = await to_answer(client, other_page)
        assert (await client.get(answer.replace("/return/khac", "/return"))).status_code == 422
        assert COOKIE not in client.cookies


async def test_a_code_is_good_once(vnconnect: Served) -> None:
    async with vnconnect.visitor() as client:
        answer = await to_answer(client, await begun(client))
        cookies = dict(client.cookies)
        assert (await client.get(answer)).status_code == 303
        client.cookies.clear()
        client.cookies.update(cookies)
        assert (await client.get(answer)).status_code == 422
        assert COOKIE not in client.cookies


@pytest.mark.parametrize(("name", "ago"), [("seen_at", IDLE), ("opened_at", LONGEST)])
async def test_a_session_ends_by_itself_and_is_not_kept(vnconnect: Served, name: str, ago: timedelta) -> None:
    async with vnconnect.visitor() as client:
        await sign_in(client)
        session = session_of(vnconnect, client)
        setattr(session, name, getattr(session, name) - ago - timedelta(seconds=1))
        held = len(vnconnect.app.state.tracker.sessions)
        answer = await client.get(OWN)
        assert (answer.status_code, "Cần đăng nhập" in answer.text) == (401, True)
        assert len(vnconnect.app.state.tracker.sessions) == held - 1


async def test_a_forged_cookie_is_nobody(vnconnect: Served, own: Dossier) -> None:
    async with vnconnect.visitor() as client:
        await sign_in(client)
        right = client.cookies[COOKIE]
    for forged in ("", "x", right[:-1], right[::-1], "../" + right):
        async with vnconnect.visitor() as other:
            headers = {"Cookie": f"{COOKIE}={forged}"}
            for path in (OWN, f"{OWN}/{own.code}"):
                assert (await other.get(path, headers=headers)).status_code == 401


async def test_only_its_own_form_ends_a_session(vnconnect: Served) -> None:
    async with vnconnect.visitor() as client, vnconnect.visitor() as other:
        await sign_in(client)
        await sign_in(other, "thu")
        strange = out_of((await other.get(OWN)).text)
        for form in ({}, {"ra": ""}, {"ra": strange}, {"ra": "é"}):
            assert (await client.post("/dang-xuat", data=form)).status_code == 403
        assert (await client.get("/dang-xuat")).status_code == 405
        page = await client.get(OWN)
        assert page.status_code == 200
        cookie = client.cookies[COOKIE]
        answer = await client.post("/dang-xuat", data={"ra": out_of(page.text)})
        assert "id_token_hint=" in answer.headers["location"]
        assert COOKIE not in client.cookies
        assert (await client.get(OWN, headers={"Cookie": f"{COOKIE}={cookie}"})).status_code == 401, "not only hidden"


async def test_signing_in_again_ends_the_session_before_and_gives_another_cookie(vnconnect: Served) -> None:
    async with vnconnect.visitor() as client:
        answer = await to_answer(client, await begun(client))
        client.cookies.set(COOKIE, "dat-san")
        await client.get(answer)
        first = [each.value for each in client.cookies.jar if each.name == COOKIE and each.value != "dat-san"]
        assert len(first) == 1, "a cookie that somebody planted is not taken over"
        assert (await client.get("/dang-nhap", headers={"Cookie": f"{COOKIE}={first[0]}"})).headers["location"] == OWN


async def test_an_account_below_the_level_and_one_of_an_organisation_come_to_nothing(
    vnconnect: Served, at_provider: Any
) -> None:
    async for strict in serving(at_provider(Profile.VNCONNECT, "LoA2")):
        async with strict.visitor() as client:
            answer = await sign_in(client)
        assert (answer.status_code, COOKIE in client.cookies) == (403, False)
        assert "chưa được xác minh danh tính" in answer.text and "account_not_verified" in answer.text
        assert len(strict.app.state.tracker.sessions) == 0
    async with vnconnect.visitor() as client:
        answer = await sign_in(client, "vi-du")
    assert (answer.status_code, COOKIE in client.cookies) == (403, False)
    assert "tài khoản của tổ chức" in answer.text and "account_not_a_person" in answer.text


async def test_an_address_that_comes_back_too_often_waits(vnconnect: Served) -> None:
    async with vnconnect.visitor() as client:
        statuses = [(await client.get("/sign-in/return", params={"state": "x"})).status_code for _ in range(31)]
    assert statuses == [422] * 30 + [429]


async def test_the_number_stands_in_no_cookie_no_address_and_no_log(
    vnconnect: Served, town: Town, own: Dossier, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with vnconnect.visitor() as client:
            signed_in = await sign_in(client)
            await client.get(OWN)
            await client.get(f"{OWN}/{own.code}")
            session = session_of(vnconnect, client)
    assert NUMBER not in str(signed_in.headers) and NUMBER not in f"{session!r}"
    assert not [record for record in caplog.records if NUMBER in record.getMessage()]
    assert NUMBER not in (town.home.log / "intake.log").read_text(encoding="utf-8")
    set_cookie = next(each for each in signed_in.headers.get_list("set-cookie") if each.startswith(f"{COOKIE}="))
    assert "HttpOnly" in set_cookie and "SameSite=lax" in set_cookie and "Secure" not in set_cookie


async def test_under_https_cookies_are_for_this_host_alone(at_provider: Any) -> None:
    app = create_app(replace(at_provider(Profile.VNCONNECT), address="https://tracuu.example.vn"))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="https://tracuu.example.vn") as client:
        answer = await client.get("/dang-nhap")
    assert "redirect_uri=https%3A%2F%2Ftracuu.example.vn%2Fsign-in%2Freturn&" in answer.headers["location"]
    set_cookie = answer.headers["set-cookie"]
    assert set_cookie.startswith("__Host-motcua-di-")
    for wanted in ("; Secure", "; HttpOnly", "; SameSite=lax", "; Path=/"):
        assert wanted in set_cookie
    await app.state.tracker.services.close()


async def test_while_the_provider_is_away_the_page_says_so_and_codes_still_open(town: Town, own: Dossier) -> None:
    nowhere = SignInSettings(Profile.VNCONNECT, "http://127.0.0.1:9", "motcua-tracker", None, "LoA1")
    async for served in serving(settings_of(town, sign_in=nowhere)):
        async with served.visitor() as client:
            answer = await client.get("/dang-nhap")
            assert (answer.status_code, "issuer_away" in answer.text) == (503, True)
            assert (await client.post("/tra-cuu", data={"ma": own.code, "so": NUMBER[-4:]})).status_code == 200


async def test_without_settings_there_is_no_button_and_no_page(served: Served) -> None:
    async with served.visitor() as client:
        assert "Đăng nhập" not in (await client.get("/tra-cuu")).text
        for path in ("/dang-nhap", "/sign-in/return", OWN):
            assert (await client.get(path)).status_code == 404
        assert (await client.post("/dang-xuat")).status_code == 404
