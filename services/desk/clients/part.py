"""A part of a page that may fail alone: what was found, or the sentence that stands in its place."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from shared.errors import Refusal, Unauthorized


@dataclass(frozen=True, slots=True)
class Part:
    """`found` is None where the service refused or did not answer; `fault` says what it said."""

    found: Any = None
    fault: str = ""
    status: int = 200

    @property
    def is_missing(self) -> bool:
        return self.status == 404


async def part(asked: Awaitable[Any]) -> Part:
    """The answer, or the refusal in its place; who is not signed in any more is sent to sign in all the same."""
    try:
        return Part(await asked)
    except Refusal as refusal:
        if isinstance(refusal, Unauthorized) or refusal.status == Unauthorized.status:
            raise
        return Part(None, refusal.message, refusal.status)


NOT_ASKED = Part(None, "", 403)
