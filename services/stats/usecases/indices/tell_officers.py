"""Tells the scores of officers by TT 01/2018: their own steps, and contacts and attitude of the dossiers they did."""

from dataclasses import dataclass
from decimal import Decimal

from services.stats.domain.indices.criteria import in_force
from services.stats.domain.indices.points import Counts
from services.stats.domain.indices.score_criteria import Grade, ScoreSet, grade_of
from services.stats.domain.indices.scoring import mean
from services.stats.queries.indices.costs import has_voices
from services.stats.queries.indices.scores import OfficerPoints, officer_points
from services.stats.queries.question import Question
from services.stats.reference.criteria import index_tt01
from services.stats.usecases.indices.check_size import check_size
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class OfficerScore:
    """An account. `attitude` is None, and so are sum and grade, where nobody voted or petitioned at all."""

    officer: str
    dossiers: int
    steps: Decimal
    contacts: Decimal
    attitude: Decimal | None
    points: Decimal | None
    grade: Grade | None


async def tell_officers(
    connection: Connection, question: Question, after: str | None, limit: int
) -> tuple[ScoreSet, list[OfficerScore]]:
    """Accounts in order, after `after`, at most `limit`. Refuses: criteria_not_in_force, answer_too_large."""
    criteria = in_force(index_tt01(), question.period.to_on)
    await check_size(connection, question)
    is_asked = await has_voices(connection, question)
    found = await officer_points(connection, question, after, limit)
    return criteria, [_scored(each, criteria, is_asked=is_asked) for each in found]


def _scored(each: OfficerPoints, criteria: ScoreSet, *, is_asked: bool) -> OfficerScore:
    steps, contacts = _mean(each.step_points, each.dossiers), _mean(each.contact_points, each.dossiers)
    attitude = _mean(each.attitude_points, each.dossiers) if is_asked else None
    points = steps + contacts + attitude if attitude is not None else None
    grade = grade_of(points, criteria.officer_grades) if points is not None else None
    return OfficerScore(each.officer, each.dossiers, steps, contacts, attitude, points, grade)


def _mean(points: int, dossiers: int) -> Decimal:
    found = mean(Counts(points, dossiers))
    assert found is not None  # noqa: S101  (an officer is only found by dossiers)
    return found
