"""Looks for every kind of oddity in a period."""

from collections.abc import Iterable

from services.stats.domain.day_ranks import national_ranks
from services.stats.domain.oddity import Kind
from services.stats.queries.oddities import Counted, count_oddities
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid

MOST_DOSSIERS = 300_000  # a big province's quarter: each statement reads them within seconds


async def look_for_oddities(
    connection: Connection, question: Question, kinds: Iterable[Kind], *, most: int = MOST_DOSSIERS
) -> list[Counted]:
    """One statement for each kind. Refuses `too_many_dossiers`: more than `most`."""
    await _must_be_few(connection, question, most)
    return [await count_oddities(connection, question, kind, national_ranks()) for kind in kinds]


async def _must_be_few(connection: Connection, question: Question, most: int) -> None:
    """The sums say beforehand, in milliseconds, how many dossiers would be read."""
    figures = (await tell_figures(connection, question)).figures
    if figures.carried_over + figures.received > most:
        raise Invalid("too_many_dossiers", "Có quá nhiều hồ sơ, hãy chọn kỳ ngắn hơn hoặc đơn vị nhỏ hơn")
