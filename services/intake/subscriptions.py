"""What the counter listens to: where dossiers stand, from processing, a run at a time."""

from collections.abc import Sequence

from services.intake.unit_of_work.work import Work
from services.intake.usecases.finding.note_standings import note_standings
from shared.clock import Clock
from shared.contracts.envelope import Fact
from shared.contracts.processing import SOURCE
from shared.db.database import Connection
from shared.web.station import Listening


def listening_to_processing(clock: Clock) -> Listening:
    async def apply(connection: Connection, facts: Sequence[Fact]) -> None:
        await note_standings(Work(connection, clock.now()), facts)

    return Listening(SOURCE, apply)
