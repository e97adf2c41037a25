"""Reads groups of interlinked procedures with their members of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.domain.catalogue.catalogue import PublishedProcedure
from services.intake.queries.catalogue.procedures import COLUMNS, procedure_of
from shared.db.database import Connection

_GROUPS = """
select code, name, basis from intake.procedure_groups where $1::text is null or code = $1 order by code limit 500
"""
_MEMBERS = f"""
select {COLUMNS} from intake.procedures
where "group" = any($1::text[]) and valid_from <= $2 and $2 <= coalesce(valid_to, 'infinity'::date)
order by "group", code
"""
_UNKNOWN = """
select distinct t.code from unnest($1::text[]) as t(code)
where not exists (select from intake.procedure_groups g where g.code = t.code)
"""


@dataclass(frozen=True, slots=True)
class GroupRead:
    """A group and the versions that belong to it on the day."""

    code: str
    name: str
    basis: str
    members: tuple[PublishedProcedure, ...]


async def list_groups(connection: Connection, on: date, code: str | None = None) -> list[GroupRead]:
    """All, or the one of that code."""
    groups = await connection.fetch(_GROUPS, code)
    rows = await connection.fetch(_MEMBERS, [group["code"] for group in groups], on)
    members = [procedure_of(row) for row in rows]
    return [
        GroupRead(**group, members=tuple(member for member in members if member.group == group["code"]))
        for group in groups
    ]


async def unknown_groups(connection: Connection, codes: Sequence[str]) -> set[str]:
    return {row["code"] for row in await connection.fetch(_UNKNOWN, list(codes))}
