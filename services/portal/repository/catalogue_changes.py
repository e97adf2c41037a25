"""Proposals of change to our catalogue, kept from night to night with what was decided about them."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.portal.domain.catalogue.diff_procedures import Change, ChangeKind
from shared.db.database import Connection


class ChangeState(StrEnum):
    """Waiting for a registrar; in a draft; to be entered by hand; refused; no longer a difference."""

    OPEN = "open"
    DRAFTED = "drafted"
    BY_HAND = "by_hand"
    REJECTED = "rejected"
    GONE = "gone"


# What was decided stays decided for as long as the difference is the same; one that went and came back is open again.
_KEEP = """
insert into portal.catalogue_changes (connection, procedure, kind, mark, sentence, removed, added, state, found_at)
select $1, p, k, m, s, array(select jsonb_array_elements_text(r::jsonb)),
  array(select jsonb_array_elements_text(a::jsonb)),
  'open', $8
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as x (p, k, m, s, r, a)
on conflict (connection, procedure, kind, mark) do update set
  sentence = excluded.sentence, state = 'open', found_at = excluded.found_at,
  decided_by = null, decided_at = null, reason = null, decision = null
where catalogue_changes.state = 'gone'
"""
_GONE = """
update portal.catalogue_changes c set state = 'gone' where connection = $1 and state <> 'gone' and not exists (
  select from unnest($2::text[], $3::text[], $4::text[]) as x (p, k, m)
  where x.p = c.procedure and x.k = c.kind and x.m = c.mark)
"""
_OPEN = """
select number, procedure, kind, sentence, removed, added from portal.catalogue_changes
where connection = $1 and number = any($2::bigint[]) and state in ('open', 'by_hand') order by number
"""
_DECIDE = """
update portal.catalogue_changes set state = $2, decided_by = $3, decided_at = $4, reason = $5, decision = $6
where number = any($1::bigint[]) and state in ('open', 'by_hand')
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a registrar made of changes, and when."""

    state: ChangeState
    by: str
    at: datetime
    reason: str | None = None
    decision: UUID | None = None


class CatalogueChanges:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, name: str, changes: Sequence[Change], now: datetime) -> None:
        """These are all differences there are."""
        keys = [[c.procedure for c in changes], [c.kind.value for c in changes], [mark_of(c) for c in changes]]
        await self._connection.execute(_GONE, name, *keys)
        parts = [[json.dumps(each) for each in of] for of in ([c.removed for c in changes], [c.added for c in changes])]
        await self._connection.execute(_KEEP, name, *keys, [c.sentence for c in changes], *parts, now)

    async def undecided(self, name: str, numbers: Collection[int]) -> dict[int, Change]:
        """Of those, what still waits for somebody."""
        rows = await self._connection.fetch(_OPEN, name, list(numbers))
        return {
            row["number"]: Change(
                row["procedure"],
                ChangeKind(row["kind"]),
                row["sentence"],
                tuple(row["removed"]),
                tuple(row["added"]),
            )
            for row in rows
        }

    async def decide(self, numbers: Iterable[int], decided: Decided) -> None:
        await self._connection.execute(
            _DECIDE, list(numbers), decided.state.value, decided.by, decided.at, decided.reason, decided.decision
        )


def mark_of(change: Change) -> str:
    """The same difference has the same mark, whatever the sentence about it."""
    return hashlib.sha256(repr((change.removed, change.added)).encode()).hexdigest()
