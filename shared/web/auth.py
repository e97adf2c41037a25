"""Who calls, from a bearer token: ES256 or RS256 access tokens of one pinned issuer, at most ten minutes long.

Refuses: alg none or HMAC, a token without `kid`, `sub`, `exp` or `iat`, another audience or issuer, `typ` other than
`at+jwt`, a life over ten minutes. Keys come from the configured key set alone, never from a token's header.
"""

import json
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.callers import AUDIENCE, LONGEST_TOKEN_SECONDS, Caller, Role
from shared.errors import Unauthorized

_ALGORITHMS = ["ES256", "RS256"]
_SKEW = 30
_REMEMBERED = 4096


def _not_known(code: str = "token_not_valid") -> Unauthorized:
    return Unauthorized(code, "Phiên đăng nhập không đúng hoặc đã hết hạn, hãy đăng nhập lại")


class TokenReader:
    """Verifies tokens against a key set; remembers verified ones until they expire (a signature costs 150 µs)."""

    def __init__(self, keys: KeySet, issuer: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._remembered: OrderedDict[str, tuple[float, Caller]] = OrderedDict()

    @classmethod
    def from_file(cls, jwks: Path, issuer: str) -> "TokenReader":
        return cls(KeySet.import_key_set(json.loads(jwks.read_text())), issuer)

    def caller(self, authorization: str | None) -> Caller:
        """The caller behind an `Authorization: Bearer …` header."""
        if not authorization or not authorization.startswith("Bearer "):
            raise _not_known("token_missing")
        token = authorization[7:]
        known = self._remembered.get(token)
        if known and known[0] > time.time():
            return known[1]
        expires_at, caller = self._verify(token)
        self._remembered[token] = (expires_at, caller)
        if len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)
        return caller

    def _verify(self, token: str) -> tuple[float, Caller]:
        try:
            decoded = jwt.decode(token, self._keys, algorithms=_ALGORITHMS)
        except (JoseError, ValueError, TypeError, KeyError) as forged:
            raise _not_known() from forged
        if not decoded.header.get("kid") or decoded.header.get("typ") != "at+jwt":
            raise _not_known()
        return self._check_claims(decoded.claims)

    def _check_claims(self, claims: dict[str, Any]) -> tuple[float, Caller]:
        now = time.time()
        issued, expires, subject = claims.get("iat"), claims.get("exp"), claims.get("sub")
        if type(issued) is not int or type(expires) is not int or not isinstance(subject, str):
            raise _not_known()
        in_time = issued - _SKEW <= now < expires + _SKEW and expires - issued <= LONGEST_TOKEN_SECONDS
        if not in_time:
            raise _not_known("token_expired")
        if claims.get("iss") != self._issuer or claims.get("aud") != AUDIENCE:
            raise _not_known()
        return expires + _SKEW, _caller_of(subject, claims)


def _caller_of(subject: str, claims: dict[str, Any]) -> Caller:
    roles, offices = claims.get("roles"), claims.get("offices")
    if not isinstance(roles, list) or not isinstance(offices, list):
        raise _not_known()
    known = {role.value for role in Role}
    return Caller(
        subject=subject[:200],
        roles=frozenset(Role(role) for role in roles if role in known),
        offices=frozenset(str(office) for office in offices),
    )
