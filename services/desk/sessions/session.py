"""One signed-in browser."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.callers import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in; roles and offices are what the token says, for menus only: the services decide.

    `version` is that of the account of this machine (0: of a provider).
    """

    subject: str
    name: str
    roles: frozenset[Role]
    offices: tuple[str, ...]
    version: int = 0

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Counter:
    """The one-stop desk at which a person sits: its code, and its name for the bar."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the last act did, shown once on the next page; `undo` is a form's address for ten seconds."""

    text: str
    undo: str | None = None


@dataclass(slots=True)
class Session:
    """`digest` is the SHA-256 of the cookie, `seal` the key made from it; `secret` makes the form tokens.

    `counter` is the one chosen for the day, `grants` what a provider gave (tokens).
    """

    digest: bytes
    seal: bytes
    secret: bytes
    person: Person
    opened_at: datetime
    seen_at: datetime
    counter: Counter | None = None
    said: list[Said] = field(default_factory=list)
    grants: dict[str, Any] = field(default_factory=dict)
