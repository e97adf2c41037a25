"""The portal's catalogue as it was last fetched."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from services.portal.domain.catalogue.document import read_procedure, write_procedure
from services.portal.domain.catalogue.portal_procedure import PortalProcedure
from services.portal.domain.outbound.told import KnownProcedure
from shared.db.database import Connection

_KEEP = """
insert into portal.procedures (connection, code, name, field, field_name, content, fetched_at)
select $1, c, n, f, fn, j, $7
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[]) as x (c, n, f, fn, j)
on conflict (connection, code) do update set
  name = excluded.name, field = excluded.field, field_name = excluded.field_name, content = excluded.content,
  fetched_at = excluded.fetched_at, gone_at = null
"""
_GONE = """
update portal.procedures set gone_at = $3 where connection = $1 and gone_at is null and not code = any($2::text[])
returning code
"""
_READ = """
select code, name, field, field_name, content from portal.procedures
where connection = $1 and code = any($2::text[]) and gone_at is null
"""
_PUBLISHED = """
select code, content -> 'published' as published, content ->> 'unread' as unread from portal.procedures
where connection = $1 and gone_at is null order by code
"""
_LAST = "select fetched_at from portal.catalogue_runs where connection = $1"
_FETCHED = """
insert into portal.catalogue_runs (connection, fetched_at) values ($1, $2)
on conflict (connection) do update set fetched_at = excluded.fetched_at
"""
_WAITED = """
select distinct l.procedure from portal.lanes l
where l.connection = $1 and l.state = 'blocked' and not exists (
  select from portal.procedures p where p.connection = $1 and p.code = l.procedure and p.gone_at is null)
limit 50
"""
_WAKE = """
update portal.lanes set next_at = $3 where connection = $1 and state = 'blocked' and procedure = any($2::text[])
  and leased_until is null
"""


class Procedures:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, name: str, fetched: Sequence[KnownProcedure], now: datetime) -> None:
        """As they are now; what waited for one of them goes on."""
        if not fetched:
            return
        columns = [(p.code, p.name, p.field, p.field_name, _content(p)) for p in fetched]
        await self._connection.execute(_KEEP, name, *map(list, zip(*columns, strict=True)), now)
        await self._connection.execute(_WAKE, name, [p.code for p in fetched], now)

    async def mark_gone(self, name: str, listed: Iterable[str], now: datetime) -> list[str]:
        """Those that the portal lists no more."""
        return [row["code"] for row in await self._connection.fetch(_GONE, name, list(listed), now)]

    async def read(self, name: str, codes: Iterable[str]) -> dict[str, KnownProcedure]:
        rows = await self._connection.fetch(_READ, name, list(codes))
        return {
            row["code"]: _known(row["code"], row["name"], row["field"], row["field_name"], row["content"])
            for row in rows
        }

    async def published(self, name: str) -> tuple[list[PortalProcedure], dict[str, str]]:
        """Those that can be compared with ours, and of the others why not."""
        rows = await self._connection.fetch(_PUBLISHED, name)
        unread = {row["code"]: row["unread"] or "Cổng không cho biết nội dung" for row in rows if not row["published"]}
        return [read_procedure(row["published"]) for row in rows if row["published"]], unread

    async def last_fetched(self, name: str) -> datetime | None:
        """When the whole list was fetched last."""
        at: datetime | None = await self._connection.fetchval(_LAST, name)
        return at

    async def runs(self) -> dict[str, datetime]:
        """When each connection's list was fetched last."""
        rows = await self._connection.fetch("select connection, fetched_at from portal.catalogue_runs")
        return {row["connection"]: row["fetched_at"] for row in rows}

    async def whole_fetched(self, name: str, now: datetime) -> None:
        await self._connection.execute(_FETCHED, name, now)

    async def fetch_anew(self, name: str) -> None:
        """The whole list at the next look."""
        await self._connection.execute("delete from portal.catalogue_runs where connection = $1", name)

    async def waited_for(self, name: str) -> list[str]:
        """Procedures that blocked lanes are about and that the portal did not list when it was last asked."""
        return [row["procedure"] for row in await self._connection.fetch(_WAITED, name)]


def _content(procedure: KnownProcedure) -> dict[str, object]:
    return {
        "results": [list(each) for each in procedure.results],
        "papers": [list(each) for each in procedure.papers],
        "published": write_procedure(procedure.published) if procedure.published else None,
        "unread": procedure.unread,
    }


def _known(code: str, name: str, field: str, field_name: str, content: dict[str, Any]) -> KnownProcedure:
    results, papers = ([(c, n) for c, n in content[key]] for key in ("results", "papers"))
    return KnownProcedure(code, name, field, field_name, tuple(results), tuple(papers))
