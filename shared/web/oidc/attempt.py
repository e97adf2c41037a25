"""One way to the provider and back: state, nonce and verifier are made from a secret that lies only in its cookie.

So nothing is stored here, several may be under way in one browser, and none of it can be begun in another.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

COOKIE = "motcua-di-"
SECONDS = 600
_NAMED = 12
_LONGEST_BACK = 2000  # a cookie holds four thousand signs


@dataclass(frozen=True, slots=True)
class Attempt:
    """`back` is the page of ours to go on to."""

    secret: str
    back: str

    @classmethod
    def new(cls, back: str) -> "Attempt":
        return cls(secrets.token_urlsafe(32), back if len(back.encode()) <= _LONGEST_BACK else "/")

    @classmethod
    def of(cls, cookie: str) -> "Attempt":
        """Raises ValueError for what is none of ours."""
        secret, _, back = cookie.partition(".")
        return cls(secret, urlsafe_b64decode(back).decode())

    @property
    def cookie(self) -> str:
        return f"{self.secret}.{urlsafe_b64encode(self.back.encode()).decode()}"

    @property
    def state(self) -> str:
        return self._derived("state")

    @property
    def nonce(self) -> str:
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        return self._derived("verifier")

    def is_answered_by(self, state: str) -> bool:
        return hmac.compare_digest(self.state.encode(), state.encode())

    def asked(self, client: str, redirect: str, scope: str, **more: str | None) -> str:
        """The query with which the browser is sent to the provider."""
        challenge = urlsafe_b64encode(sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        known = {
            "response_type": "code",
            "client_id": client,
            "redirect_uri": redirect,
            "scope": scope,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return urlencode(known | {name: value for name, value in more.items() if value})

    def _derived(self, label: str) -> str:
        made = hmac.new(self.secret.encode(), f"{label} {self.back}".encode(), sha256).digest()
        return urlsafe_b64encode(made).rstrip(b"=").decode()


def cookie_of(state: str) -> str:
    """The name of the cookie that began the attempt with this state."""
    return COOKIE + "".join(sign for sign in state[:_NAMED] if sign.isalnum() or sign in "-_")
