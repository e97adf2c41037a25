"""The accounts of this machine: their passwords, and tokens of the embedded identity in their name."""

import asyncio
import time
from collections import OrderedDict

from services.desk.sessions.session import Person, Session
from shared.callers import LONGEST_TOKEN_SECONDS, Role
from shared.local.accounts import is_current, signing_in
from shared.local.home import Home
from shared.local.identity import issue_token

_FRESH_SECONDS = LONGEST_TOKEN_SECONDS / 2
_REMEMBERED = 2000


class LocalSignIn:
    """Argon2 runs in threads, two at a time: it costs 19 MiB and 70 ms of a core."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._slots = asyncio.Semaphore(2)
        self._tokens: OrderedDict[bytes, tuple[float, str]] = OrderedDict()

    async def person_of(self, user: str, password: str) -> Person | None:
        """None for a wrong password, an unknown or a disabled account: one answer, one duration."""
        async with self._slots:
            account = await asyncio.to_thread(signing_in, self._home, user, password)
        if account is None:
            return None
        roles = frozenset(Role(role) for role in account.roles)
        return Person(account.user, account.name, roles, account.offices, account.version)

    def is_current(self, person: Person) -> bool:
        return not person.issuer and is_current(self._home, person.subject, person.version)

    async def leave(self, session: Session) -> str:
        self._tokens.pop(session.digest, None)
        return "/dang-nhap"

    def end(self) -> None:
        return None

    async def token_of(self, session: Session) -> str:
        """Issued anew when half its life is over: the services remember the tokens they have verified."""
        made, token = self._tokens.get(session.digest, (0.0, ""))
        if time.monotonic() - made > _FRESH_SECONDS or not token:
            person = session.person
            token = issue_token(self._home, person.subject, roles=sorted(person.roles), offices=person.offices)
            self._tokens[session.digest] = (time.monotonic(), token)
            while len(self._tokens) > _REMEMBERED:
                self._tokens.popitem(last=False)
        return token
