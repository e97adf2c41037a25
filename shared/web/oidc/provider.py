"""An OpenID Connect provider: its pinned metadata, its keys, its token endpoint, what it tells of a person."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx2

from shared.errors import Unauthorized
from shared.settings import LOOPBACK
from shared.web.auth import UnknownKey, verified
from shared.web.oidc.attempt import Attempt
from shared.web.oidc.proof import Asked, NotGranted, Proven, check_proof
from shared.web.signing_keys import IssuerAway, KeysOfAddress, asking, fetch_json

_REMEMBERED_SECONDS = 3600
_WELL_KNOWN = "/.well-known/openid-configuration"
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_SIGNS = re.compile(r"[^\w .-]")  # whoever makes the address makes no lines of the log
Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Client:
    """What we are at the provider. A secret goes into the header, or where it must into the body."""

    issuer: str
    name: str
    secret: str | None
    is_secret_in_body: bool = False


class Provider:
    """One per process."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._metadata: dict[str, Any] = {}
        self._read_at = -float("inf")
        self._keys: KeysOfAddress | None = None

    async def metadata(self) -> Mapping[str, Any]:
        """What the issuer says of itself, an hour old at most unless it is away; refuses `issuer_away`."""
        if time.monotonic() - self._read_at > _REMEMBERED_SECONDS:
            try:
                self._take(await fetch_json(self.client.issuer.rstrip("/") + _WELL_KNOWN))
            except (httpx2.HTTPError, ValueError, KeyError, TypeError):
                if not self._metadata:
                    raise IssuerAway from None
        return self._metadata

    async def keys(self) -> KeysOfAddress:
        """What it signs with, at most ten minutes old unless it is away."""
        await self.metadata()
        assert self._keys is not None  # noqa: S101
        await self._keys.renew()
        return self._keys

    async def way_in(self, attempt: Attempt, redirect: str, scope: str, **more: str | None) -> str:
        """The address to which a browser is sent; refuses `issuer_away`."""
        address = (await self.metadata())["authorization_endpoint"]
        query = attempt.asked(self.client.name, redirect, scope, **more)
        return f"{address}{'&' if '?' in address else '?'}{query}"

    async def redeem(self, attempt: Attempt, answer: Mapping[str, str], redirect: str, **more: str | None) -> Given:
        """What it gives for the answer with which a browser came back; refuses `issuer_away`, raises NotGranted."""
        promised = (await self.metadata()).get("authorization_response_iss_parameter_supported")
        if answer.get("iss", None if promised else self.client.issuer) != self.client.issuer:  # RFC 9207
            raise NotGranted("another issuer answered")
        if "error" in answer or not answer.get("code"):
            raise NotGranted(_SIGNS.sub("", answer.get("error", "no code"))[:40])
        sent = {"code": answer["code"], "redirect_uri": redirect, "code_verifier": attempt.verifier}
        return await self.grant(grant_type="authorization_code", **sent, **more)

    async def proven(self, given: Given, asked: Asked, now: float) -> Proven:
        """By the id_token; raises NotGranted for one that is not exactly what was asked for."""
        keys, token = await self.keys(), str(given.get("id_token", ""))
        try:
            try:
                claims = verified(token, keys.known())[1]
            except UnknownKey:
                await keys.look_again()
                claims = verified(token, keys.known())[1]
        except Unauthorized:
            raise NotGranted("id_token not signed by the issuer") from None
        return check_proof(claims, asked, now)

    async def told(self, given: Given, subject: str) -> dict[str, Any]:
        """What it says of the person at its userinfo address; raises NotGranted where it speaks of another subject."""
        address = (await self.metadata()).get("userinfo_endpoint", "")
        if not is_safe(address):
            raise NotGranted("no userinfo")
        headers = {"Authorization": f"Bearer {given.get('access_token', '')}"}
        try:
            async with asking() as client:
                claims = _json_of(await client.get(address, headers=headers))
        except httpx2.HTTPError:
            raise IssuerAway from None
        if claims.get("sub") != subject:  # OpenID Connect Core 5.3.2
            raise NotGranted("userinfo of another subject")
        return claims

    async def grant(self, **form: str | None) -> Given:
        """Asks the token endpoint; refuses `issuer_away`, raises NotGranted."""
        return _json_of(await self._post("token_endpoint", form))

    async def revoke(self, token: str) -> None:
        """At the log-out, where the provider offers it."""
        if "revocation_endpoint" in await self.metadata():
            await self._post("revocation_endpoint", {"token": token, "token_type_hint": "refresh_token"})

    async def way_out(self, after: str, identity: str | None) -> str | None:
        """Its own log-out, where it has one at its own address; `after` is where it leads on to."""
        address = (await self.metadata()).get("end_session_endpoint", "")
        if not is_safe(address) or origin_of(address) != origin_of(self.client.issuer):
            return None
        query = {"client_id": self.client.name, "post_logout_redirect_uri": after}
        hint = {"id_token_hint": identity} if identity else {}
        return f"{address}?{urlencode(query | hint)}"

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
        if secret and not self.client.is_secret_in_body:
            return {"data": form, "auth": (quote(name, safe=""), quote(secret, safe=""))}
        return {"data": {**form, "client_id": name, **({"client_secret": secret} if secret else {})}}

    def _take(self, said: dict[str, Any]) -> None:
        """Only from the pinned issuer itself, only addresses nobody on the line can change."""
        if said["issuer"] != self.client.issuer:
            raise ValueError("another issuer")
        for name in _NEEDED:
            if not is_safe(said[name]):
                raise ValueError(name)
        if said["jwks_uri"] != self._metadata.get("jwks_uri"):
            self._keys = KeysOfAddress(said["jwks_uri"])
        self._metadata = said
        self._read_at = time.monotonic()


def is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _json_of(answer: httpx2.Response) -> dict[str, Any]:
    if answer.status_code in {400, 401, 403}:
        raise NotGranted(_error_of(answer))
    if not answer.is_success:
        raise IssuerAway
    try:
        return dict(answer.json())
    except (ValueError, TypeError):
        raise IssuerAway from None


def _error_of(answer: httpx2.Response) -> str:
    """The provider's code, never its text: it may name a person."""
    try:
        return str(answer.json().get("error", ""))[:40]
    except (ValueError, AttributeError):
        return str(answer.status_code)
