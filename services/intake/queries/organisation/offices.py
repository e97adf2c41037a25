"""Finds offices by code or any of their names, their hours, and lists of them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Literal

import asyncpg

from services.intake.domain.organisation.desk_hours import HoursAct
from services.intake.domain.organisation.office import Alias, Office, OfficeKind, resolve_alias
from shared.contracts.terms import Level
from shared.db.database import Connection
from shared.errors import NotFound
from shared.text import fold

COLUMNS = "code, name, level, parent, valid_from, valid_to, successor, code_prefix, path, kind"
_BY_CODE = f"select {COLUMNS} from intake.offices where code = $1"
_BY_CODES = f"select {COLUMNS} from intake.offices where code = any($1::text[])"
_BELOW = f"select {COLUMNS} from intake.offices where path @> array[$1] and code <> $1"
_ALIASES_OF = "select alias, office, valid_from, valid_to from intake.office_aliases where office = any($1::text[])"
_REACHES = "select exists (select from intake.offices where code = $1 and reach && $2::text[])"
_IS_ALIAS = "select exists (select from intake.office_aliases where alias = $1)"
_ALIASES = "select alias, office, valid_from, valid_to from intake.office_aliases where alias = $1"
_NAMES = "select alias, office, valid_from, valid_to from intake.office_aliases where office = $1 order by alias"
_IN_REACH = "select code from intake.offices where reach && $1::text[] order by code"
_UNDER = "select code from intake.offices where {} @> array[$1] order by code"
_HOURS = """
select office, valid_from, sessions from intake.office_hours
where office = any($1::text[]) and decided_at <= coalesce($2::timestamptz, 'infinity') order by valid_from
"""
_LIST = f"""
select {COLUMNS} from intake.offices
where ($1::text is null or parent = $1) and ($2::text is null or level = $2)
  and ($3::text is null or folded like '%' || $3 || '%' or code = $4 or code like $5)
  and ($6::text is null or code > $6) and ($8::text is null or kind = $8)
  and ($9::date is null or valid_from <= $9 and (valid_to is null or valid_to >= $9))
order by code limit $7
"""


Tree = Literal["path", "reach"]


def office_of(row: asyncpg.Record) -> Office:
    return Office(
        row["code"],
        row["name"],
        Level(row["level"]),
        row["parent"],
        row["valid_from"],
        row["valid_to"],
        row["successor"],
        row["code_prefix"],
        tuple(row["path"]),
        OfficeKind(row["kind"]),
    )


async def office_by_code(connection: Connection, code: str) -> Office | None:
    row = await connection.fetchrow(_BY_CODE, code)
    return office_of(row) if row else None


async def offices_by_codes(connection: Connection, codes: Sequence[str]) -> dict[str, Office]:
    return {row["code"]: office_of(row) for row in await connection.fetch(_BY_CODES, list(codes))}


async def offices_below(connection: Connection, code: str) -> list[Office]:
    """Every office in the tree under one, itself left out."""
    return [office_of(row) for row in await connection.fetch(_BELOW, code)]


async def aliases_of_all(connection: Connection, codes: Sequence[str]) -> list[Alias]:
    return [Alias(**row) for row in await connection.fetch(_ALIASES_OF, list(codes))]


async def codes_in_reach(connection: Connection, roots: Collection[str]) -> list[str]:
    """The offices of these subtrees and those that they continue."""
    return [row["code"] for row in await connection.fetch(_IN_REACH, list(roots))]


async def codes_under(connection: Connection, root: str, tree: Tree) -> list[str]:
    """By `path` what lies below it, by `reach` also what those offices continue."""
    return [row["code"] for row in await connection.fetch(_UNDER.format(tree), root)]


async def is_alias(connection: Connection, text: str) -> bool:
    found: bool = await connection.fetchval(_IS_ALIAS, text)
    return found


async def find_office(connection: Connection, text: str, on: date) -> Office:
    """By code; else by the alias that means one office that day; else by an alias that only one office ever had."""
    office = await office_by_code(connection, text)
    if office:
        return office
    rows = await connection.fetch(_ALIASES, text)
    meant = resolve_alias([Alias(**row) for row in rows], on)
    office = await office_by_code(connection, meant) if meant else None
    if office is None:
        message = f"Không có đơn vị nào mang mã này vào ngày {on:%d/%m/%Y}"
        raise NotFound("office_not_found", message)
    return office


async def find_desk(connection: Connection, text: str, on: date) -> Office:
    """For acts of a day: a unit that ended gives its code over to the one that bears it on that day."""
    office = await find_office(connection, text, on)
    if office.is_in_force(on):
        return office
    bearers = [Alias(**row) for row in await connection.fetch(_ALIASES, text)]
    meant = next((alias.office for alias in bearers if alias.holds(on) and alias.office != office.code), None)
    return (await office_by_code(connection, meant) if meant else None) or office


async def reaches(connection: Connection, code: str, reach: Collection[str]) -> bool:
    """True where the office, or one that continues it, lies at or below one of `reach`."""
    found: bool = await connection.fetchval(_REACHES, code, list(reach))
    return found


async def aliases_of(connection: Connection, code: str) -> list[Alias]:
    return [Alias(**row) for row in await connection.fetch(_NAMES, code)]


async def hours_acts(
    connection: Connection, codes: Sequence[str], known_at: datetime | None = None
) -> dict[str, list[HoursAct]]:
    """What was decided for each of the offices, as known at an instant (default: now)."""
    acts: dict[str, list[HoursAct]] = {}
    for row in await connection.fetch(_HOURS, list(codes), known_at):
        sessions = tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in row["sessions"])
        acts.setdefault(row["office"], []).append(HoursAct(row["valid_from"], sessions))
    return acts


async def list_offices(
    connection: Connection,
    *,
    q: str | None,
    parent: str | None,
    level: str | None,
    after: str | None,
    limit: int,
    kind: str | None = None,
    on: date | None = None,
) -> list[Office]:
    """In order of code; `q` is looked for in the folded name and at the beginning of the code; `on`: in force then."""
    folded = like_escaped(fold(q)) if q else None
    prefix = like_escaped(q) + "%" if q else None
    rows = await connection.fetch(_LIST, parent, level, folded, q, prefix, after, limit, kind, on)
    return [office_of(row) for row in rows]


def like_escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
