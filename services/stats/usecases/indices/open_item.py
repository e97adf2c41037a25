"""Opens an item of the index: the dossiers that cost points, and how many they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.stats.domain.indices.criteria import Facts, in_force
from services.stats.queries.indices.costs import Cost, CostlyDossier, costly_dossiers, count_costly
from services.stats.queries.question import Question
from services.stats.reference.criteria import index_766
from shared.db.database import Connection
from shared.errors import Invalid

_COSTS: Mapping[Facts, Sequence[Cost]] = {
    Facts.ON_TIME: (Cost.LATE,),
    Facts.SATISFACTION: (Cost.LATE, Cost.DISLIKED, Cost.COMPLAINT),
}


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """A page of dossiers. A dossier may cost points for several reasons; `total` counts it once."""

    total: int
    dossiers: Sequence[CostlyDossier]
    has_more: bool


async def open_item(
    connection: Connection, question: Question, item: str, after: tuple[date, UUID] | None, limit: int
) -> OpenedItem:
    """Refuses: criteria_not_in_force, item_not_known, item_has_no_dossiers (nothing here is counted by dossier)."""
    facts = in_force(index_766(), question.period.to_on).item(item).facts
    costs = _COSTS.get(facts) if facts else None
    if costs is None:
        raise Invalid("item_has_no_dossiers", "Tiêu chí này không tính theo từng hồ sơ trong hệ thống")
    total = await count_costly(connection, question, costs)
    found = await costly_dossiers(connection, question, costs, after, limit + 1)
    return OpenedItem(total, found[:limit], len(found) > limit)
