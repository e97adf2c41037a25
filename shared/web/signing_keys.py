"""The public keys of the pinned issuer: from a file, or from its address and then kept fresh.

Every ten minutes; a token under an unknown key has them fetched once more, at most every half a minute (whoever sprays
key names fetches nothing). Without the provider, what was fetched last serves for a day.
"""

import asyncio
import json
import logging
import ssl
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.errors import Unavailable

FRESH_SECONDS = 600
ASKED_AGAIN_SECONDS = 30
STALE_SECONDS = 24 * 3600
_UNTIL_NEXT_TRY = 5
_LARGEST = 256 * 1024
_SIGNING = {"RSA", "EC"}
log = logging.getLogger("motcua.keys")


class IssuerAway(Unavailable):
    """No key of the issuer is known."""

    def __init__(self) -> None:
        super().__init__("issuer_away", "Chưa liên lạc được nhà cấp định danh, hãy thử lại sau ít phút")


class SigningKeys(Protocol):
    """Keys that may sign tokens."""

    def known(self) -> KeySet:
        """Refuses `issuer_away` where there are none."""

    async def look_again(self) -> bool:
        """A token named an unknown key: True where the keys were fetched for it."""

    async def keep_fresh(self) -> None:
        """Runs beside the service until cancelled."""


class KeysOfFile:
    """Read once."""

    def __init__(self, keys: KeySet) -> None:
        self._keys = keys

    @classmethod
    def of(cls, path: Path) -> "KeysOfFile":
        return cls(signing_keys(json.loads(path.read_text(encoding="utf-8"))))

    def known(self) -> KeySet:
        return self._keys

    async def look_again(self) -> bool:
        return False

    async def keep_fresh(self) -> None:
        return None


class KeysOfAddress:
    """Fetched from an https or loopback address, never through a redirect. One fetch at a time."""

    def __init__(self, address: str, now: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._now = now
        self._keys: KeySet | None = None
        self._fetched_at = self._tried_at = self._asked_at = -float("inf")
        self._one = asyncio.Lock()

    def known(self) -> KeySet:
        if self._keys is None or self._now() - self._fetched_at > STALE_SECONDS:
            raise IssuerAway
        return self._keys

    async def look_again(self) -> bool:
        if self._one.locked():  # others that name the same new key wait for the one fetch
            async with self._one:
                return True
        if self._now() - self._asked_at < ASKED_AGAIN_SECONDS:
            return False
        self._asked_at = self._now()
        return await self._fetch()

    async def renew(self) -> None:
        """Fetches where the last keys are older than ten minutes (and the last try than a few seconds)."""
        now = self._now()
        if now - self._fetched_at > FRESH_SECONDS and now - self._tried_at > _UNTIL_NEXT_TRY:
            await self._fetch()

    async def keep_fresh(self) -> None:
        while True:
            await self.renew()
            await asyncio.sleep(_UNTIL_NEXT_TRY + 1)

    async def _fetch(self) -> bool:
        async with self._one:
            self._tried_at = self._now()
            try:
                self._keys = signing_keys(await fetch_json(self._address))
            except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError) as away:
                log.warning("keys of the issuer not fetched: %s", type(away).__name__)
                return False
            self._fetched_at = self._now()
            return True


def signing_keys(written: Mapping[str, Any]) -> KeySet:
    """The RSA and elliptic keys for signatures; others, and secrets, are passed over."""
    fit = [key for key in written["keys"] if key.get("kty") in _SIGNING and key.get("use", "sig") == "sig"]
    return KeySet.import_key_set({"keys": fit})


async def fetch_json(address: str) -> Any:
    """A small document; raises httpx2.HTTPError or ValueError."""
    async with asking() as client, client.stream("GET", address) as answer:
        answer.raise_for_status()
        content = b""
        async for part in answer.aiter_bytes():
            content += part
            if len(content) > _LARGEST:
                raise ValueError("too large")
    return json.loads(content)


def asking() -> httpx2.AsyncClient:
    """Asks a provider: five seconds, the machine's own certificates, no proxy of the surroundings, no redirects."""
    return httpx2.AsyncClient(timeout=5, trust_env=False, verify=ssl.create_default_context())
