"""A program's own token: from the embedded identity of this machine, or from a provider (RFC 6749 section 4.4)."""

from pathlib import Path
from typing import Protocol

import httpx2

from shared.callers import LONGEST_TOKEN_SECONDS, Role
from shared.clock import Clock, SystemClock
from shared.errors import Unavailable
from shared.local.home import Home
from shared.local.identity import issue_token

_EVERYWHERE = ("VN",)
_SPARE = 60  # seconds before its end from which a token is not used any more


class Credential(Protocol):
    """Who the program is to the services."""

    async def token(self) -> str: ...


class Kept:
    """Fetches a token when the last one is about to end."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._token = ""
        self._until = 0.0

    async def token(self) -> str:
        now = self._clock.now().timestamp()
        if now >= self._until:
            self._token, seconds = await self._fetch()
            self._until = now + seconds - _SPARE
        return self._token

    async def _fetch(self) -> tuple[str, int]:
        """A fresh token and its life in seconds."""
        raise NotImplementedError


class EmbeddedCredential(Kept):
    """On one machine."""

    def __init__(self, home: Home, subject: str, role: Role, clock: Clock | None = None) -> None:
        super().__init__(clock)
        self._home, self._subject, self._role = home, subject, role

    async def _fetch(self) -> tuple[str, int]:
        token = issue_token(self._home, self._subject, roles=[self._role.value], offices=_EVERYWHERE)
        return token, LONGEST_TOKEN_SECONDS


class ProviderCredential(Kept):
    """Client credentials; the provider puts the role and the offices into the token."""

    def __init__(self, url: str, client: str, secret_file: Path, clock: Clock | None = None) -> None:
        super().__init__(clock)
        self._url, self._client, self._secret_file = url, client, secret_file

    async def _fetch(self) -> tuple[str, int]:
        secret = self._secret_file.read_text(encoding="utf-8").strip()
        try:
            async with httpx2.AsyncClient(timeout=10, trust_env=False) as http:
                answer = await http.post(
                    self._url, data={"grant_type": "client_credentials"}, auth=(self._client, secret)
                )
            said = answer.json()
            return str(said["access_token"]), int(said.get("expires_in", LONGEST_TOKEN_SECONDS))
        except (httpx2.HTTPError, ValueError, KeyError, TypeError):
            raise Unavailable("identity_away", "Chưa kết nối được nhà cấp định danh") from None
