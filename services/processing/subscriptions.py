"""What processing listens to: everything intake announces, a run at a time."""

from collections.abc import Sequence

from services.processing.unit_of_work.work import Work
from services.processing.usecases.apply_intake_facts import apply_intake_facts
from shared.clock import Clock
from shared.contracts.envelope import Fact
from shared.contracts.intake import SOURCE
from shared.db.database import Connection
from shared.web.station import Listening


def listening_to_intake(clock: Clock) -> Listening:
    async def apply(connection: Connection, facts: Sequence[Fact]) -> None:
        await apply_intake_facts(Work(connection, clock.now()), facts)

    return Listening(SOURCE, apply)
