"""Tokens of made-up callers, signed by a key that lives for one test session."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from shared.callers import AUDIENCE, EMBEDDED_ISSUER
from shared.web.auth import TokenReader
from shared.web.signing_keys import KeysOfFile


@dataclass(frozen=True)
class Identity:
    """A key pair and what tokens it signs."""

    key: ECKey

    @classmethod
    def new(cls) -> "Identity":
        return cls(ECKey.generate_key("P-256", {"kid": "session", "use": "sig", "alg": "ES256"}, auto_kid=False))

    def reader(self) -> TokenReader:
        return TokenReader(KeysOfFile(KeySet([self.key])), EMBEDDED_ISSUER)

    def write_jwks(self, path: Path) -> Path:
        import json

        path.write_text(json.dumps({"keys": [self.key.as_dict(private=False)]}))
        return path

    def token(self, *roles: str, offices: tuple[str, ...] = ("VN",), subject: str = "canbo.a", **claims: Any) -> str:
        now = int(time.time())
        body = {
            "iss": EMBEDDED_ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + 600,
            "roles": list(roles),
            "offices": list(offices),
            **claims,
        }
        return jwt.encode({"alg": "ES256", "kid": "session", "typ": "at+jwt"}, body, self.key)

    def headers(self, *roles: str, **claims: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(*roles, **claims)}"}
