"""Filings over one transaction: the rows, their history, and the fact of each act."""

from datetime import datetime

from services.intake.domain.filings.filed import Filed, FilingActed
from services.intake.repository.filings.filings import Filings
from services.intake.repository.scans.scans import Scans
from services.intake.vault.vault import Vault
from shared.contracts.envelope import Announcement
from shared.contracts.intake import FilingActed as FilingFact
from shared.contracts.intake import FilingStanding
from shared.db.database import Connection
from shared.messaging.ledger import Ledger

_LEDGER = Ledger("intake")


class FilingBook:
    """Everything in it is committed together or not at all. `now` is the instant of recording."""

    def __init__(self, connection: Connection, vault: Vault, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.filings = Filings(connection, vault)

    async def enter(self, acted: FilingActed, digest: bytes) -> bool:
        """A new filing; False where its source's code is on file, and nothing is written then."""
        if not await self.filings.add(acted.filed, digest):
            return False
        await self._link_scans(acted.filed)
        await self._tell(acted)
        return True

    async def record(self, acted: FilingActed) -> None:
        await self.filings.save(acted.filed)
        await self._link_scans(acted.filed)
        await self._tell(acted)

    async def _link_scans(self, filed: Filed) -> None:
        if digests := {paper.scan for paper in filed.matter.papers if paper.scan}:
            await Scans(self.connection).link(filed.id, digests)

    async def _tell(self, acted: FilingActed) -> None:
        await self.filings.append(acted, self.now)
        await _LEDGER.append(self.connection, [announcement_of(acted)], self.now)


def announcement_of(acted: FilingActed) -> Announcement:
    """With the whole standing, and nothing of people or written by hand."""
    filed, deed = acted.filed, acted.deed
    body = FilingFact(act=deed.act.value, standing=standing_of(filed))
    office = filed.matter.office or filed.matter.desk
    return body.announce(stream=f"filing:{filed.id}", office=office, actor=deed.actor, happened_at=deed.at)


def standing_of(filed: Filed) -> FilingStanding:
    matter, named = filed.matter, filed.named
    return FilingStanding(
        filing=str(filed.id),
        version=filed.version,
        office=matter.office or matter.desk,
        desk=matter.desk,
        procedure=matter.procedure,
        field=named.field,
        level=named.level,
        channel=matter.channel,
        source=filed.origin.source,
        filed_at=filed.origin.filed_at,
        recorded_at=filed.recorded_at,
        answer_due_at=filed.answer_due_at,
        state=filed.state.value,
        answered_at=filed.answered_at,
        was_late=filed.is_late,
        reason=filed.reason_code,
        dossier=str(filed.dossier) if filed.dossier else None,
    )
