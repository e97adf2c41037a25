"""One signed-in browser."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.callers import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in; roles and offices are what the token says, for menus only: the services decide.

    `version` is that of the account of this machine, `issuer` the provider (empty: this machine): the same name
    at another provider is another person.
    """

    subject: str
    name: str
    roles: frozenset[Role]
    offices: tuple[str, ...]
    version: int = 0
    issuer: str = ""

    @property
    def key(self) -> str:
        return f"{self.issuer} {self.subject}" if self.issuer else self.subject

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Counter:
    """The one-stop desk at which a person sits: its code, and its name for the bar."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the last act did, shown once on the next page; `undo` is a form's address for ten seconds.

    `refused` says, line by line, on which of many it was not done and why.
    """

    text: str
    undo: str | None = None
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class Session:
    """`digest` is the SHA-256 of the cookie, `seal` the key made from it; `secret` makes the form tokens.

    `counter` is the one chosen for the day.
    """

    digest: bytes
    seal: bytes
    secret: bytes
    person: Person
    opened_at: datetime
    seen_at: datetime
    counter: Counter | None = None
    said: list[Said] = field(default_factory=list)
