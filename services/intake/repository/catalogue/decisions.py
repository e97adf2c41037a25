"""Publishing decisions and their items in one transaction."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.intake.domain.catalogue.publishing import Decision, Item
from shared.db.database import Connection
from shared.errors import NotFound

_ADD = """
insert into intake.publishing_decisions (id, issuer, number, decided_on, title, effective_on, legal_basis, prepared_by,
  prepared_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (issuer, number, decided_on) do nothing returning id
"""
_CHANGE = """
update intake.publishing_decisions set number = $2, decided_on = $3, title = $4, effective_on = $5, legal_basis = $6
where id = $1
"""
_IS_TAKEN = """
select exists (select from intake.publishing_decisions
  where issuer = $1 and number = $2 and decided_on = $3 and id <> $4)
"""
_PUT = """
insert into intake.publishing_items as known (decision, procedure, action, replaced_by, content)
select $1, procedure, action, replaced_by, content::jsonb
from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as t(procedure, action, replaced_by, content)
on conflict (decision, procedure) do update
set action = excluded.action, replaced_by = excluded.replaced_by, content = excluded.content
where (known.action, known.replaced_by, known.content)
  is distinct from (excluded.action, excluded.replaced_by, excluded.content)
returning procedure
"""
_PUBLISHED = "update intake.publishing_decisions set published_by = $2, published_at = $3 where id = $1"
_VERSIONS = """
update intake.publishing_items i set version = t.version
from unnest($2::text[], $3::int[]) as t(procedure, version)
where i.decision = $1 and i.procedure = t.procedure
"""


class Decisions:
    """Drafts may change; what was published may not (the use cases see to that)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def lock(self, id_: UUID) -> None:
        """Two who edit or publish the same decision take turns; what is read afterwards is the newest."""
        sql = "select from intake.publishing_decisions where id = $1 for update"
        if await self._connection.fetchrow(sql, id_) is None:
            raise NotFound("decision_not_found", "Không có quyết định công bố này")

    async def add(self, d: Decision) -> bool:
        """False where that issuer's number of that day is taken."""
        basis = [{"name": b.name, "effective_on": b.effective_on.isoformat()} for b in d.legal_basis]
        row = await self._connection.fetchrow(
            *(_ADD, d.id, d.issuer, d.number, d.decided_on, d.title, d.effective_on, basis, d.prepared_by),
            d.prepared_at,
        )
        return row is not None

    async def change(self, d: Decision) -> None:
        basis = [{"name": b.name, "effective_on": b.effective_on.isoformat()} for b in d.legal_basis]
        await self._connection.execute(_CHANGE, d.id, d.number, d.decided_on, d.title, d.effective_on, basis)

    async def is_taken(self, d: Decision) -> bool:
        """Whether another decision of that issuer bears the number and day."""
        taken: bool = await self._connection.fetchval(_IS_TAKEN, d.issuer, d.number, d.decided_on, d.id)
        return taken

    async def put(self, decision: UUID, items: Sequence[Item]) -> list[str]:
        """Codes of the items that are new or changed."""
        rows = [
            (
                i.procedure,
                i.action.value,
                i.replaced_by,
                json.dumps(i.content, ensure_ascii=False) if i.content else None,
            )
            for i in items
        ]
        if not rows:
            return []
        put = await self._connection.fetch(_PUT, decision, *map(list, zip(*rows, strict=True)))
        return sorted(row["procedure"] for row in put)

    async def take_out(self, decision: UUID, procedure: str) -> bool:
        sql = "delete from intake.publishing_items where decision = $1 and procedure = $2"
        return bool((await self._connection.execute(sql, decision, procedure)) == "DELETE 1")

    async def mark_published(self, decision: UUID, by: str, at: datetime, versions: dict[str, int]) -> None:
        await self._connection.execute(_PUBLISHED, decision, by, at)
        await self._connection.execute(_VERSIONS, decision, list(versions), list(versions.values()))

    async def mark_entered(self, decision: UUID, on: date) -> None:
        sql = "update intake.publishing_decisions set entered_on = $2 where id = $1"
        await self._connection.execute(sql, decision, on)
