"""Signing in at an OpenID Connect provider: authorization code with PKCE; tokens stay here, not in the browser."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from services.desk.sessions.grants import Granted, Grants
from services.desk.sessions.session import Person, Session
from services.desk.sessions.sessions import Sessions
from services.desk.settings import DeskSettings
from services.desk.sign_in.refreshing import Refreshing, granted_of
from services.desk.sign_in.sign_in import GrantOver
from shared.callers import Caller
from shared.clock import Clock
from shared.errors import Unauthorized
from shared.web.auth import ClaimNames, TokenReader, verified
from shared.web.oidc.attempt import Attempt
from shared.web.oidc.proof import Asked, NotGranted, Proven
from shared.web.oidc.provider import Client, Given, Provider
from shared.web.signing_keys import IssuerAway

RETURN = "/dang-nhap/ve"
LEFT = "/dang-nhap?ra=1"
log = logging.getLogger("motcua.sign_in")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came back, and with what."""

    person: Person
    granted: Granted


class OidcSignIn:
    """Roles and offices come with the access token; the services read the same token and decide."""

    def __init__(self, settings: DeskSettings, clock: Clock, sessions: Sessions, grants: Grants) -> None:
        assert settings.oidc_issuer  # noqa: S101
        self.issuer = settings.oidc_issuer
        self._settings = settings
        self._clock = clock
        self._sessions = sessions
        self._grants = grants
        file = settings.oidc_secret_file
        secret = file.read_text(encoding="utf-8").strip() if file else None
        self.provider = Provider(Client(self.issuer, settings.oidc_client, secret))
        self._names = ClaimNames(settings.roles_claim, settings.offices_claim)
        self._known: TokenReader | None = None
        self._refreshing = Refreshing(clock, grants, self._renew)

    def is_current(self, person: Person) -> bool:
        return person.issuer == self.issuer

    async def token_of(self, session: Session) -> str:
        """A session whose tokens the provider renews no more is over; while it is away, it only waits."""
        try:
            return await self._refreshing.token_of(session)
        except GrantOver:
            if self._grants.of(session) is None:
                self._sessions.expire(session)
            raise

    async def begin(self, attempt: Attempt) -> str:
        """The provider's address to go to; refuses `issuer_away`.

        Whoever gave the password longer ago than a session may idle gives it again: a desk left alone stays shut.
        """
        return await self.provider.way_in(
            attempt,
            self._settings.address + RETURN,
            self._settings.oidc_scope,
            resource=self._settings.oidc_resource,
            acr_values=" ".join(self._settings.oidc_levels),
            max_age=str(int(self._settings.idle.total_seconds())),
        )

    async def finish(self, attempt: Attempt, answer: Mapping[str, str]) -> SignedIn:
        """Refuses `issuer_away`; raises NotGranted for anything that is not exactly what was asked for."""
        back, resource = self._settings.address + RETURN, self._settings.oidc_resource
        given = await self.provider.redeem(attempt, answer, back, resource=resource)
        caller, expires_at = await _read(await self._reader(), given)
        proven = await self._proven(given, attempt)
        if proven.subject != caller.subject:
            raise NotGranted("tokens of two people")
        return SignedIn(self._person(caller, proven.name), granted_of(given, expires_at))

    def keep(self, session: Session, granted: Granted) -> None:
        """With the session that was just opened."""
        self._grants.keep(session, granted)

    async def leave(self, session: Session) -> str:
        """Hands back the refresh token; the provider's own log-out where it has one at its own address."""
        held = self._grants.of(session)
        try:
            if held and held.refresh:
                await self.provider.revoke(held.refresh)
            identity = held.identity if held else None
            return await self.provider.way_out(self._settings.address + LEFT, identity) or LEFT
        except IssuerAway:
            return LEFT

    def end(self) -> None:
        self._grants.end()

    async def _reader(self) -> TokenReader:
        """Of access tokens, with the provider's keys of now."""
        keys = await self.provider.keys()
        if self._known is None or self._known.keys is not keys:
            self._known = TokenReader(keys, self.issuer, self._names)
        return self._known

    async def _proven(self, given: Given, attempt: Attempt) -> Proven:
        settings = self._settings
        asked = Asked(
            self.issuer, settings.oidc_client, attempt.nonce, settings.idle.total_seconds(), settings.oidc_levels
        )
        return await self.provider.proven(given, asked, self._clock.now().timestamp())

    async def _renew(self, session: Session, held: Granted) -> Granted:
        """Roles and offices may have changed meanwhile: what the person sees changes with them."""
        resource = self._settings.oidc_resource
        given = await self.provider.grant(grant_type="refresh_token", refresh_token=held.refresh, resource=resource)
        caller, expires_at = await _read(await self._reader(), given)
        if caller.subject != session.person.subject:
            raise NotGranted("tokens of two people")
        person = self._person(caller, session.person.name)
        if person != session.person:
            session.person = person
            self._sessions.keep(session)
        return granted_of(given, expires_at, held)

    def _person(self, caller: Caller, name: str) -> Person:
        return Person(caller.subject, name, caller.roles, tuple(sorted(caller.offices)), 0, self.issuer)


async def _read(reader: TokenReader, given: Mapping[str, str]) -> tuple[Caller, float]:
    """The caller and the end of an access token such as our services take."""
    token = given.get("access_token", "")
    try:
        caller = await reader.caller_at_last(f"Bearer {token}")
        _, claims = verified(token, reader.keys.known())
    except Unauthorized as unfit:
        log.error("the provider's access token is not one for our services: %s", unfit.code)
        raise NotGranted("access_token") from None
    return caller, float(claims["exp"])
