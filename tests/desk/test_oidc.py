"""Signing in at a real OpenID Connect provider: there and back, tokens renewed, out, and answers that are not ours."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx2
import pytest
from playwright.async_api import Browser, Page

from services.desk.app import create_app
from services.desk.sessions.grants import Grants
from services.desk.sessions.kept_forms import take_kept
from services.desk.sessions.session import Session
from services.desk.settings import DeskSettings
from services.desk.sign_in.oidc import OidcSignIn
from shared.clock import SystemClock
from shared.local.ports import any_free
from tests.desk.conftest import Served, serve_desk
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.oidc_provider import PEOPLE, RESOURCE, SECRET, Provider, a_provider, new_key
from tests.support.town import Town


@dataclass(frozen=True)
class Elsewhere:
    """A desk whose people sign in at a provider, and an intake that trusts that provider's keys alone."""

    served: Served
    provider: Provider

    @property
    def way(self) -> OidcSignIn:
        way = self.served.desk.sign_in
        assert isinstance(way, OidcSignIn)
        return way


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with a_provider(any_free(), f"http://127.0.0.1:{any_free()}") as running:
        yield running


@pytest.fixture(scope="module")
async def elsewhere(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Elsewhere]:
    settings = _settings(provider, tmp_path_factory.mktemp("desk"), f"http://127.0.0.1:{any_free()}")
    async with serve_desk(settings) as served:
        yield Elsewhere(served, provider)


@pytest.fixture(scope="module")
def trusting_intake(town: Town, elsewhere: Elsewhere) -> Iterator[None]:
    """Where the desk looks for it."""
    port = urlsplit(elsewhere.served.desk.settings.intake_url).port
    trusted = {"MOTCUA_JWKS": elsewhere.provider.jwks, "MOTCUA_ISSUER": elsewhere.provider.issuer}
    with town.another("intake", MOTCUA_PORT=str(port), **trusted):
        yield


def _settings(provider: Provider, home: Path, intake_url: str) -> DeskSettings:
    (home / "secret").write_text(SECRET)
    told = {
        "MOTCUA_HOME": str(home),
        "MOTCUA_PORT": str(urlsplit(provider.desk).port),
        "MOTCUA_OIDC_ISSUER": provider.issuer,
        "MOTCUA_OIDC_SECRET_FILE": str(home / "secret"),
        "MOTCUA_OIDC_RESOURCE": RESOURCE,
        "MOTCUA_INTAKE_URL": intake_url,
    }
    return DeskSettings.from_environment(told)


@asynccontextmanager
async def a_browser_of(elsewhere: Elsewhere) -> AsyncIterator[httpx2.AsyncClient]:
    """Cookies and nothing else."""
    async with httpx2.AsyncClient(base_url=elsewhere.served.url, timeout=30) as client:
        yield client


async def _to_answer(client: httpx2.AsyncClient, begun: str, user: str = "hang") -> str:
    """Through the provider's pages; the address at which it sends the browser back to the desk."""
    answer = await client.get(begun)
    for _ in range(10):
        if answer.status_code == 200:  # the provider's form
            sent = {"user": user, "password": PEOPLE[user]["password"]}
            answer = await client.post(answer.url, data=sent)
            continue
        where = str(answer.url.join(answer.headers["location"]))
        if "/dang-nhap/ve?" in where:
            return where
        answer = await client.get(where)
    raise AssertionError("never led back")


async def _begun(client: httpx2.AsyncClient, back: str = "/tai-khoan") -> str:
    answer = await client.get("/dang-nhap", params={"ve": back})
    assert answer.status_code == 303
    return answer.headers["location"]


async def _sign_in(client: httpx2.AsyncClient, user: str = "hang", back: str = "/tai-khoan") -> httpx2.Response:
    return await client.get(await _to_answer(client, await _begun(client, back), user))


def _changed(address: str, **changes: str | None) -> str:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | changes
    return urlunsplit(parts._replace(query=urlencode({k: v for k, v in query.items() if v is not None})))


