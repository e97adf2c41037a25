"""Sessions of generation A and tokens of generation B."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe


@dataclass(frozen=True, slots=True)
class Session:
    """Who opened it, for which roots (normal form), until when."""

    holder: str
    roots: frozenset[str]
    until: datetime


class Sessions:
    """By their secret."""

    def __init__(self) -> None:
        self._open: dict[str, Session] = {}

    def open(self, holder: str, roots: frozenset[str], now: datetime, seconds: int) -> str:
        secret = token_urlsafe(24)
        self._open[secret] = Session(holder, roots, now + timedelta(seconds=seconds))
        return secret

    def find(self, secret: str) -> Session | None:
        return self._open.get(secret)

    def end(self, secret: str) -> None:
        self._open.pop(secret, None)
