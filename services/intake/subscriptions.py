"""What the counter listens to: what was done to dossiers and where they stand, from processing, a run at a time."""

from collections.abc import Sequence

from services.intake.unit_of_work.work import Work
from services.intake.usecases.finding.note_standings import note_standings
from services.intake.usecases.notices.tell_applicants import tell_applicants
from shared.clock import Clock
from shared.contracts.envelope import Fact
from shared.contracts.processing import SOURCE
from shared.db.database import Connection
from shared.notify.notify_settings import DEFAULT_PRACTICE, Practice
from shared.web.station import Listening


def listening_to_processing(clock: Clock, practice: Practice = DEFAULT_PRACTICE) -> Listening:
    async def apply(connection: Connection, facts: Sequence[Fact]) -> None:
        work = Work(connection, clock.now())
        await tell_applicants(work, facts, practice)
        await note_standings(work, facts)

    return Listening(SOURCE, apply)
