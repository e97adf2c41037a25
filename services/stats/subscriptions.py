"""What the yearbook listens to: dossiers from processing, the organisation from intake."""

from collections.abc import Sequence

from services.stats.queries.positions import SOURCES
from services.stats.unit_of_work import Work
from services.stats.usecases.note_facts import note_facts
from shared.contracts.envelope import Fact
from shared.db.database import Connection
from shared.web.station import Listening


async def _note(connection: Connection, facts: Sequence[Fact]) -> None:
    await note_facts(Work(connection), facts)


LISTENS = tuple(Listening(source, _note) for source in SOURCES)
