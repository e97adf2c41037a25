"""The sessions of this desk, found by the digest of their cookie."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from services.desk.sessions.session import Person, Session
from shared.clock import Clock


class Sessions:
    """`idle` and `longest` end a session; real time, never the demo's."""

    def __init__(self, clock: Clock, *, idle: timedelta, longest: timedelta) -> None:
        self._clock = clock
        self._idle = idle
        self._longest = longest
        self._open: dict[bytes, Session] = {}

    def open(self, person: Person) -> tuple[str, Session]:
        """A new session and the cookie that finds it: 256 bits, kept nowhere else."""
        cookie = secrets.token_urlsafe(32)
        now = self._clock.now()
        session = Session(_digest(cookie), secrets.token_bytes(32), person, now, now)
        self._open[session.digest] = session
        return cookie, session

    def find(self, cookie: str) -> Session | None:
        """The session, seen now; None when it ended."""
        session = self._open.get(_digest(cookie))
        if session is None:
            return None
        now = self._clock.now()
        if self._is_over(session, now):
            self.close(session)
            return None
        session.seen_at = now
        return session

    def close(self, session: Session) -> None:
        self._open.pop(session.digest, None)

    def close_all(self, subject: str) -> int:
        """Log-out everywhere: how many sessions of that person ended."""
        ended = [each for each in self._open.values() if each.person.subject == subject]
        for each in ended:
            self.close(each)
        return len(ended)

    def _is_over(self, session: Session, now: datetime) -> bool:
        return now - session.seen_at > self._idle or now - session.opened_at > self._longest


def _digest(cookie: str) -> bytes:
    return sha256(cookie.encode()).digest()
