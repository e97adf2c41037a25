"""A second set of books in temporary tables, to count everything again beside the yearbook and compare or replace.

`pg_temp` belongs to one session, and `on commit drop` to one transaction: two recounts never meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.domain.contribution import MEASURES
from services.stats.repository.layouts import LAYOUTS
from shared.db.database import Connection

SHADOW = "pg_temp"
LISTED = 1_000
_HOURS = 4 * 3600.0  # a nation's year of dossiers is compared in minutes, not in the 30 seconds of a request
_KEYS: Mapping[str, tuple[str, ...]] = {
    "offices": ("code",),
    "dossiers": ("id",),
    "filings": ("id",),
    "daily": ("office", "day", "kind", "channel"),
    **{each.table: ("area", "grain", "starts_on", "level", each.key) for each in LAYOUTS},
    "moves": ("office_from", "office_to", "procedure", "field", "channel", "day"),
}
_SUMMED: Mapping[str, tuple[str, ...]] = {
    "daily": MEASURES,
    **{each.table: each.measures for each in LAYOUTS},
    "moves": ("dossiers",),
}
TOLD = ("offices", "dossiers", "filings")
_LAY_OUT = "".join(
    f"create temporary table {table} (like stats.{table} including all) on commit drop;\n"
    for table in (*_KEYS, "books", "touched")
)
_SUM_DIFFERENCES = """
select concat_ws(' ', {keys}) as key, m.measure, m.stored::text, m.counted::text
from stats.{table} b full join pg_temp.{table} t using ({columns})
cross join lateral (values {pairs}) as m(measure, stored, counted)
where m.stored <> m.counted order by 1, 2 limit {limit}
"""
_ROW_DIFFERENCES = """
select {columns}::text as key, 'standing' as measure, b.digest as stored, t.digest as counted
from (select {columns}, md5(b::text) as digest from stats.{table} b) b
full join (select {columns}, md5(t::text) as digest from pg_temp.{table} t) t using ({columns})
where b.digest is distinct from t.digest order by 1 limit {limit}
"""
_DROP_WRONG = """
delete from stats.{table} b where {counts} and not exists (
  select from pg_temp.{table} t where {same_key} and row(b.*) is not distinct from row(t.*))
"""
_ADD_MISSING = """
insert into stats.{table} select * from pg_temp.{table} b
where {counts} and not exists (select from stats.{table} t where {same_key})
"""
# A sum that came back to zero stays as a row of zeros; that is the same as no row.
_COUNTS = "(({measures}) <> ({zeros}) or {is_known})"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the books and the shadow do not agree; a sum that is not there is 0, a row that is not there is None."""

    table: str
    key: str
    measure: str
    stored: str | None
    counted: str | None


class Shadow:
    """The shadow books of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def lay_out(self) -> None:
        await self._connection.execute("set local idle_in_transaction_session_timeout = 0")
        await self._connection.execute(f"{_LAY_OUT} insert into pg_temp.books values (true, 0)")

    async def clear_sums(self) -> None:
        for table in _SUMMED:
            await self._connection.execute(f"truncate pg_temp.{table}")

    async def copy_offices(self) -> None:
        await self._connection.execute("insert into pg_temp.offices select * from stats.offices")

    async def clear_offices(self) -> None:
        await self._connection.execute("truncate pg_temp.offices")

    async def compare_sums(self) -> list[Finding]:
        """Measure by measure, at most 1,000 findings a table."""
        return [finding for table in _SUMMED for finding in await self._compare(_SUM_DIFFERENCES, table)]

    async def compare_rows(self) -> list[Finding]:
        """Offices, dossiers and filings as whole rows, by their digest."""
        return [finding for table in TOLD for finding in await self._compare(_ROW_DIFFERENCES, table)]

    async def _compare(self, sql: str, table: str) -> list[Finding]:
        columns = _KEYS[table]
        statement = sql.format(
            table=table,
            columns=", ".join(columns),
            keys=", ".join(columns),
            pairs=", ".join(f"('{m}', coalesce(b.{m}, 0), coalesce(t.{m}, 0))" for m in _SUMMED.get(table, ())),
            limit=LISTED,
        )
        rows = await self._connection.fetch(statement, timeout=_HOURS)
        return [Finding(table, **dict(row)) for row in rows]

    async def replace_books(self) -> int:
        """Makes the books what the shadow is, touching only rows that differ; how many were written."""
        written = 0
        for table in _KEYS:
            for sql, other in ((_DROP_WRONG, SHADOW), (_ADD_MISSING, "stats")):
                done = await self._connection.execute(_replacing(sql, table, other), timeout=_HOURS)
                written += int(done.rsplit(" ", 1)[1])
        return written


def _replacing(sql: str, table: str, other: str) -> str:
    same_key = " and ".join(f"b.{name} = t.{name}" for name in _KEYS[table])
    is_known = f"exists (select from {other}.{table} t where {same_key})"
    return sql.format(table=table, same_key=same_key, counts=_counts(table, is_known))


def _counts(table: str, is_known: str) -> str:
    measures = _SUMMED.get(table)
    if not measures:
        return "true"
    names, zeros = (f"b.{name}" for name in measures), ("0" for _ in measures)
    return _COUNTS.format(measures=", ".join(names), zeros=", ".join(zeros), is_known=is_known)
