"""The portal's clock: the machine's until it is set; then it stands, or goes on from there."""

from datetime import datetime

from services.portal_standin.domain.wire_time import write_time
from shared.clock import Clock, Turned
from shared.worktime.legal_day import LEGAL_ZONE


class PortalClock:
    """Instants set without a zone are those of Vietnam."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._turned: Turned | None = None

    def now(self) -> datetime:
        real = self._real.now()
        return self._turned.read(real) if self._turned else real

    def text(self) -> str:
        return write_time(self.now())

    def turn_to(self, at: datetime | None, *, going: bool = False) -> None:
        """None: the machine's clock again."""
        if at is None:
            self._turned = None
            return
        aware = at if at.tzinfo else at.replace(tzinfo=LEGAL_ZONE)
        self._turned = Turned(aware, self._real.now() if going else None)