@pytest.mark.usefixtures("trusting_intake")
async def test_a_person_signs_in_at_the_provider_works_and_signs_out_of_both(
    elsewhere: Elsewhere, browser: Browser, complaints: Complaints
) -> None:
    context = await browser.new_context(base_url=elsewhere.served.url, viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    complaints.listen(page)
    await page.goto("/tim?q=Nguyễn Văn Mẫu")
    assert page.url.startswith(elsewhere.provider.issuer)
    await _type_in(page, "hang", "sai")
    assert page.url.startswith(elsewhere.provider.issuer)
    await _type_in(page, "hang", PEOPLE["hang"]["password"])
    assert page.url.startswith(elsewhere.served.url + "/tim?q="), "led on to the page one came for"
    assert await page.locator("text=Lê Thị Hằng").count() == 1
    assert "Chưa làm được" not in await page.title(), "a service that trusts the provider answered"
    names = {each["name"] for each in await context.cookies(elsewhere.served.url)}
    assert "motcua" in names and not any(name.startswith("motcua-di-") for name in names)
    await page.click("text=Đăng xuất")
    await page.click("text=Sign out")
    await page.wait_for_url("**/dang-nhap?ra=1")
    assert await broken_rules(page) == []
    await page.goto("/dang-nhap/ve?state=doan-mo")
    assert await broken_rules(page) == [] and complaints == []
    await page.click("main a")
    await page.wait_for_url(f"{elsewhere.provider.issuer}/**")
    assert await page.locator("input[name=user]").count() == 1, "the provider's own session is over too"
    await context.close()


async def _type_in(page: Page, user: str, password: str) -> None:
    await page.fill("[name=user]", user)
    await page.fill("[name=password]", password)
    async with page.expect_navigation():
        await page.click("button")


async def test_roles_offices_and_name_are_the_providers_and_tokens_stay_in_the_desk(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client:
        answer = await _sign_in(client)
        assert (answer.status_code, answer.headers["location"]) == (303, "/tai-khoan")
        shown = (await client.get("/tai-khoan")).text
        assert "Lê Thị Hằng" in shown and "clerk" in shown and "eyJ" not in shown
        assert not any("eyJ" in cookie for name, cookie in client.cookies.items() if name.startswith("motcua"))
        session = _session(elsewhere, client)
        assert session.person.key == f"{elsewhere.provider.issuer} hang"
        book = elsewhere.served.desk.settings.home / "desk"
        assert not any(b"eyJ" in file.read_bytes() for file in book.iterdir()), "tokens lie sealed"


async def test_wrong_answers_sign_nobody_in(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client, a_browser_of(elsewhere) as other:
        answer = await _to_answer(client, await _begun(client))
        for wrong in (
            _changed(answer, state="doan-mo-mot-trang-thai"),
            _changed(answer, state=None),
            _changed(answer, state=dict(parse_qsl(urlsplit(answer).query))["state"][:-8] + "khong-ph"),
            _changed(answer, iss="https://noi.khac"),
            _changed(answer, iss=None),
            _changed(answer, code=None, error="access_denied"),
            _changed(answer, code="doan-mo"),
        ):
            assert (await client.get(wrong)).status_code == 422, wrong
        assert (await other.get(answer)).status_code == 422, "begun in another browser"
        assert "motcua" not in client.cookies and "motcua" not in other.cookies


@pytest.mark.parametrize("changed", [{"nonce": "cua-nguoi-khac"}, {"code_challenge": "x" * 43}])
async def test_an_answer_to_another_question_signs_nobody_in(elsewhere: Elsewhere, changed: dict[str, str]) -> None:
    async with a_browser_of(elsewhere) as client:
        answer = await _to_answer(client, _changed(await _begun(client), **changed))
        assert (await client.get(answer)).status_code == 422
        assert "motcua" not in client.cookies


async def test_a_code_is_good_once(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client:
        answer = await _to_answer(client, await _begun(client))
        cookies = dict(client.cookies)
        assert (await client.get(answer)).status_code == 303
        assert (await client.get(answer)).status_code == 422
        client.cookies.update(cookies)
        assert (await client.get(answer)).status_code == 422


async def test_many_requests_at_the_end_of_a_token_renew_it_once(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client:
        await _sign_in(client)
        session = _session(elsewhere, client)
        first = await elsewhere.way.token_of(session)
        for _ in range(2):  # the new refresh token is good for the next time
            _let_end(elsewhere, session)
            before = elsewhere.provider.refreshed()
            answers = await asyncio.gather(*(client.get("/tai-khoan") for _ in range(8)))
            assert {answer.status_code for answer in answers} == {200}
            assert elsewhere.provider.refreshed() == before + 1
        assert await elsewhere.way.token_of(session) != first


async def test_two_processes_of_the_desk_renew_a_token_once(elsewhere: Elsewhere) -> None:
    desk, clock = elsewhere.served.desk, SystemClock()
    grants = Grants(clock, desk.settings.home / "desk" / "sessions.sqlite")
    other = OidcSignIn(desk.settings, clock, desk.sessions, grants)
    async with a_browser_of(elsewhere) as client:
        await _sign_in(client)
        session = _session(elsewhere, client)
        _let_end(elsewhere, session)
        before = elsewhere.provider.refreshed()
        tokens = await asyncio.gather(*(way.token_of(session) for way in (elsewhere.way, other)))
        assert len(set(tokens)) == 1 and elsewhere.provider.refreshed() == before + 1
    other.end()


async def test_a_form_sent_when_the_provider_gives_no_more_tokens_comes_back_after_signing_in(
    elsewhere: Elsewhere,
) -> None:
    async with a_browser_of(elsewhere) as client:
        await _sign_in(client)
        page = (await client.get("/tai-khoan")).text
        token = page.split('name="_token" value="')[1].split('"')[0]
        elsewhere.provider.sign_with(*elsewhere.provider.keys)  # has forgotten every refresh token
        _let_end(elsewhere, _session(elsewhere, client))
        sent = {"_token": token, "_back": "/quay/tiep-nhan", "name": "Nguyễn Văn Mẫu"}
        answer = await client.post("/tai-khoan/dang-xuat-moi-noi", data=sent)
        assert answer.headers["location"] == "/dang-nhap?ve=/quay/tiep-nhan"
        assert client.cookies["motcua-nhap"]
        back = await _sign_in(client, back="/quay/tiep-nhan")
        assert back.headers["location"] == "/quay/tiep-nhan"
        kept, person = client.cookies["motcua-nhap"], _session(elsewhere, client).person
        typed, _ = take_kept(elsewhere.served.desk.sessions, kept, person, "/quay/tiep-nhan") or ({}, None)
        assert typed == {"name": ["Nguyễn Văn Mẫu"]}


def _session(elsewhere: Elsewhere, client: httpx2.AsyncClient) -> Session:
    session = elsewhere.served.desk.sessions.find(client.cookies["motcua"])
    assert session
    return session


def _let_end(elsewhere: Elsewhere, session: Session) -> None:
    """Its access token lasts for half a minute more."""
    grants = elsewhere.way._grants
    held = grants.of(session)
    assert held
    grants.keep(session, replace(held, expires_at=time.time() + 30))


async def test_without_the_provider_who_is_signed_in_works_on_and_nobody_comes_in(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client, a_browser_of(elsewhere) as newcomer:
        await _sign_in(client)
        _let_end(elsewhere, _session(elsewhere, client))
        begun = await _begun(newcomer)
        elsewhere.provider.stop()
        try:
            assert (await client.get("/tai-khoan")).status_code == 200
            state = dict(parse_qsl(urlsplit(begun).query))["state"]
            answered = {"state": state, "code": "x", "iss": elsewhere.provider.issuer}
            away = await newcomer.get("/dang-nhap/ve", params=answered)
            assert away.status_code == 503 and "Chưa liên lạc được nhà cấp định danh" in away.text
        finally:
            elsewhere.provider.start()
        assert _session(elsewhere, client), "it only waited"


@pytest.mark.usefixtures("trusting_intake")
async def test_the_provider_turns_its_keys_over_and_people_sign_in_as_before(elsewhere: Elsewhere) -> None:
    elsewhere.provider.sign_with(new_key(), *elsewhere.provider.keys)
    async with a_browser_of(elsewhere) as client:
        assert (await _sign_in(client)).status_code == 303
        assert (await client.get("/tim", params={"q": "a"})).status_code == 200


async def test_out_everywhere_ends_the_other_browser_and_only_that_persons(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as here, a_browser_of(elsewhere) as there, a_browser_of(elsewhere) as other:
        await _sign_in(here)
        await _sign_in(there)
        await _sign_in(other, "vinh")
        token = (await here.get("/tai-khoan")).text.split('name="_token" value="')[1].split('"')[0]
        answer = await here.post("/tai-khoan/dang-xuat-moi-noi", data={"_token": token})
        assert answer.headers["location"].startswith(f"{elsewhere.provider.issuer}/session/end?")
        statuses = [(await each.get("/tai-khoan")).status_code for each in (here, there, other)]
        assert statuses == [303, 303, 200]


async def test_a_person_of_another_issuer_or_of_this_machine_is_not_known(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client:
        await _sign_in(client)
        session = _session(elsewhere, client)
        assert elsewhere.way.is_current(session.person)
        for issuer in ("", "https://noi.khac"):
            assert not elsewhere.way.is_current(replace(session.person, issuer=issuer))


async def test_a_service_that_does_not_trust_the_provider_is_told_of_not_gone_round_in_circles(
    elsewhere: Elsewhere, town: Town, tmp_path: Path
) -> None:
    app = create_app(_settings(elsewhere.provider, tmp_path, town.url("intake")))
    async with a_browser_of(elsewhere) as client:
        await _sign_in(client)
        session = elsewhere.served.desk.sessions.find(client.cookies["motcua"])
        assert session
        cookie, opened = app.state.desk.sessions.open(session.person)
        held = elsewhere.way._grants.of(session)
        assert held
        app.state.desk.sign_in.keep(opened, held)
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as mistrusted:
            mistrusted.cookies["motcua"] = cookie
            answer = await mistrusted.get("/tim", params={"q": "a"})
        assert answer.status_code == 502 and "token_not_trusted" in answer.text
    app.state.desk.sign_in.end()
    app.state.desk.sessions.end()
    await app.state.desk.services.close()


async def test_a_list_that_polls_is_not_led_to_the_provider(elsewhere: Elsewhere) -> None:
    async with a_browser_of(elsewhere) as client:
        answer = await client.get("/dang-nhap", headers={"X-Partial": "1"})
        assert answer.status_code == 401 and not client.cookies


async def test_under_https_every_cookie_is_for_this_host_alone(elsewhere: Elsewhere, tmp_path: Path) -> None:
    settings = replace(_settings(elsewhere.provider, tmp_path, "http://127.0.0.1:1"), address="https://motcua.example")
    app = create_app(settings)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="https://motcua.example") as client:
        answer = await client.get("/dang-nhap")
        set_cookie = answer.headers["set-cookie"]
    assert set_cookie.startswith("__Host-motcua-di-")
    for wanted in ("; Secure", "; HttpOnly", "; SameSite=lax", "; Path=/"):
        assert wanted in set_cookie
    assert elsewhere.provider.issuer in answer.headers["content-security-policy"].split("form-action")[1].split(";")[0]
    app.state.desk.sign_in.end()
    app.state.desk.sessions.end()
    await app.state.desk.services.close()


@pytest.mark.parametrize(
    "told",
    [
        {"MOTCUA_OIDC_ISSUER": "http://dinh-danh.example"},
        {"MOTCUA_OIDC_ISSUER": "https://dinh-danh.example", "MOTCUA_ENV": "production", "MOTCUA_HOST": "10.0.0.1"}
        | {"MOTCUA_DESK_ADDRESS": "http://motcua.example"},
        {"MOTCUA_ENV": "production"},
    ],
)
def test_what_could_be_listened_to_ends_the_start(told: dict[str, str]) -> None:
    with pytest.raises(SystemExit) as end:
        DeskSettings.from_environment(told)
    assert end.value.code == 78
