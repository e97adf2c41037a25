"""The sessions of this desk, in a small file of its own: they outlive a restart and are shared by its processes.

Of a cookie only the digest is stored; what the session holds lies sealed under a key made from the cookie.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag

from services.desk.sessions.book import open_book
from services.desk.sessions.sealing import digest_of, opened, seal_of, sealed
from services.desk.sessions.session import Person, Session
from shared.clock import Clock

_NOTED_EVERY = timedelta(seconds=30)
_REMEMBERED = timedelta(days=1)  # an ended session is known that long, so that what was typed finds its person
KEPT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One line of a person's list; `mark` names it without helping anyone to use it."""

    mark: str
    browser: str
    opened_at: datetime
    seen_at: datetime


class Sessions:
    """`idle` and `longest` end a session; real time, never the demo's."""

    def __init__(self, clock: Clock, file: Path, *, idle: timedelta, longest: timedelta) -> None:
        self._clock = clock
        self._idle = idle
        self._longest = longest
        self._book = open_book(file)
        self._sweep()

    def open(self, person: Person, browser: str = "") -> tuple[str, Session]:
        """A new session and the cookie that finds it: 256 bits, kept nowhere else."""
        self._sweep()
        cookie = secrets.token_urlsafe(32)
        now = self._clock.now()
        session = Session(digest_of(cookie), seal_of(cookie), secrets.token_bytes(32), person, now, now)
        self._book.execute(
            "insert into sessions values (?, ?, ?, ?, ?, ?)",
            (session.digest, person.key, browser[:120], now.timestamp(), now.timestamp(), sealed(session)),
        )
        return cookie, session

    def find(self, cookie: str, *, is_seen: bool = True) -> Session | None:
        """The session, seen now unless a page only polls; None when it ended."""
        session = self.known(cookie)
        now = self._clock.now()
        if session is None or self._is_over(session.opened_at, session.seen_at):
            return None
        if is_seen and now - session.seen_at > _NOTED_EVERY:
            self._book.execute("update sessions set seen_at = ? where digest = ?", (now.timestamp(), session.digest))
        return session

    def known(self, cookie: str) -> Session | None:
        """The session even when its time is over, but not after a log-out."""
        asked = "select held, opened_at, seen_at from sessions where digest = ?"
        row = self._book.execute(asked, (digest_of(cookie),)).fetchone() if cookie else None
        try:
            return opened(cookie, row[0], _instant(row[1]), _instant(row[2])) if row else None
        except (InvalidTag, KeyError, ValueError, TypeError):
            return None  # written by another release: its person signs in anew

    def keep(self, session: Session) -> None:
        """After a change of what the session holds."""
        self._book.execute("update sessions set held = ? where digest = ?", (sealed(session), session.digest))

    def expire(self, session: Session) -> None:
        """Over from now on, but its person is still known: what was typed finds its way back."""
        over = (self._clock.now() - self._idle - timedelta(seconds=1)).timestamp()
        self._book.execute("update sessions set seen_at = ? where digest = ?", (over, session.digest))

    def close(self, session: Session) -> None:
        self._book.execute("delete from sessions where digest = ?", (session.digest,))

    def close_all(self, person: str) -> int:
        """Log-out everywhere: how many sessions of that person ended."""
        return self._book.execute("delete from sessions where subject = ?", (person,)).rowcount

    def of(self, person: str) -> list[OpenSession]:
        """A person's open sessions, the last seen first."""
        asked = "select digest, browser, opened_at, seen_at from sessions where subject = ? order by seen_at desc"
        return [
            OpenSession(sha256(digest).hexdigest()[:8], browser, _instant(opened_at), _instant(seen_at))
            for digest, browser, opened_at, seen_at in self._book.execute(asked, (person,))
            if not self._is_over(_instant(opened_at), _instant(seen_at))
        ]

    def led_to(self, session: Session, key: str) -> str | None:
        """Where the form of this key led, if it was sent before."""
        asked = "select address from done_forms where digest = ? and key = ?"
        row = self._book.execute(asked, (session.digest, key)).fetchone()
        return str(row[0]) if row else None

    def note_done(self, session: Session, key: str, address: str) -> None:
        self._book.execute("insert or ignore into done_forms values (?, ?, ?)", (session.digest, key, address))

    def keep_form(self, cookie: str, whose: str, held: bytes) -> None:
        """What was typed when the session was over; only the first of them is kept under one cookie."""
        row = (digest_of(cookie), whose, self._clock.now().timestamp(), held)
        self._book.execute("insert or ignore into kept_forms values (?, ?, ?, ?)", row)

    def take_form(self, cookie: str, whose: str) -> tuple[bytes, datetime] | None:
        """Once, and only for the person who typed it, on the page of that form."""
        asked = "delete from kept_forms where digest = ? and subject = ? and kept_at > ? returning held, kept_at"
        since = (self._clock.now() - KEPT).timestamp()
        row = self._book.execute(asked, (digest_of(cookie), whose, since)).fetchone()
        return (row[0], _instant(row[1])) if row else None

    def end(self) -> None:
        self._book.close()

    def _is_over(self, opened_at: datetime, seen_at: datetime) -> bool:
        now = self._clock.now()
        return now - seen_at > self._idle or now - opened_at > self._longest

    def _sweep(self) -> None:
        now = self._clock.now()
        ended = ((now - self._idle - _REMEMBERED).timestamp(), (now - self._longest - _REMEMBERED).timestamp())
        self._book.execute("delete from sessions where seen_at < ? or opened_at < ?", ended)
        self._book.execute("delete from kept_forms where kept_at < ?", ((now - KEPT).timestamp(),))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
