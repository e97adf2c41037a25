"""One page of one question, and where in the list it begins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.finding.finding_plan import Shares
from services.intake.domain.finding.sought import Sought
from services.intake.queries.finding.terms import Places, Terms

# A plan made for the values at hand costs 0.2 ms and is worth seconds where a word is common; the other settings keep
# the planner to the index that leads the way.
STEADY = """
select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
  set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
  set_config('work_mem', '32MB', true), set_config('enable_bitmapscan', $1, true)
"""


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
        """From where a walk measures how far back it goes; what came after the statistics were made is met as well."""
        ends = (self.sought.accepted_before, self.shares.newest, self.after and self.after.accepted_at)
        return min(end for end in ends if end)


def span(search: Search, since: datetime | None, terms: Terms) -> list[str]:
    """From where the page begins back to `since`, inside the span that was asked for."""
    sought = search.sought
    first = sought.accepted_from if since is None else max(since, sought.accepted_from)
    found = [f"t.accepted_at >= {terms.put(first, 'timestamptz')}"]
    if search.after is None or search.after.accepted_at >= sought.accepted_before:
        return [*found, f"t.accepted_at < {terms.put(sought.accepted_before, 'timestamptz')}"]
    at, dossier = terms.put(search.after.accepted_at, "timestamptz"), terms.put(search.after.dossier, "uuid")
    return [*found, f"t.accepted_at <= {at}", f"(t.accepted_at, t.dossier) < ({at}, {dossier})"]
