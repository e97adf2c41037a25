"""Reads publishing decisions: one with its items, lists, counts of a period, and how the catalogue stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg

from services.intake.domain.catalogue.publishing import Action, Decision, Item, LegalBasis, Running
from shared.contracts.terms import Level
from shared.db.database import Connection
from shared.errors import NotFound

_DECISION = """
select d.id, d.issuer, d.number, d.decided_on, d.title, d.effective_on, d.legal_basis, d.prepared_by, d.prepared_at,
  d.published_by, d.published_at, d.entered_on from intake.publishing_decisions d
"""
_ITEM = "select procedure, action, replaced_by, content, version from intake.publishing_items"
_FIND = (
    _DECISION.replace(" from intake", ", o.level, o.path from intake") + " join intake.offices o on o.code = d.issuer"
)
_COUNTED = """
select decision, action, count(*) as many from intake.publishing_items where decision = any($1::uuid[])
group by decision, action
"""
_LIST = f"""
{_FIND} where ($1::text is null or o.path @> array[$1]) and ($2::boolean is null or (published_at is not null) = $2)
  and d.decided_on between $3 and $4 and ($5::uuid is null or d.id < $5)
  and ($7::text is null or d.number = $7) order by d.id desc limit $6
"""
_LIST_WITH_DRAFTS = _LIST.replace(
    "d.decided_on between $3 and $4", "(d.decided_on is null or d.decided_on between $3 and $4)"
)
_COUNTS = """
select i.action, count(*) as many, count(distinct d.id) as decisions
from intake.publishing_decisions d join intake.publishing_items i on i.decision = d.id
join intake.offices o on o.code = d.issuer
where d.published_at is not null and d.decided_on between $1 and $2 and ($3::text is null or o.path @> array[$3])
group by grouping sets ((i.action), ())
"""
_RUNNING = """
select code, max(version) as latest,
  max(valid_from) filter (where valid_from <= $2 and $2 <= coalesce(valid_to, 'infinity'::date)) as valid_from,
  max(valid_to) filter (where valid_from <= $2 and $2 <= coalesce(valid_to, 'infinity'::date)) as valid_to,
  bool_or(valid_from > $2) as has_later
from intake.procedures where code = any($1::text[]) group by code
"""


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """A decision with the level and path of its issuer, and how many items it has of each action."""

    decision: Decision
    level: Level
    path: tuple[str, ...]
    counts: dict[str, int]


def _decision_of(row: asyncpg.Record) -> Decision:
    values = {name: row[name] for name in Decision.__slots__}
    basis = [LegalBasis(b["name"], date.fromisoformat(b["effective_on"])) for b in row["legal_basis"]]
    return Decision(**{**values, "legal_basis": tuple(basis)})


def _item_of(row: asyncpg.Record) -> Item:
    return Item(**{**row, "action": Action(row["action"])})


async def find_decision(connection: Connection, id_: UUID) -> DecisionRead:
    row = await connection.fetchrow(f"{_FIND} where d.id = $1", id_)
    if row is None:
        raise NotFound("decision_not_found", "Không có quyết định công bố này")
    return (await _read(connection, [row]))[0]


async def items_of(
    connection: Connection, decision: UUID, after: str | None = None, limit: int | None = None
) -> list[Item]:
    """In order of code; all of them without a limit."""
    sql = f"{_ITEM} where decision = $1 and ($2::text is null or procedure > $2) order by procedure limit $3"
    return [_item_of(row) for row in await connection.fetch(sql, decision, after, limit)]


async def find_item(connection: Connection, decision: UUID, procedure: str) -> Item:
    row = await connection.fetchrow(f"{_ITEM} where decision = $1 and procedure = $2", decision, procedure)
    if row is None:
        raise NotFound("item_not_found", "Thủ tục này không nằm trong quyết định")
    return _item_of(row)


async def list_decisions(
    connection: Connection,
    *,
    issuer: str | None,
    is_published: bool | None,
    span: tuple[date, date],
    after: UUID | None,
    limit: int,
    number: str | None = None,
) -> list[DecisionRead]:
    """Newest first. Drafts without a day of decision are in every span."""
    sql = _LIST if is_published else _LIST_WITH_DRAFTS
    return await _read(connection, await connection.fetch(sql, issuer, is_published, *span, after, limit, number))


async def count_published(
    connection: Connection, span: tuple[date, date], issuer: str | None
) -> tuple[int, dict[Action, int]]:
    """Decisions of the span by their day, and their items by action."""
    rows = await connection.fetch(_COUNTS, *span, issuer)
    by_action = {Action(row["action"]): row["many"] for row in rows if row["action"]}
    return next(row["decisions"] for row in rows if not row["action"]), by_action


async def running_on(connection: Connection, codes: Sequence[str], on: date) -> dict[str, Running]:
    """How each of the procedures stands on a day; one that was never published is missing."""
    rows = await connection.fetch(_RUNNING, list(codes), on)
    return {row["code"]: Running(row["latest"], row["valid_from"], row["valid_to"], row["has_later"]) for row in rows}


async def _read(connection: Connection, rows: Sequence[asyncpg.Record]) -> list[DecisionRead]:
    counted: dict[UUID, dict[str, int]] = {row["id"]: {} for row in rows}
    for count in await connection.fetch(_COUNTED, list(counted)):
        counted[count["decision"]][count["action"]] = count["many"]
    return [
        DecisionRead(_decision_of(row), Level(row["level"]), tuple(row["path"]), counted[row["id"]]) for row in rows
    ]
