"""A message to a person outside, whatever carries it. Pure: offices decide in their domain by these words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Medium(StrEnum):
    """By what a person is reached."""

    EMAIL = "email"
    SMS = "sms"
    ZALO = "zalo"


class MessageState(StrEnum):
    """What became of a message; all but the first are ends."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Message:
    """To be queued. `key` makes it unique in its service: the same cause queued again is the same message.

    `address` is an e-mail address or a telephone number in E.164. `details` are the words that the text was made of:
    a gateway whose medium allows registered templates only (Zalo) fills one of its own by `kind` with them.
    """

    key: str
    medium: Medium
    kind: str
    about: UUID
    address: str
    subject: str
    text: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way out. Every try carries the same `id`, so that a carrier knows a repeat."""

    id: UUID
    medium: Medium
    kind: str
    address: str
    subject: str
    text: str
    details: Mapping[str, str]
    attempts: int


def masked_address(medium: Medium, address: str) -> str:
    """What a log may show: the last three signs of a number, the first sign and the domain of an e-mail address."""
    if medium is Medium.EMAIL:
        mailbox, _, domain = address.rpartition("@")
        return f"{mailbox[:1]}•••@{domain}"
    return f"•••{address[-3:]}"
