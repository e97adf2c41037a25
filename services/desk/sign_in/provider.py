"""An OpenID Connect provider as the desk talks to it: its pinned metadata, its keys, its token endpoint."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2

from shared.settings import LOOPBACK
from shared.web.auth import ClaimNames, TokenReader
from shared.web.signing_keys import IssuerAway, KeysOfAddress, asking, fetch_json

_REMEMBERED_SECONDS = 3600
_WELL_KNOWN = "/.well-known/openid-configuration"


class NotGranted(Exception):
    """The provider gives no tokens for what it was shown, or gives something we do not take."""


@dataclass(frozen=True, slots=True)
class Client:
    """What we are at the provider."""

    issuer: str
    name: str
    secret: str | None
    names: ClaimNames


class Provider:
    """One per process."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._metadata: dict[str, Any] = {}
        self._read_at = -float("inf")
        self._reader: TokenReader | None = None

    async def metadata(self) -> Mapping[str, Any]:
        """What the issuer says of itself, an hour old at most unless it is away; refuses `issuer_away`."""
        if time.monotonic() - self._read_at > _REMEMBERED_SECONDS:
            try:
                self._take(await fetch_json(self.client.issuer.rstrip("/") + _WELL_KNOWN))
            except (httpx2.HTTPError, ValueError, KeyError, TypeError):
                if not self._metadata:
                    raise IssuerAway from None
        return self._metadata

    async def reader(self) -> TokenReader:
        """Reads what it signed, with keys at most ten minutes old unless it is away."""
        await self.metadata()
        assert self._reader is not None  # noqa: S101
        keys = self._reader.keys
        assert isinstance(keys, KeysOfAddress)  # noqa: S101
        await keys.renew()
        return self._reader

    async def grant(self, **form: str | None) -> dict[str, Any]:
        """Asks the token endpoint; refuses `issuer_away`, raises NotGranted."""
        answer = await self._post("token_endpoint", form)
        if answer.status_code in {400, 401, 403}:
            raise NotGranted(_error_of(answer))
        if not answer.is_success:
            raise IssuerAway
        try:
            return dict(answer.json())
        except (ValueError, TypeError):
            raise IssuerAway from None

    async def revoke(self, token: str) -> None:
        """At the log-out, where the provider offers it."""
        if "revocation_endpoint" in await self.metadata():
            await self._post("revocation_endpoint", {"token": token, "token_type_hint": "refresh_token"})

    async def _post(self, endpoint: str, form: Mapping[str, str | None]) -> httpx2.Response:
        address = (await self.metadata())[endpoint]
        sent = {name: value for name, value in form.items() if value}
        try:
            async with asking() as client:
                return await client.post(address, **self._named(sent))
        except httpx2.HTTPError:
            raise IssuerAway from None

    def _named(self, form: Mapping[str, str]) -> dict[str, Any]:
        """A client with a secret shows it as RFC 6749 says, one without only gives its name."""
        name, secret = self.client.name, self.client.secret
        if secret:
            return {"data": form, "auth": (quote(name, safe=""), quote(secret, safe=""))}
        return {"data": {**form, "client_id": name}}

    def _take(self, said: dict[str, Any]) -> None:
        """Only from the pinned issuer itself, only addresses nobody on the line can change."""
        if said["issuer"] != self.client.issuer:
            raise ValueError("another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(said[name]):
                raise ValueError(name)
        if said["jwks_uri"] != self._metadata.get("jwks_uri"):
            self._reader = TokenReader(KeysOfAddress(said["jwks_uri"]), self.client.issuer, self.client.names)
        self._metadata = said
        self._read_at = time.monotonic()


def is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _error_of(answer: httpx2.Response) -> str:
    """The provider's code, never its text: it may name a person."""
    try:
        return str(answer.json().get("error", ""))[:40]
    except (ValueError, AttributeError):
        return str(answer.status_code)
