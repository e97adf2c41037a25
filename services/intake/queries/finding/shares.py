"""What PostgreSQL knows of frequencies, read from its statistics once in some minutes."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from services.intake.domain.finding.finding_plan import Shares
from shared.db.database import Connection

_SECONDS = 600.0
_COUNT = "select greatest(reltuples, 0)::float8 from pg_class where oid = 'intake.cards'::regclass"
# Statistics name a hundred offices, provinces have thousands of communes: some cards drawn by chance tell more.
_DRAWN = 20_000
_OFFICES = """
select office, count(*) / sum(count(*)) over ()::float8 as share
from intake.cards tablesample system ($1) group by office
"""
_SPAN = """
select bounds[1] as oldest, bounds[cardinality(bounds)] as newest from (
  select histogram_bounds::text::timestamptz[] as bounds from pg_stats
  where schemaname = 'intake' and tablename = 'cards' and attname = 'accepted_at') as known
"""
_STATISTICS = """
select attname, most_common_vals::text::text[] as values, most_common_freqs as shares,
  most_common_elems::text::text[] as elements, most_common_elem_freqs as element_shares
from pg_stats where schemaname = 'intake'
  and (tablename, attname) in (('cards', 'marks'), ('cards', 'procedure'), ('standings', 'state'))
"""


_MOST_ENDINGS = 32
_ENDINGS = "select word from intake.words where word >= $1 and word < $1 || '~' order by word limit $2"


async def endings_of(connection: Connection, beginning: str) -> tuple[str, ...] | None:
    """The words that a beginning may become; None where they are too many to say."""
    rows = await connection.fetch(_ENDINGS, beginning, _MOST_ENDINGS + 1)
    return tuple(row["word"] for row in rows) if len(rows) <= _MOST_ENDINGS else None


class KnownShares:
    """One per process. Before anything was analysed nothing is known, and nothing needs to be: there is little."""

    def __init__(self) -> None:
        self._read_at = float("-inf")
        self._shares = Shares()

    async def ask(self, connection: Connection) -> Shares:
        if time.monotonic() - self._read_at > _SECONDS:
            self._shares = await _read(connection)
            self._read_at = time.monotonic()
        return self._shares


async def _read(connection: Connection) -> Shares:
    count: float = await connection.fetchval(_COUNT)
    span = await connection.fetchrow(_SPAN)
    rows: dict[str, Mapping[str, Any]] = {row["attname"]: dict(row) for row in await connection.fetch(_STATISTICS)}
    words = _paired(rows.get("marks"), "elements", "element_shares")
    drawn = await connection.fetch(_OFFICES, min(100, 100 * _DRAWN / count) if count else 0)
    return Shares(
        count=count,
        days=(span["newest"] - span["oldest"]).total_seconds() / 86_400 if span and span["newest"] else 0,
        newest=span["newest"] if span else None,
        words=words,
        procedures=_paired(rows.get("procedure"), "values", "shares"),
        offices={row["office"]: float(row["share"]) for row in drawn},
        other_office=0.5 / _DRAWN,
        states=_paired(rows.get("state"), "values", "shares"),
        rare=min(words.values(), default=1e-6),
    )


def _paired(row: Mapping[str, Any] | None, names: str, shares: str) -> dict[str, float]:
    """Behind the shares of elements stand the least and the greatest of them, which have no name."""
    if row is None or row[names] is None:
        return {}
    known: Sequence[float] = row[shares]
    return dict(zip(row[names], known, strict=False))
