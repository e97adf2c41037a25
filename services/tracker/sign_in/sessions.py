"""Who is signed in, in the memory of this process: gone with it, as tickets are. A cookie finds a session, no more.

They end after 20 minutes without a look and 2 hours after the sign-in, by real time, also where the demo's is turned.
"""

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from services.tracker.sign_in.citizen import Citizen
from shared.clock import Clock

IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=2)
_MOST = 20_000  # some 60 MB; the one that was looked at longest ago is forgotten first


@dataclass(slots=True)
class Session:
    """`identity` is the id_token, which the provider wants to see again at the log-out; `out` is in the form for it."""

    citizen: Citizen
    identity: str = field(repr=False)
    opened_at: datetime
    seen_at: datetime
    out: str = field(repr=False)

    def may_go_out(self, token: str) -> bool:
        """Only by the form that this session was shown: no other site ends it."""
        return hmac.compare_digest(self.out.encode(), token.encode())


class Sessions:
    """Kept by the digest of the cookie."""

    def __init__(self, clock: Clock, most: int = _MOST) -> None:
        self._clock = clock
        self._most = most
        self._open: OrderedDict[bytes, Session] = OrderedDict()

    def open(self, citizen: Citizen, identity: str) -> str:
        """The cookie of a new session: 256 bits, kept nowhere here."""
        now = self._clock.now()
        self._sweep(now)
        cookie = secrets.token_urlsafe(32)
        self._open[_digest(cookie)] = Session(citizen, identity, now, now, secrets.token_urlsafe(32))
        if len(self._open) > self._most:
            self._open.popitem(last=False)
        return cookie

    def find(self, cookie: str) -> Session | None:
        """Seen now; None for one that is over or was never opened."""
        session, now = self._open.get(_digest(cookie)), self._clock.now()
        if session is None:
            return None
        if _is_over(session, now):
            self.close(cookie)
            return None
        session.seen_at = now
        self._open.move_to_end(_digest(cookie))
        return session

    def close(self, cookie: str) -> None:
        self._open.pop(_digest(cookie), None)

    def __len__(self) -> int:
        return len(self._open)

    def _sweep(self, now: datetime) -> None:
        for digest in [digest for digest, session in self._open.items() if _is_over(session, now)]:
            del self._open[digest]


def _is_over(session: Session, now: datetime) -> bool:
    return now - session.seen_at > IDLE or now - session.opened_at > LONGEST


def _digest(cookie: str) -> bytes:
    return sha256(cookie.encode()).digest()
