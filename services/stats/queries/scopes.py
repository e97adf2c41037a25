"""Whose dossiers a figure counts: an office with all below it, or by the new map with all that ended offices left it.

By the map of then an office's members lie under it. By the map of now its members are all offices whose chain of
successors ends at or below it, at an office in force. Members' sums are not stored: they are sums of areas with signs
(an office's own share is its area less the areas directly below it), so that even a province of two hundred old units
needs a handful of areas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.stats.domain.measure import Map
from shared.db.database import Connection

_ALONE, _WITH_BELOW = "o.code = a.root", "o.path @> array[a.root]"
_THEN = """members(root, code) as (
  select a.root, o.code from unnest($1::text[]) as a(root) join stats.offices o on {base} and $2::date is not null)
"""
# An end that lies ahead has not happened yet: until then the office stands for itself. One that ended without a known
# successor (communes joined before 2025) goes with the office above it.
_NOW = """members(root, code) as (
  select a.root, o.code from unnest($1::text[]) as a(root)
  join stats.offices o on {base} and coalesce(o.valid_to >= $2::date, true)
  union
  select m.root, ended.code from members m cross join lateral (
    select o.code from stats.offices o where o.successor = m.code and o.valid_to < $2
    union all
    select o.code from stats.offices o where o.parent = m.code and o.successor is null and o.valid_to < $2) as ended)
"""
_SHARES = """
with recursive {members},
signed as (
  select root, code, 1 as weight from members
  union all
  select m.root, below.code, -1 from members m
  cross join lateral (select code from stats.offices where parent = m.code offset 0) as below)
select root, code as area, sum(weight)::int as weight from signed group by 1, 2 having sum(weight) <> 0
"""


@dataclass(frozen=True, slots=True)
class Share:
    """The sums of `area` count `weight` times (±1) in those of `root`."""

    root: str
    area: str
    weight: int = 1


def members(of: Map, *, with_below: bool = True) -> str:
    """The recursive table `members(root, code)` for the roots in $1 as of the legal day $2."""
    base = _WITH_BELOW if with_below else _ALONE
    return (_NOW if of is Map.NOW else _THEN).format(base=base)


def columns_of(rows: Sequence[Sequence[Any]], width: int) -> list[list[Any]]:
    """As many arrays for `unnest` as a row is wide, also of no rows."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def columns_of_shares(shares: Sequence[Share]) -> list[list[Any]]:
    """Root, area and weight."""
    return columns_of([(share.root, share.area, share.weight) for share in shares], 3)


async def shares_of(connection: Connection, of: Map, roots: Sequence[str], today: date) -> list[Share]:
    if of is Map.THEN:
        return [Share(root, root) for root in roots]
    rows = await connection.fetch(_SHARES.format(members=members(of)), list(roots), today)
    return [Share(**dict(row)) for row in rows]
