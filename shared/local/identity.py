"""The embedded issuer of tokens: one ES256 key per home, made at first start, for one machine only.

A production setting refuses tokens of this issuer.
"""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from shared.callers import AUDIENCE, EMBEDDED_ISSUER, LONGEST_TOKEN_SECONDS
from shared.clock import Clock, SystemClock
from shared.errors import Invalid, NotFound
from shared.ids import new_id
from shared.local.home import Home
from shared.local.secret_file import write_secret

LONGEST = timedelta(seconds=LONGEST_TOKEN_SECONDS)


def make_identity(home: Home) -> None:
    """Make the key if there is none; write the public half for the services in any case."""
    private = home.identity / "key.json"
    if not private.exists():
        fresh = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
        write_secret(private, json.dumps(fresh.as_dict(private=True)))
    public = _key(home).as_dict(private=False)
    home.jwks.write_text(json.dumps({"keys": [public]}), encoding="utf-8")


def issue_token(
    home: Home,
    sub: str,
    *,
    roles: Sequence[str],
    offices: Sequence[str],
    ttl: timedelta = LONGEST,
    clock: Clock | None = None,
) -> str:
    """An access token (RFC 9068) for one person: what they may do (`roles`) and at which desks (`offices`)."""
    if not timedelta(0) < ttl <= LONGEST:
        raise Invalid("token_too_long", "Thẻ truy cập chỉ có hạn tối đa 10 phút.")
    issued = int((clock or SystemClock()).now().timestamp())
    key = _key(home)
    claims: dict[str, Any] = {
        "iss": EMBEDDED_ISSUER,
        "aud": AUDIENCE,
        "sub": sub,
        "iat": issued,
        "exp": issued + int(ttl.total_seconds()),
        "jti": str(new_id()),
        "roles": list(roles),
        "offices": list(offices),
    }
    return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": key.kid}, claims, key, algorithms=["ES256"])


def _key(home: Home) -> ECKey:
    try:
        return ECKey.import_key(json.loads((home.identity / "key.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise NotFound("no_embedded_identity", f"Chưa có khóa ở {home.identity}. Hãy chạy `motcua up` trước.") from None
