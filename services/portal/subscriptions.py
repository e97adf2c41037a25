"""What the door listens to, once there is a portal to tell: dossiers of processing, offices and filings of intake."""

from collections.abc import Mapping, Sequence

from services.portal.connections import Connection as Portal
from services.portal.unit_of_work.work import Work
from services.portal.usecases.note_inbound import note_inbound
from services.portal.usecases.note_intake import note_intake
from services.portal.usecases.note_processing import note_processing
from shared.clock import Clock
from shared.contracts import intake, processing
from shared.contracts.envelope import Fact
from shared.db.database import Connection
from shared.web.station import Listening


def listening(clock: Clock, portals: Mapping[str, Portal]) -> tuple[Listening, ...]:
    """Nothing without a portal: the ledgers keep every fact until one is joined."""
    if not portals:
        return ()

    async def from_intake(connection: Connection, facts: Sequence[Fact]) -> None:
        work = Work(connection, clock.now())
        await note_intake(work, facts, portals)
        await note_inbound(work, facts, portals)

    async def from_processing(connection: Connection, facts: Sequence[Fact]) -> None:
        await note_processing(Work(connection, clock.now()), facts, portals)

    return Listening(intake.SOURCE, from_intake), Listening(processing.SOURCE, from_processing)
