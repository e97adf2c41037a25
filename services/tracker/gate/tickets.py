"""What a proven look leads on with: a short-lived signed ticket for the vote, so that no proof is asked or kept again.

The key lives with the process: after a restart one proves it again.
"""

import base64
import hmac
import json
import secrets
from dataclasses import dataclass

from shared.clock import Clock

SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Ticket:
    """May vote on this dossier with its ballot."""

    code: str
    ballot: str


class Tickets:
    """Makes and reads them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def issue(self, ticket: Ticket) -> str:
        until = int(self._clock.now().timestamp()) + SECONDS
        body = json.dumps([ticket.code, ticket.ballot, until]).encode()
        return f"{_written(body)}.{_written(self._sign(body))}"

    def read(self, text: str, code: str) -> Ticket | None:
        """None where it is not ours, over, or for another dossier."""
        try:
            body, signature = (base64.urlsafe_b64decode(part) for part in text.split("."))
        except ValueError:
            return None
        if not hmac.compare_digest(signature, self._sign(body)):
            return None
        of, ballot, until = json.loads(body)
        is_good = of == code and until >= self._clock.now().timestamp()
        return Ticket(of, ballot) if is_good else None

    def _sign(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")


def _written(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode()
