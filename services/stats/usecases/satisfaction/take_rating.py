"""Takes a vote in: once per subject and proof, whoever brings it and however often."""

from datetime import datetime

from services.stats.domain.satisfaction.rating import Rating
from services.stats.repository.satisfaction.ratings import Ratings, Taken
from services.stats.usecases.satisfaction.find_subject import find_subject
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import Conflict
from shared.ids import new_id


async def take_rating(connection: Connection, caller: Caller, rating: Rating, now: datetime) -> tuple[Taken, bool]:
    """The vote that is kept, and whether it is new. The same answers again give the first vote.

    Refuses: nothing_rated, rated_in_the_future, office_not_found, dossier_not_found, rating_differs.
    """
    rating.check(now)
    office = await find_subject(connection, caller, rating.dossier, rating.desk)
    ratings = Ratings(connection)
    is_new = await ratings.add(new_id(), rating, office, taken_at=now, taken_by=caller.subject)
    taken = await ratings.with_proof(rating)
    if (taken.scale, taken.scores) != (rating.answers.scale, dict(rating.answers.scores)):
        raise Conflict("rating_differs", "Đã có phiếu đánh giá khác với cùng mã xác nhận; mỗi mã chỉ đánh giá một lần")
    return taken, is_new
