"""Checks that the scores of an agency do not have to look at the dossiers of a whole country."""

from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid

# Every dossier that ended is looked at: about 4 µs each on two cores, and a request may take 30 seconds.
MOST_DOSSIERS = 2_000_000


async def check_size(connection: Connection, question: Question) -> None:
    """Refuses more than two million ended dossiers: TT 01/2018 scores agencies, not the nation."""
    if (await tell_figures(connection, question)).figures.resolved > MOST_DOSSIERS:
        raise Invalid("answer_too_large", "Quá nhiều hồ sơ, hãy chọn kỳ ngắn hơn hoặc cơ quan nhỏ hơn")
