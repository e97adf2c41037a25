"""Signed proofs of who signed in: RS256, one key as long as the program runs."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

LASTS = timedelta(hours=1)
_ALGORITHM = "RS256"


@cache
def _key() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": _ALGORITHM}, auto_kid=True)


def public_keys() -> dict[str, Any]:
    return {"keys": [_key().as_dict(private=False)]}


def id_token(claims: Mapping[str, Any], access: str, now: datetime) -> str:
    """`claims`: iss, sub, aud, nonce, acr, auth_time; the rest is put to them."""
    half = sha256(access.encode()).digest()[:16]
    times = {"iat": int(now.timestamp()), "exp": int((now + LASTS).timestamp())}
    bound = {"at_hash": urlsafe_b64encode(half).rstrip(b"=").decode()}
    header = {"alg": _ALGORITHM, "kid": _key().kid, "typ": "JWT"}
    return str(jwt.encode(header, {**claims, **times, **bound}, _key(), algorithms=[_ALGORITHM]))


def read_hint(token: str) -> dict[str, Any] | None:
    """The claims of a token of ours, also when it is over; None for any other."""
    try:
        return dict(jwt.decode(token, _key(), algorithms=[_ALGORITHM]).claims)
    except (JoseError, ValueError):
        return None
