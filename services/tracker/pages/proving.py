"""Lets a look at a dossier through the gate to the counter, which decides."""

import re
from typing import Any

from services.tracker.clients.lookups import look_up
from services.tracker.dependencies import Visit
from services.tracker.forms.asked import Asked
from services.tracker.gate.gate import Attempt
from shared.errors import Refusal


class TooManyTries(Exception):
    """From this address, on this code, or from everybody together: which of them is not said."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


async def prove(visit: Visit, asked: Asked) -> dict[str, Any] | None:
    """The dossier, or None: a wrong code and a wrong proof are one answer. Refuses where the counter is away."""
    visit.request.state.code = asked.code
    gate = visit.tracker.gate
    attempt = Attempt(visit.address, asked.code, asked.is_digits)
    seconds = gate.wait(attempt)
    if seconds:
        raise TooManyTries(seconds)
    try:
        found = await look_up(visit.tracker.services, asked.code, asked.proof)
    except Refusal:
        gate.was_right(attempt)  # nobody said that it was wrong
        raise
    if found:
        gate.was_right(attempt)
    return found


def is_code(text: str) -> bool:
    """What may stand in an address as a code."""
    return re.fullmatch(r"[A-Za-z0-9._\-]{1,80}", text) is not None
