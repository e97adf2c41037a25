"""Tells the index of QĐ 766 of an office and period, item by item, with what is known and what is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.indices.criteria import CriteriaSet, Facts, Group, in_force
from services.stats.domain.indices.points import Counts, PortalTotal, Scored, Sum, portal_total, score, sum_of
from services.stats.queries.indices.costs import Cost, count_costly, has_voices
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.petition_counts import PetitionCounts, petition_counts
from services.stats.reference.criteria import index_766
from services.stats.repository.indices.statements import Statements
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """A group's items and their sum."""

    group: Group
    items: tuple[Scored, ...]
    sum: Sum


@dataclass(frozen=True, slots=True)
class Index:
    """The whole index."""

    criteria: CriteriaSet
    groups: tuple[ScoredGroup, ...]
    sum: Sum
    portal: PortalTotal | None


async def tell_index_766(connection: Connection, question: Question) -> Index:
    """Statements hold for exactly this office and period. Refuses a period before any criteria (criteria_not_in_force).

    Raises FiguresDoNotAddUp where the books are damaged.
    """
    criteria = in_force(index_766(), question.period.to_on)
    stated = await Statements(connection).of_period(criteria.criteria, question.head.code, question.period)
    counted = await _count(connection, question)
    items = [score(item, counted.get(item.facts) if item.facts else None, stated) for item in criteria.items]
    groups = [(group, tuple(each for each in items if each.item.group == group.code)) for group in criteria.groups]
    whole = sum_of(items)
    return Index(
        criteria=criteria,
        groups=tuple(ScoredGroup(group, of_group, sum_of(of_group)) for group, of_group in groups),
        sum=whole,
        portal=portal_total(whole, stated),
    )


async def _count(connection: Connection, question: Question) -> Mapping[Facts, Counts]:
    """What this suite knows; a fact nobody ever told it of is missing, not zero."""
    figures = (await tell_figures(connection, question, None)).figures
    open_now = figures.in_term + figures.overdue + figures.waiting
    all_handled = figures.resolved + open_now
    in_time = figures.index_in_time + open_now - figures.index_overdue
    petitions = await petition_counts(connection, question)
    counts = {
        Facts.ON_TIME: Counts(in_time, all_handled),
        Facts.CHANNELS: Counts(figures.online, figures.received),
        **_of_petitions(petitions),
    }
    if await has_voices(connection, question):
        displeased = await count_costly(connection, question, (Cost.DISLIKED, Cost.COMPLAINT))
        counts[Facts.SATISFACTION] = Counts(max(in_time - displeased, 0), all_handled)
    return counts


def _of_petitions(petitions: PetitionCounts) -> dict[Facts, Counts]:
    """Without a petition the register says nothing: nobody may have kept it."""
    if not petitions.handled:
        return {}
    return {
        Facts.PETITION_KINDS: Counts(petitions.of_conduct_or_delay, petitions.received),
        Facts.PETITIONS_IN_TIME: Counts(petitions.in_time, petitions.handled),
        Facts.PETITION_SATISFACTION: Counts(petitions.content, petitions.handled),
    }
