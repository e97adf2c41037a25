"""Who has signed in, by the provider's id_token: checked against what this desk asked for."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.sign_in.provider import NotGranted

_SKEW = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` (seconds): how long ago the person may have given the password. `levels`: empty takes any."""

    issuer: str
    client: str
    nonce: str
    since: float
    levels: Sequence[str]


def check_proof(claims: dict[str, Any], asked: Asked, now: float) -> tuple[str, str]:
    """Subject and name; raises NotGranted naming the claim that is wrong."""
    right = {
        "iss": claims.get("iss") == asked.issuer,
        "aud": claims.get("aud") in (asked.client, [asked.client]),
        "azp": claims.get("azp", asked.client) == asked.client,
        "nonce": hmac.compare_digest(str(claims.get("nonce")).encode(), asked.nonce.encode()),
        "exp": now < _seconds(claims, "exp") + _SKEW,
        "iat": _seconds(claims, "iat") - _SKEW <= now,
        "auth_time": now - _seconds(claims, "auth_time") <= asked.since + _SKEW,
        "acr": not asked.levels or claims.get("acr") in asked.levels,
        "sub": isinstance(claims.get("sub"), str) and 0 < len(claims["sub"]) <= 200,
    }
    wrong = [name for name, is_right in right.items() if not is_right]
    if wrong:
        raise NotGranted(f"id_token: {', '.join(wrong)}")
    named = claims.get("name") or claims.get("preferred_username") or claims["sub"]
    return claims["sub"], str(named)[:200]


def _seconds(claims: dict[str, Any], name: str) -> float:
    """A claim that is missing or no number is never in time."""
    value = claims.get(name)
    if type(value) not in (int, float):
        raise NotGranted(f"id_token: {name}")
    return float(value)  # type: ignore[arg-type]
