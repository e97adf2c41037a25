"""What acts said to the applicant, many dossiers at once, and the names of those who acted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.db.database import Connection

# Whatever else is written in a note is for colleagues.
FOR_APPLICANT = (
    *("supplement_requested", "extended", "refused", "stopped", "closed_unanswered", "withdrawn"),
    "payment_requested",
)
_WORDS = """
select t.dossier, t.version, t.act, o.name as officer,
  case when t.act = any($3::text[]) then t.note end as note,
  case when t.act = any($3::text[]) then t.details -> 'lacking' end as lacking
from processing.transitions t
left join processing.officials o on o.account = t.actor
where t.dossier = any($1::uuid[]) and exists (
  select from processing.dossiers d join processing.offices f on f.code in (d.office, d.desk)
  where d.id = t.dossier and f.reach && $2::text[])
order by t.dossier, t.version
"""


@dataclass(frozen=True, slots=True)
class WordRead:
    """Of one act. `officer` is empty where nobody entered the account among the officials."""

    dossier: UUID
    version: int
    act: str
    officer: str | None
    note: str | None
    lacking: list[Any] | None


async def words_of(connection: Connection, dossiers: Sequence[UUID], reach: Collection[str]) -> list[WordRead]:
    """Of those in reach, oldest act first."""
    rows = await connection.fetch(_WORDS, list(dossiers), list(reach), list(FOR_APPLICANT))
    return [WordRead(**row) for row in rows]
