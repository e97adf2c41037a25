"""The repositories and `announce()` over one transaction."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.repository.catalogue import Catalogue
from services.intake.repository.offices import Offices
from services.intake.repository.register_imports import RegisterImports
from services.intake.repository.standings import Standings
from shared.contracts.envelope import Announcement
from shared.db.database import Connection
from shared.messaging.ledger import Ledger

_LEDGER = Ledger("intake")


class Work:
    """One act of the counter; everything in it is committed together or not at all."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.offices = Offices(connection)
        self.catalogue = Catalogue(connection)
        self.register_imports = RegisterImports(connection)
        self.standings = Standings(connection)

    async def announce(self, announcements: Sequence[Announcement]) -> None:
        await _LEDGER.append(self.connection, announcements, self.now)
