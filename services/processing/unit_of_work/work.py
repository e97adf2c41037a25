"""One act, or one run of facts, over one transaction: repositories, and the recording of what was done."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.processing.domain.deed import Acted
from services.processing.domain.dossier import Dossier
from services.processing.domain.practice import USUAL, Practice
from services.processing.domain.warnings.settling import settled
from services.processing.repository.dossiers import Dossiers
from services.processing.repository.offices import Offices
from services.processing.repository.officials import Officials
from services.processing.repository.outages import Outages
from services.processing.repository.paper_numbers import PaperNumbers
from services.processing.repository.prints import Prints
from services.processing.repository.routes import Routes
from services.processing.repository.successions import Successions
from services.processing.repository.warnings import Warnings
from services.processing.unit_of_work.standing import standing_of
from shared.contracts.envelope import Announcement
from shared.contracts.processing import DossierActed
from shared.db.database import Connection
from shared.messaging.ledger import Ledger

_LEDGER = Ledger("processing")


class Work:
    """Everything in it is committed together or not at all. `now` is the instant of recording."""

    def __init__(self, connection: Connection, now: datetime, practice: Practice = USUAL) -> None:
        self.connection = connection
        self.now = now
        self.practice = practice
        self.dossiers = Dossiers(connection)
        self.offices = Offices(connection)
        self.officials = Officials(connection)
        self.outages = Outages(connection)
        self.paper_numbers = PaperNumbers(connection)
        self.prints = Prints(connection)
        self.routes = Routes(connection)
        self.successions = Successions(connection)
        self.warnings = Warnings(connection)

    async def record(self, acts: Sequence[Acted]) -> None:
        """Writes each dossier once, as it stands after its last act; history and facts hold every act by itself."""
        first = {acted.dossier.matter.id: acted for acted in reversed(acts)}
        last: dict[UUID, Dossier] = {acted.dossier.matter.id: acted.dossier for acted in acts}
        new = [dossier for id, dossier in last.items() if first[id].from_state is None]
        old = [(dossier, first[id].dossier.version - 1) for id, dossier in last.items() if first[id].from_state]
        if acts:
            await self.dossiers.record(new, old, acts, self.now)
            await self._settle_warnings([dossier for dossier, _ in old])
            announcements = [announcement_of(acted) for acted in acts]
            await _LEDGER.append(self.connection, announcements, self.now, self.dossiers.chain_ends)

    async def _settle_warnings(self, dossiers: Sequence[Dossier]) -> None:
        """What was warned of and is done is quiet from the same moment on."""
        if not dossiers:
            return
        standing = await self.warnings.standing(dossier.matter.id for dossier in dossiers)
        if standing:
            now_settled = [settled(d, standing[d.matter.id]) for d in dossiers if d.matter.id in standing]
            await self.warnings.settle(now_settled, self.now)


def announcement_of(acted: Acted) -> Announcement:
    """The fact of one act, with the whole standing and nothing written by hand (no note, no reason)."""
    matter, deed = acted.dossier.matter, acted.deed
    body = DossierActed(act=deed.act.value, standing=standing_of(acted.dossier))
    return body.announce(
        stream=f"dossier:{matter.id}", office=matter.office, actor=deed.actor, happened_at=deed.happened_at
    )
