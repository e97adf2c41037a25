"""What a provider gave for a session: its tokens, sealed like the session itself.

They lie in a row of their own: whoever keeps a session he read before a refresh does not bring the old tokens back.
"""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from services.desk.sessions.book import open_book
from services.desk.sessions.sealing import open_held, seal_held
from services.desk.sessions.session import Session
from shared.clock import Clock

_CLAIM = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Granted:
    """`identity` is the id_token: the provider wants to see it again at the log-out."""

    access: str
    expires_at: float
    refresh: str | None
    identity: str | None


class Grants:
    """In the file of the sessions: they end with them."""

    def __init__(self, clock: Clock, file: Path) -> None:
        self._clock = clock
        self._book = open_book(file)

    def of(self, session: Session) -> Granted | None:
        row = self._book.execute("select held from grants where digest = ?", (session.digest,)).fetchone()
        return Granted(**json.loads(open_held(session, row[0]))) if row else None

    def keep(self, session: Session, granted: Granted) -> None:
        """Frees what was claimed. Keeps nothing for a session that was closed meanwhile."""
        held = seal_held(session, json.dumps(asdict(granted)))
        self._book.execute(
            "insert into grants select digest, ?, 0 from sessions where digest = ?"
            " on conflict (digest) do update set held = excluded.held, claimed_until = 0",
            (held, session.digest),
        )

    def claim(self, session: Session) -> bool:
        """True for the one request, of all processes, that may use up the refresh token now."""
        now = self._clock.now()
        until = (now + _CLAIM).timestamp()
        asked = "update grants set claimed_until = ? where digest = ? and claimed_until < ?"
        return self._book.execute(asked, (until, session.digest, now.timestamp())).rowcount == 1

    def free(self, session: Session) -> None:
        self._book.execute("update grants set claimed_until = 0 where digest = ?", (session.digest,))

    def forget(self, session: Session) -> None:
        """The provider takes them no more."""
        self._book.execute("delete from grants where digest = ?", (session.digest,))

    def end(self) -> None:
        self._book.close()
