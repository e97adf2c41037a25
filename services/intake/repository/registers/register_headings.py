"""Keeps what an office calls the columns of its register books."""

from collections.abc import Mapping
from datetime import datetime

from services.intake.domain.register.cells import tidy
from services.intake.domain.register.column_names import heading
from shared.db.database import Connection

_SET = """
insert into intake.register_headings as h (office, heading, written, "column", set_by, set_at)
select $1, t.heading, t.written, t."column", $2, $3
from unnest($4::text[], $5::text[], $6::text[]) as t(heading, written, "column")
on conflict (office, heading) do update set written = excluded.written, "column" = excluded."column",
  set_by = excluded.set_by, set_at = excluded.set_at
"""
_FORGET = "delete from intake.register_headings where office = $1 and heading = any($2::text[])"


async def set_headings(
    connection: Connection, office: str, columns: Mapping[str, str | None], by: str, at: datetime
) -> None:
    """By heading as written; None forgets a heading, an empty column leaves it unread."""
    named = {heading(written): (tidy(written), column) for written, column in columns.items() if heading(written)}
    kept = [(folded, written, column) for folded, (written, column) in named.items() if column is not None]
    if kept:
        await connection.execute(_SET, office, by, at, *map(list, zip(*kept, strict=True)))
    await connection.execute(_FORGET, office, [folded for folded, (_, column) in named.items() if column is None])
