"""Takes a vote in: once per subject and proof, whoever brings it and however often."""

from datetime import datetime

from services.stats.domain.satisfaction.rating import CHANGED_WITHIN, Rating
from services.stats.repository.satisfaction.ratings import Ratings, Taken
from services.stats.usecases.satisfaction.find_subject import find_subject
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import Conflict
from shared.ids import new_id


async def take_rating(connection: Connection, caller: Caller, rating: Rating, now: datetime) -> tuple[Taken, bool]:
    """The vote that is kept, and whether it is new. The same answers again give the first vote.

    Refuses: nothing_rated, rated_in_the_future, office_not_found, dossier_not_found, rating_differs, rating_settled.
    """
    rating.check(now)
    office = await find_subject(connection, caller, rating.dossier, rating.desk)
    ratings = Ratings(connection)
    is_new = await ratings.add(new_id(), rating, office, taken_at=now, taken_by=caller.subject)
    taken = await ratings.with_proof(rating)
    if _says_the_same(taken, rating):
        return taken, is_new
    if not rating.may_replace:
        raise _differs()
    if now > taken.first_taken_at + CHANGED_WITHIN:
        raise Conflict("rating_settled", f"Phiếu đánh giá chỉ sửa được trong {CHANGED_WITHIN.days} ngày")
    if not await ratings.add(new_id(), rating, office, taken_at=now, taken_by=caller.subject, replaces=taken.id):
        raise _differs()  # somebody with the same proof was faster
    return await ratings.with_proof(rating), True


def _says_the_same(taken: Taken, rating: Rating) -> bool:
    return (taken.scale, taken.scores) == (rating.answers.scale, dict(rating.answers.scores))


def _differs() -> Conflict:
    return Conflict("rating_differs", "Đã có phiếu đánh giá khác với cùng mã xác nhận; mỗi mã chỉ đánh giá một lần")
