"""One page of one question, and where in the list it begins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.finding_plan import Shares
from services.intake.domain.sought import Sought
from services.intake.queries.finding.terms import Places, Terms


@dataclass(frozen=True, slots=True)
class Hit:
    """The place of a dossier in the list."""

    accepted_at: datetime
    dossier: UUID


@dataclass(frozen=True, slots=True)
class Search:
    """The newest `limit` behind `after`, the last one of the page before."""

    sought: Sought
    places: Places
    shares: Shares
    after: Hit | None
    limit: int

    @property
    def begins_at(self) -> datetime:
        before = self.sought.accepted_before
        return min(before, self.after.accepted_at) if self.after else before


def span(search: Search, since: datetime | None, terms: Terms) -> list[str]:
    """From where the page begins back to `since`, inside the span that was asked for."""
    sought = search.sought
    first = sought.accepted_from if since is None else max(since, sought.accepted_from)
    found = [
        f"t.accepted_at >= {terms.put(first, 'timestamptz')}",
        f"t.accepted_at < {terms.put(sought.accepted_before, 'timestamptz')}",
    ]
    if search.after:
        at, dossier = terms.put(search.after.accepted_at, "timestamptz"), terms.put(search.after.dossier, "uuid")
        found.append(f"(t.accepted_at, t.dossier) < ({at}, {dossier})")
    return found
