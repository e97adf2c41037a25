"""Signing in at the stand-in: the whole way of a client, and everything that ends it."""

import asyncio
import re
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import KeySet

from services.portal_standin.around.people import MADE_UP
from services.portal_standin.portal import NationalPortal
from shared.clock import SetClock

MAU = MADE_UP[0]
BACK = "http://127.0.0.1:8005/sign-in/return"
AFTER = "http://127.0.0.1:8005/tra-cuu"
VERIFIER = "mot-chuoi-du-dai-chi-may-khach-biet-0123456789"
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASK = {
    "response_type": "code",
    "client_id": "motcua-tracker",
    "redirect_uri": BACK,
    "scope": "openid",
    "acr_values": "LoA1",
    "state": "trang-thai",
    "nonce": "mot-lan",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
REDEEM = {
    "grant_type": "authorization_code",
    "redirect_uri": BACK,
    "client_id": "motcua-tracker",
    "code_verifier": VERIFIER,
}


@pytest.fixture(autouse=True)
def known_client(portal: NationalPortal) -> dict[str, Any]:
    known: dict[str, Any] = {"redirects": [BACK], "after": [AFTER]}
    portal.config.sso_clients = {"motcua-tracker": known}
    return known


def answered(answer: httpx2.Response) -> dict[str, str]:
    """What the browser takes back to the client."""
    target = answer.headers["location"]
    assert (answer.status_code, target.partition("?")[0]) == (303, BACK)
    return dict(parse_qsl(urlsplit(target).query))


async def page(client: httpx2.AsyncClient, **changed: str) -> httpx2.Response:
    return await client.get("/oauth2/authorize", params=ASK | changed)


async def waiting(client: httpx2.AsyncClient) -> str:
    found = re.search(r'name="waiting" value="([^"]+)"', (await page(client, prompt="login")).text)
    assert found
    return found[1]


async def sign_in(client: httpx2.AsyncClient, account: str = "mau", **form: str) -> httpx2.Response:
    sent = {"waiting": await waiting(client), "account": account, "password": MAU.password} | form
    return await client.post("/oauth2/authorize", data=sent)


async def redeemed(client: httpx2.AsyncClient, code: str, **changed: str) -> httpx2.Response:
    return await client.post("/oauth2/token", data=REDEEM | {"code": code} | changed)


async def tokens(client: httpx2.AsyncClient) -> dict[str, Any]:
    got: dict[str, Any] = (await redeemed(client, answered(await sign_in(client))["code"])).json()
    return got


async def told(client: httpx2.AsyncClient, access: str) -> httpx2.Response:
    return await client.get("/oauth2/userinfo", headers={"Authorization": f"Bearer {access}"})


@asynccontextmanager
async def listening(app: FastAPI) -> AsyncIterator[str]:
    """The stand-in over real HTTP on a free port."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await running


async def test_a_client_signs_a_citizen_in_over_real_http(standin: FastAPI, portal: NationalPortal) -> None:
    async with listening(standin) as here, httpx2.AsyncClient(base_url=here, trust_env=False) as client:
        known = (await client.get("/.well-known/openid-configuration")).json()
        assert known["issuer"] == here
        back = answered(await sign_in(client))
        assert (back["state"], back["iss"]) == ("trang-thai", here)
        got = (await client.post(known["token_endpoint"], data=REDEEM | {"code": back["code"]})).json()
        keys = KeySet.import_key_set((await client.get(known["jwks_uri"])).json())
        proof = jwt.decode(got["id_token"], keys, algorithms=["RS256"]).claims
        now = int(portal.clock.now().timestamp())
        expected = {"iss": here, "aud": "motcua-tracker", "sub": "mau", "nonce": "mot-lan", "acr": "LoA1"}
        assert {name: proof[name] for name in expected} == expected
        assert (proof["iat"], proof["auth_time"], proof["exp"]) == (now, now, now + 3600)
        claims = (await told(client, got["access_token"])).json()
        assert (claims["TechID"], claims["LoaiTaiKhoan"], claims["SoDinhDanh"]) == (MAU.tech_id, "1", MAU.number)
        assert claims["sub"] == proof["sub"]
        assert MAU.tech_id in portal.evidence.accounts


async def test_vneid_tells_no_tech_id_and_another_subject(
    client: httpx2.AsyncClient, known_client: dict[str, Any]
) -> None:
    known_client["profile"] = "vneid"
    claims = (await told(client, (await tokens(client))["access_token"])).json()
    assert "TechID" not in claims
    assert claims["SoDinhDanh"] == MAU.number
    assert claims["sub"] != "mau"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"client_id": "la"}, "chưa đăng ký"),
        ({"redirect_uri": BACK + "/khac"}, "không phải địa chỉ đã đăng ký"),
        ({"redirect_uri": "http://evil.example/"}, "không phải địa chỉ đã đăng ký"),
    ],
)
async def test_an_unknown_client_or_address_is_never_led_back_to(
    changed: dict[str, str], sentence: str, client: httpx2.AsyncClient
) -> None:
    answer = await page(client, **changed)
    assert answer.status_code == 400
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"nonce": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "ngan"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
async def test_what_is_not_wholly_asked_is_told_to_the_client(
    changed: dict[str, str], error: str, client: httpx2.AsyncClient
) -> None:
    back = answered(await page(client, **changed))
    assert (back["error"], back["state"]) == (error, "trang-thai")


async def test_a_wrong_password_is_asked_for_again_and_giving_up_leads_back(client: httpx2.AsyncClient) -> None:
    answer = await sign_in(client, password="sai")
    assert answer.status_code == 401
    assert "mật khẩu không đúng" in answer.text
    assert (await sign_in(client, account="khong-co")).status_code == 401
    assert answered(await sign_in(client, cancel="1"))["error"] == "access_denied"


async def test_a_page_serves_once_and_for_ten_minutes(client: httpx2.AsyncClient, clock: SetClock) -> None:
    assert (await sign_in(client, waiting="doan-mo")).status_code == 400
    used, left = await waiting(client), await waiting(client)
    assert (await sign_in(client, waiting=used)).status_code == 303
    assert (await sign_in(client, waiting=used)).status_code == 400
    clock.turn_to(clock.now() + timedelta(minutes=11))
    assert (await sign_in(client, waiting=left)).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"code_verifier": "khac" * 12},
        {"redirect_uri": AFTER},
        {"grant_type": "password"},
    ],
)
async def test_a_code_serves_only_who_asked_for_it(changed: dict[str, str], client: httpx2.AsyncClient) -> None:
    code = answered(await sign_in(client))["code"]
    answer = await redeemed(client, code, **changed)
    assert answer.status_code == 400
    assert answer.json()["error"] in {"invalid_grant", "unsupported_grant_type"}


async def test_a_guessed_code_gives_nothing(client: httpx2.AsyncClient) -> None:
    assert (await redeemed(client, "doan-mo")).json()["error"] == "invalid_grant"


async def test_a_code_of_one_client_does_not_serve_another(client: httpx2.AsyncClient, portal: NationalPortal) -> None:
    portal.config.sso_clients["khac"] = {"redirects": [BACK]}
    code = answered(await sign_in(client))["code"]
    assert (await redeemed(client, code, client_id="khac")).json()["error"] == "invalid_grant"


async def test_a_code_used_twice_ends_what_it_gave(client: httpx2.AsyncClient) -> None:
    code = answered(await sign_in(client))["code"]
    access = (await redeemed(client, code)).json()["access_token"]
    assert (await told(client, access)).status_code == 200
    assert (await redeemed(client, code)).json()["error"] == "invalid_grant"
    assert (await told(client, access)).status_code == 401


async def test_codes_and_tokens_are_over_in_time(client: httpx2.AsyncClient, clock: SetClock) -> None:
    access = (await tokens(client))["access_token"]
    code = answered(await sign_in(client))["code"]
    clock.turn_to(clock.now() + timedelta(seconds=61))
    assert (await redeemed(client, code)).json()["error"] == "invalid_grant"
    assert (await told(client, access)).status_code == 200
    clock.turn_to(clock.now() + timedelta(hours=1))
    assert (await told(client, access)).status_code == 401


async def test_a_client_with_a_secret_must_give_it(client: httpx2.AsyncClient, known_client: dict[str, Any]) -> None:
    known_client["secret"] = "bi-mat"
    code = answered(await sign_in(client))["code"]
    assert (await redeemed(client, code, client_secret="sai")).status_code == 401
    assert (await redeemed(client, code, client_secret="bi-mat")).status_code == 200


async def test_who_is_signed_in_goes_straight_back_until_out(
    client: httpx2.AsyncClient, serve: Callable[[FastAPI], httpx2.AsyncClient], standin: FastAPI
) -> None:
    got = await tokens(client)
    assert "code" in answered(await page(client, prompt="none"))
    hint = {"id_token_hint": got["id_token"], "post_logout_redirect_uri": AFTER, "state": "ra"}
    out = await serve(standin).get("/oauth2/logout", params=hint)
    assert (out.status_code, out.headers["location"]) == (303, f"{AFTER}?state=ra")
    assert answered(await page(client, prompt="none"))["error"] == "login_required"
    assert (await told(client, got["access_token"])).status_code == 401


@pytest.mark.parametrize("changed", [{"id_token_hint": "gia"}, {"post_logout_redirect_uri": "http://evil.example/"}])
async def test_signing_out_leads_nowhere_else(changed: dict[str, str], client: httpx2.AsyncClient) -> None:
    hint = {"id_token_hint": (await tokens(client))["id_token"], "post_logout_redirect_uri": AFTER}
    assert (await client.get("/oauth2/logout", params=hint | changed)).status_code == 400
