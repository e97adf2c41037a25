"""Who has signed in, by the provider's id_token: checked against what was asked for."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_SKEW = 30


class NotGranted(Exception):
    """The provider gives no tokens for what it was shown, or gives something we do not take."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` (seconds): how long ago the person may have given the password. None, and empty `levels`, take any."""

    issuer: str
    client: str
    nonce: str
    since: float | None = None
    levels: Sequence[str] = ()


class Proven(NamedTuple):
    """Who signed in, and how surely (`acr`) where the provider says so."""

    subject: str
    name: str
    level: str


def check_proof(claims: dict[str, Any], asked: Asked, now: float) -> Proven:
    """Raises NotGranted naming the claim that is wrong."""
    right = {
        "iss": claims.get("iss") == asked.issuer,
        "aud": claims.get("aud") in (asked.client, [asked.client]),
        "azp": claims.get("azp", asked.client) == asked.client,
        "nonce": hmac.compare_digest(str(claims.get("nonce")).encode(), asked.nonce.encode()),
        "exp": now < _seconds(claims, "exp") + _SKEW,
        "iat": _seconds(claims, "iat") - _SKEW <= now,
        "auth_time": asked.since is None or now - _seconds(claims, "auth_time") <= asked.since + _SKEW,
        "acr": not asked.levels or claims.get("acr") in asked.levels,
        "sub": isinstance(claims.get("sub"), str) and 0 < len(claims["sub"]) <= 200,
    }
    wrong = [name for name, is_right in right.items() if not is_right]
    if wrong:
        raise NotGranted(f"id_token: {', '.join(wrong)}")
    named = claims.get("name") or claims.get("preferred_username") or claims["sub"]
    return Proven(claims["sub"], str(named)[:200], str(claims.get("acr") or ""))


def _seconds(claims: dict[str, Any], name: str) -> float:
    """A claim that is missing or no number is never in time."""
    value = claims.get(name)
    if type(value) not in (int, float):
        raise NotGranted(f"id_token: {name}")
    return float(value)  # type: ignore[arg-type]
