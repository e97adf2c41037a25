"""Appends facts in the caller's transaction: canonical bytes, leaf, chain of the stream, and the outbox entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.contracts.envelope import FIRST_LINK, Announcement, Fact, chain_hash, leaf_hash
from shared.db.database import Connection
from shared.ids import new_id


@dataclass(frozen=True, slots=True)
class Link:
    """The end of a stream's chain."""

    seq: int
    chain: bytes


_ENDS = """
select distinct on (stream) stream, seq, chain from {schema}.facts
where stream = any($1::text[]) order by stream, seq desc
"""

# One round trip for any number of facts; the outbox entry is what wakes and feeds the relay.
_APPEND = """
with new as (
  insert into {schema}.facts (id, stream, seq, type, canon, leaf, chain)
  select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[])
  returning gid)
insert into {schema}.outbox (gid) select gid from new
"""


def chain_end(schema: str, stream: str) -> str:
    """The end of a stream's chain as an expression, for a statement that reads what the fact will be about."""
    return f"(select row(seq, chain) from {schema}.facts where stream = {stream} order by seq desc limit 1)"


class Ledger:
    """The append-only table of one service's facts. The caller holds whatever lock orders a stream's acts."""

    def __init__(self, schema: str) -> None:
        self._ends = _ENDS.format(schema=schema)
        self._append = _APPEND.format(schema=schema)

    async def append(
        self,
        connection: Connection,
        announcements: Sequence[Announcement],
        recorded_at: datetime,
        ends: dict[str, Link] | None = None,
    ) -> None:
        """`ends` are those of the chains that the caller read under its lock; they move on with the facts."""
        if not announcements:
            return
        ends = {} if ends is None else ends
        if unknown := {a.stream for a in announcements} - ends.keys():
            rows = await connection.fetch(self._ends, list(unknown))
            ends |= {row["stream"]: Link(row["seq"], row["chain"]) for row in rows}
        columns: list[tuple[object, ...]] = []
        for announcement in announcements:
            fact, link, row = _next_row(announcement, ends.get(announcement.stream), recorded_at)
            ends[fact.stream] = link
            columns.append(row)
        await connection.execute(self._append, *map(list, zip(*columns, strict=True)))


def _next_row(
    announcement: Announcement, end: Link | None, recorded_at: datetime
) -> tuple[Fact, Link, tuple[object, ...]]:
    seq = end.seq + 1 if end else 1
    fact = Fact(
        id=new_id(),
        type=announcement.type,
        stream=announcement.stream,
        seq=seq,
        office=announcement.office,
        actor=announcement.actor,
        happened_at=announcement.happened_at,
        recorded_at=recorded_at,
        body=announcement.body,
    )
    canon = fact.canonical()
    leaf = leaf_hash(canon)
    chain = chain_hash(end.chain if end else FIRST_LINK, leaf)
    return fact, Link(seq, chain), (fact.id, fact.stream, seq, fact.type, canon, leaf, chain)
