"""The access token of a session, renewed a minute before it ends: once, whoever asks at the same moment and wherever.

A provider that turns refresh tokens over takes a second use of one for theft and ends everything it gave.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from services.desk.sessions.grants import Granted, Grants
from services.desk.sessions.session import Session
from services.desk.sign_in.sign_in import GrantOver
from shared.clock import Clock
from shared.web.oidc.proof import NotGranted
from shared.web.signing_keys import IssuerAway

BEFORE_END_SECONDS = 60
_POLLED_SECONDS = 0.05
_PATIENCE = 200
log = logging.getLogger("motcua.sign_in")

Renew = Callable[[Session, Granted], Awaitable[Granted]]


class Refreshing:
    """`renew` asks the provider and reads what it gives."""

    def __init__(self, clock: Clock, grants: Grants, renew: Renew) -> None:
        self._clock = clock
        self._grants = grants
        self._renew = renew

    async def token_of(self, session: Session) -> str:
        """Raises GrantOver where the provider refuses, or is away and the token is over too."""
        granted = self._grants.of(session)
        if granted is None:
            raise GrantOver
        if self._left(granted) > BEFORE_END_SECONDS:
            return granted.access
        return (await self._fresh(session, granted)).access

    async def _fresh(self, session: Session, held: Granted) -> Granted:
        for _ in range(_PATIENCE):
            if held.refresh is None:
                return self._unrenewable(session, held)
            if self._grants.claim(session):
                return await self._renewed(session)
            await asyncio.sleep(_POLLED_SECONDS)  # another request is at it, here or in another process
            held = self._still(session)
            if self._left(held) > BEFORE_END_SECONDS:
                return held
        return self._while_it_lasts(held)

    async def _renewed(self, session: Session) -> Granted:
        held = self._still(session)  # the claim may have come free because the other was done
        if held.refresh is None or self._left(held) > BEFORE_END_SECONDS:
            self._grants.free(session)
            return held
        try:
            granted = await self._renew(session, held)
        except IssuerAway:
            self._grants.free(session)
            return self._while_it_lasts(held)
        except NotGranted as refused:
            log.info("refresh refused: %s", refused)
            self._grants.forget(session)
            raise GrantOver from None
        self._grants.keep(session, granted)
        return granted

    def _still(self, session: Session) -> Granted:
        held = self._grants.of(session)
        if held is None:
            raise GrantOver
        return held

    def _unrenewable(self, session: Session, held: Granted) -> Granted:
        if self._left(held) <= 0:
            self._grants.forget(session)
        return self._while_it_lasts(held)

    def _while_it_lasts(self, held: Granted) -> Granted:
        if self._left(held) <= 0:
            raise GrantOver
        return held

    def _left(self, granted: Granted) -> float:
        return granted.expires_at - self._clock.now().timestamp()


def granted_of(answer: dict[str, Any], expires_at: float, before: Granted | None = None) -> Granted:
    """What a refresh does not give anew stays as it was."""
    refresh = answer.get("refresh_token") or (before.refresh if before else None)
    identity = answer.get("id_token") or (before.identity if before else None)
    return Granted(answer["access_token"], expires_at, refresh, identity)
