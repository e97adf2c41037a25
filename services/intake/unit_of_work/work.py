"""The repositories and `announce()` over one transaction."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.repository.catalogue.catalogue import Catalogue
from services.intake.repository.catalogue.catalogue_acts import CatalogueActs
from services.intake.repository.catalogue.decisions import Decisions
from services.intake.repository.catalogue.procedure_groups import ProcedureGroups
from services.intake.repository.catalogue.shortened_limits import ShortenedLimits
from services.intake.repository.finding.standings import Standings
from services.intake.repository.organisation.desks import Desks
from services.intake.repository.organisation.offices import Offices
from services.intake.repository.organisation.successions import Successions
from services.intake.repository.registers.register_imports import RegisterImports
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
        self.desks = Desks(connection)
        self.successions = Successions(connection)
        self.catalogue = Catalogue(connection)
        self.catalogue_acts = CatalogueActs(connection, now)
        self.decisions = Decisions(connection)
        self.procedure_groups = ProcedureGroups(connection)
        self.shortened_limits = ShortenedLimits(connection)
        self.register_imports = RegisterImports(connection)
        self.standings = Standings(connection)

    async def announce(self, announcements: Sequence[Announcement]) -> None:
        await _LEDGER.append(self.connection, announcements, self.now)
