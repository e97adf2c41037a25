"""Who calls, from a bearer token: ES256 or RS256 access tokens of one pinned issuer, at most ten minutes long.

Refuses: alg none or HMAC, a token without `kid`, `sub`, `exp` or `iat`, another audience or issuer, `typ` other than
`at+jwt`, a life over ten minutes. Keys come from the configured key set alone, never from a token's header.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.callers import AUDIENCE, LONGEST_TOKEN_SECONDS, Caller, Role
from shared.errors import Unauthorized
from shared.web.signing_keys import KeysOfAddress, KeysOfFile, SigningKeys

ALGORITHMS = ["ES256", "RS256"]
_SKEW = 30
_REMEMBERED = 4096


def _not_known(code: str = "token_not_valid") -> Unauthorized:
    return Unauthorized(code, "Phiên đăng nhập không đúng hoặc đã hết hạn, hãy đăng nhập lại")


class UnknownKey(Unauthorized):
    """The token names a key that is not known (yet)."""


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """What the issuer calls roles and offices; `realm_access.roles` is the claim `roles` inside `realm_access`."""

    roles: str = "roles"
    offices: str = "offices"


class TokenReader:
    """Verifies tokens against a key set; remembers verified ones until they expire (a signature costs 150 µs)."""

    def __init__(self, keys: SigningKeys, issuer: str, names: ClaimNames | None = None) -> None:
        self.keys = keys
        self._issuer = issuer
        self._names = names or ClaimNames()
        self._remembered: OrderedDict[str, tuple[float, Caller]] = OrderedDict()

    @classmethod
    def of(cls, jwks: Path | str, issuer: str, names: ClaimNames | None = None) -> "TokenReader":
        """Keys of a file, or of an address (text)."""
        return cls(KeysOfAddress(jwks) if isinstance(jwks, str) else KeysOfFile.of(jwks), issuer, names)

    async def caller_at_last(self, authorization: str | None) -> Caller:
        """The caller, after fetching the keys anew where the token names an unknown one."""
        try:
            return self.caller(authorization)
        except UnknownKey:
            if not await self.keys.look_again():
                raise
        return self.caller(authorization)

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
        header, claims = verified(token, self.keys.known())
        if str(header.get("typ")).lower().removeprefix("application/") != "at+jwt":
            raise _not_known()
        return self._check_claims(claims)

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
        return expires + _SKEW, _caller_of(subject, claims, self._names)


def verified(token: str, keys: KeySet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token whose signature is right; refuses any other, and one that names no key."""
    try:
        kid = jws.extract_compact(token.encode()).headers().get("kid")
        if kid and all(key.kid != kid for key in keys):
            raise UnknownKey("token_not_valid", _not_known().message)
        decoded = jwt.decode(token, keys, algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError, KeyError) as forged:
        raise _not_known() from forged
    if not kid:
        raise _not_known()
    return decoded.header, decoded.claims


def _claim(claims: dict[str, Any], name: str) -> Any:
    """By its whole name, which may be an address with dots in it, or by the way to it."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _caller_of(subject: str, claims: dict[str, Any], names: ClaimNames) -> Caller:
    roles, offices = _claim(claims, names.roles), _claim(claims, names.offices)
    if not isinstance(roles, list) or not isinstance(offices, list):
        raise _not_known()
    known = {role.value for role in Role}
    return Caller(
        subject=subject[:200],
        roles=frozenset(Role(role) for role in roles if role in known),
        offices=frozenset(str(office) for office in offices),
    )
