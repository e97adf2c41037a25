"""Tells the scores of TT 01/2018 of an agency and period: what the suite counts, what is stated, what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.stats.domain.indices.criteria import in_force
from services.stats.domain.indices.points import Counts
from services.stats.domain.indices.score_criteria import ScoreFacts, ScoreSet
from services.stats.domain.indices.scoring import (
    OnlineCounts,
    ScoredItem,
    Total,
    mean,
    on_the_spot_score,
    online_score,
    petition_score,
    total,
    with_statement,
)
from services.stats.domain.measure import Breakdown
from services.stats.queries.indices.costs import has_voices
from services.stats.queries.indices.scores import dossier_points, step_points
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.petition_counts import petition_counts
from services.stats.reference.criteria import index_tt01
from services.stats.repository.indices.statements import Statements
from services.stats.usecases.indices.check_size import check_size
from services.stats.usecases.tell_figures import tell_figures
from shared.contracts.terms import Channel
from shared.db.database import Connection

Own = tuple[Decimal | None, Counts]


@dataclass(frozen=True, slots=True)
class Scores:
    """The nine scores and their sum."""

    criteria: ScoreSet
    items: tuple[ScoredItem, ...]
    total: Total


async def tell_scores(connection: Connection, question: Question) -> Scores:
    """Statements hold for exactly this office and period. Refuses: criteria_not_in_force, answer_too_large."""
    criteria = in_force(index_tt01(), question.period.to_on)
    await check_size(connection, question)
    stated = await Statements(connection).of_period(criteria.criteria, question.head.code, question.period)
    own = await _own(connection, question, criteria)
    items = tuple(with_statement(item, own.get(item.facts) if item.facts else None, stated) for item in criteria.scores)
    return Scores(criteria, items, total(items, criteria))


async def _own(connection: Connection, question: Question, criteria: ScoreSet) -> Mapping[ScoreFacts, Own]:
    """Without a vote or petition nothing is known of attitude: nobody may have asked."""
    bounds = {item.facts: item.bounds for item in criteria.scores}
    points = await dossier_points(connection, question)
    petitions = await petition_counts(connection, question)
    online = await _online(connection, question)
    spot, handled = Counts(points.on_the_spot, points.dossiers), Counts(petitions.in_time, petitions.handled)
    own: dict[ScoreFacts, Own] = {
        ScoreFacts.CLASSES: _mean(points.time_points, points.dossiers),
        ScoreFacts.CONTACTS: _mean(points.contact_points, points.dossiers),
        ScoreFacts.ON_THE_SPOT: (on_the_spot_score(spot, question.head.level, bounds[ScoreFacts.ON_THE_SPOT]), spot),
        ScoreFacts.ONLINE: (online_score(online, bounds[ScoreFacts.ONLINE]), online.dossiers),
    }
    of_steps = await step_points(connection, question)
    if of_steps.denominator:
        own[ScoreFacts.STEPS] = (mean(of_steps), of_steps)
    if handled.denominator:
        own[ScoreFacts.PETITIONS] = (petition_score(handled, bounds[ScoreFacts.PETITIONS]), handled)
    if await has_voices(connection, question):
        own[ScoreFacts.ATTITUDE] = _mean(points.attitude_points, points.dossiers)
    return own


def _mean(points: int, dossiers: int) -> Own:
    counts = Counts(points, dossiers)
    return mean(counts), counts


async def _online(connection: Connection, question: Question) -> OnlineCounts:
    """Of the procedures for which something was received in the period."""
    procedures = (await tell_figures(connection, question, Breakdown.PROCEDURE)).parts
    told = await tell_figures(connection, question, Breakdown.CHANNEL)
    received = [part.figures for part in procedures if part.figures.received]
    return OnlineCounts(
        procedures=Counts(sum(figures.online > 0 for figures in received), len(received)),
        dossiers=Counts(told.figures.online, told.figures.received),
        late=sum(part.figures.late for part in told.parts if part.key == Channel.ONLINE),
    )
