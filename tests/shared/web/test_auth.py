"""Forged, borrowed and stale tokens get 401 and nothing else."""

import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from shared.callers import AUDIENCE, EMBEDDED_ISSUER, Role
from shared.errors import Unauthorized
from shared.web.auth import TokenReader
from tests.support.people import Identity


@pytest.fixture
def reader(identity: Identity) -> TokenReader:
    return identity.reader()


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    body = {"iss": EMBEDDED_ISSUER, "aud": AUDIENCE, "sub": "a", "iat": now, "exp": now + 300}
    return {**body, "roles": ["clerk"], "offices": ["H62"], **changes}


def signed(key: Any, header: dict[str, Any] | None = None, **changes: Any) -> str:
    head = {"alg": "ES256", "kid": "session", "typ": "at+jwt", **(header or {})}
    return jwt.encode(head, claims(**changes), key)


def test_a_good_token_names_its_caller(identity: Identity, reader: TokenReader) -> None:
    caller = reader.caller("Bearer " + signed(identity.key))
    assert (caller.subject, caller.roles, caller.offices) == ("a", {Role.CLERK}, {"H62"})


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer a.b.c", "Bearer " + "x" * 9000])
def test_no_token_no_caller(reader: TokenReader, header: str | None) -> None:
    with pytest.raises(Unauthorized):
        reader.caller(header)


now = int(time.time())
WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "expired": {"iat": now - 900, "exp": now - 600},
    "from the future": {"iat": now + 3600, "exp": now + 3900},
    "lives a day": {"exp": now + 86_400},
    "exp as text": {"exp": str(now + 300)},
    "exp as a fraction": {"exp": now + 300.5},
    "without exp": {"exp": None},
    "without iat": {"iat": None},
    "another audience": {"aud": "other"},
    "audience list": {"aud": ["motcua", "other"]},
    "another issuer": {"iss": "urn:elsewhere"},
    "without subject": {"sub": None},
    "subject a number": {"sub": 7},
    "roles a string": {"roles": "clerk"},
    "without offices": {"offices": None},
}


@pytest.mark.parametrize("changes", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS.keys())
def test_a_token_with_wrong_claims_is_refused(identity: Identity, reader: TokenReader, changes: dict[str, Any]) -> None:
    body = {k: v for k, v in claims(**changes).items() if v is not None}
    token = jwt.encode({"alg": "ES256", "kid": "session", "typ": "at+jwt"}, body, identity.key)
    with pytest.raises(Unauthorized):
        reader.caller(f"Bearer {token}")


def test_a_token_of_another_key_is_refused(reader: TokenReader) -> None:
    stranger = ECKey.generate_key("P-256")
    with pytest.raises(Unauthorized):
        reader.caller("Bearer " + signed(stranger))
    with pytest.raises(Unauthorized):
        reader.caller("Bearer " + signed(stranger, {"jwk": stranger.as_dict(private=False)}))
    with pytest.raises(Unauthorized):
        reader.caller("Bearer " + signed(stranger, {"kid": "unknown"}))


def test_algorithms_outside_the_list_are_refused(identity: Identity, reader: TokenReader) -> None:
    public = json.dumps(identity.key.as_dict(private=False)).encode()
    with pytest.raises(Unauthorized):
        reader.caller(
            "Bearer "
            + jwt.encode({"alg": "HS256", "kid": "session", "typ": "at+jwt"}, claims(), OctKey.import_key(public))
        )
    rsa = RSAKey.generate_key(2048)
    with pytest.raises(Unauthorized):
        reader.caller("Bearer " + jwt.encode({"alg": "RS256", "kid": "session", "typ": "at+jwt"}, claims(), rsa))
    head, body, _ = signed(identity.key).split(".")
    none = "eyJhbGciOiJub25lIiwia2lkIjoic2Vzc2lvbiIsInR5cCI6ImF0K2p3dCJ9"
    for forged in (f"{none}.{body}.", f"{head}.{body}.", f"{head}.{body}.AAAA"):
        with pytest.raises(Unauthorized):
            reader.caller(f"Bearer {forged}")


@pytest.mark.parametrize("typ", [None, "JWT", "id+jwt"])
def test_only_access_tokens_are_taken(identity: Identity, reader: TokenReader, typ: str | None) -> None:
    header = {"alg": "ES256", "kid": "session", "typ": typ}
    token = jwt.encode({k: v for k, v in header.items() if v}, claims(), identity.key)
    with pytest.raises(Unauthorized):
        reader.caller(f"Bearer {token}")


def test_a_remembered_token_still_expires(
    identity: Identity, reader: TokenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = "Bearer " + signed(identity.key)
    reader.caller(token)
    later = time.time() + 1000
    monkeypatch.setattr("shared.web.auth.time.time", lambda: later)
    with pytest.raises(Unauthorized):
        reader.caller(token)


def test_an_unknown_role_gives_no_right(identity: Identity, reader: TokenReader) -> None:
    caller = reader.caller("Bearer " + signed(identity.key, roles=["root", "clerk"]))
    assert caller.roles == {Role.CLERK}
