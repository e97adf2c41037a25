"""THE port to the world outside: whoever carries messages of a medium, and the two ways in which it may not work."""

from typing import Protocol

from shared.notify.message import Outgoing


class NotCarried(Exception):
    """The message did not go out; `code` is stable and names nobody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RefusedForGood(NotCarried):
    """Another try would end alike: there is no such address, or the message is not wanted."""


class NotNow(NotCarried):
    """The carrier is away, busy, or not set up right: the same message is tried again later."""


class Carrier(Protocol):
    """Takes a message over. When `send` returns, the carrier answers for it; whether it is read nobody knows."""

    async def send(self, message: Outgoing) -> None: ...

    async def close(self) -> None: ...
