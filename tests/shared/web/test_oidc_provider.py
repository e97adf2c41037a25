"""What a provider that misbehaves is refused: userinfo of somebody else, unsafe addresses, codes that are no codes."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI, Request
from joserfc import jwt
from joserfc.jwk import ECKey

from shared.local.ports import any_free
from shared.web.oidc.attempt import Attempt
from shared.web.oidc.proof import Asked, NotGranted
from shared.web.oidc.provider import Client, Provider
from shared.web.signing_keys import IssuerAway

BACK = "https://tracuu.example/sign-in/return"


@dataclass
class Elsewhere:
    """Says what a test wants it to."""

    issuer: str
    said: dict[str, Any] = field(default_factory=dict)
    told: Any = None
    key: ECKey = field(default_factory=lambda: _key("mot"))
    heard: list[tuple[dict[str, str], str]] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        async def metadata() -> Any:
            names = {"authorization": "auth", "token": "token", "userinfo": "userinfo", "end_session": "out"}
            ends = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in names.items()}
            return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **ends, **self.said}

        @app.get("/keys")
        async def keys() -> Any:
            return {"keys": [self.key.as_dict(private=False)]}

        @app.post("/token")
        async def token(request: Request) -> Any:
            form = {name: str(value) for name, value in (await request.form()).items()}
            self.heard.append((form, request.headers.get("authorization", "")))
            return {"access_token": "a"}

        @app.get("/userinfo")
        async def userinfo() -> Any:
            return self.told

        return app

    def provider(self, **more: Any) -> Provider:
        return Provider(Client(self.issuer, "ta", **({"secret": None} | more)))

    def id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "ta", "sub": "s", "nonce": "n", "iat": now, "exp": now + 60}
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)


def _key(name: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": name, "use": "sig", "alg": "ES256"})


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    port = any_free()
    made = Elsewhere(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(made.app(), port=port, log_level="warning", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield made
    server.should_exit = True
    await task


async def test_userinfo_of_another_subject_or_at_no_safe_address_is_not_taken(elsewhere: Elsewhere) -> None:
    elsewhere.told = {"sub": "s", "HoVaTen": "Trần Văn Mẫu"}
    assert (await elsewhere.provider().told({"access_token": "a"}, "s"))["HoVaTen"] == "Trần Văn Mẫu"
    for told in ({"sub": "khac"}, {"HoVaTen": "Trần Văn Mẫu"}):
        elsewhere.told = told
        with pytest.raises(NotGranted):
            await elsewhere.provider().told({"access_token": "a"}, "s")
    elsewhere.told = ["sub"]
    with pytest.raises(IssuerAway):
        await elsewhere.provider().told({"access_token": "a"}, "s")
    elsewhere.said["userinfo_endpoint"] = "http://noi.khac/userinfo"
    with pytest.raises(NotGranted):
        await elsewhere.provider().told({"access_token": "a"}, "s")


async def test_the_first_proof_under_a_new_key_is_read_and_one_under_a_strange_key_is_not(
    elsewhere: Elsewhere,
) -> None:
    provider, asked = elsewhere.provider(), Asked(elsewhere.issuer, "ta", "n")
    await provider.keys()
    elsewhere.key = _key("hai")
    assert (await provider.proven({"id_token": elsewhere.id_token()}, asked, time.time())).subject == "s"
    elsewhere.key = _key("ba")
    with pytest.raises(NotGranted):
        await provider.proven({"id_token": elsewhere.id_token()}, asked, time.time())
    with pytest.raises(NotGranted):
        await provider.proven({}, asked, time.time())


async def test_a_secret_goes_into_the_header_or_where_it_must_into_the_body(elsewhere: Elsewhere) -> None:
    for in_body in (False, True):
        provider = elsewhere.provider(secret="bi mat", is_secret_in_body=in_body)
        await provider.redeem(Attempt.new("/"), {"code": "c"}, BACK)
    (_, header), (form, none) = elsewhere.heard
    assert header.startswith("Basic ") and "client_secret" not in elsewhere.heard[0][0]
    assert (form["client_secret"], form["client_id"], none) == ("bi mat", "ta", "")


async def test_an_error_in_the_address_makes_no_line_of_the_log(elsewhere: Elsewhere) -> None:
    with pytest.raises(NotGranted) as refused:
        await elsewhere.provider().redeem(Attempt.new("/"), {"error": "x\r\nWARNING y" + "z" * 60}, BACK)
    assert str(refused.value) == ("xWARNING y" + "z" * 60)[:40]


async def test_nobody_is_led_out_to_an_address_of_somebody_else(elsewhere: Elsewhere) -> None:
    assert (await elsewhere.provider().way_out("/", None) or "").startswith(f"{elsewhere.issuer}/out?")
    elsewhere.said["end_session_endpoint"] = "https://noi.khac/out"
    assert await elsewhere.provider().way_out("/", "hint") is None
