"""Finds procedures by words without marks, in any order, the last one perhaps not yet typed to its end.

Words are matched by an index over the folded name (`words`), codes by their beginning. What is typed reaches the
database as letters and digits only, so it is never read as the syntax of a query.
"""

import re
from dataclasses import dataclass
from datetime import date

import asyncpg

from services.intake.domain.catalogue.catalogue import PublishedProcedure
from services.intake.queries.catalogue.procedures import COLUMNS, procedure_of
from shared.db.database import Connection
from shared.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"[1-9](\.\d{0,6})?")
_MOST_WORDS = 24
_IN_FORCE = "valid_from <= $1 and $1 <= coalesce(valid_to, 'infinity'::date)"
# The page is found on narrow rows first: sorting the whole ones costs three times as much.
_LIST = f"""
with page as (
  select code, version from intake.procedures
  where {_IN_FORCE} and ($2::text is null or field = $2) and ($3::text is null or $3 = any(levels))
    and ($4::text is null or code > $4) and MATCHES
  order by code limit $5)
select {COLUMNS} from intake.procedures join page using (code, version) order by code
"""
_LIST_ALL = _LIST.replace("MATCHES", "true")
_LIST_BY_WORDS = _LIST.replace("MATCHES", "words @@ $6::tsquery")
_LIST_BY_CODE = _LIST.replace("MATCHES", "code like $6")
_CHOICE = "code, version, name, field, levels, folded"
# Lately: the desk's last 300 receipts, read from the end of one index.
_LATELY = """
lately as materialized (
  select procedure, count(*) as many from (
    select procedure from intake.dossiers where desk = $5 order by accepted_at desc, id desc limit 300) as received
  group by procedure)
"""
_RANKED = """
select p.code, p.version, p.name, p.field, p.levels, coalesce(l.many, 0) as lately
from (select * from FOUND) as p left join lately l on l.procedure = p.code
"""
# One letter matches nine procedures of ten, and to rank them all takes 8 ms. Shortness ranks last, so the short names
# (one of eight) are looked at first; only if they do not fill the list, the index of words finds the rest.
_SHORT = 50
_SUGGEST_BY_WORDS = f"""
with {_LATELY},
short as materialized (
  select {_CHOICE} from intake.procedures
  where length(folded) <= {_SHORT} and words @@ $3::tsquery and {_IN_FORCE}
    and ($2::text is null or $2 = any(levels))),
found as (
  select {_CHOICE} from short
  union select {_CHOICE} from intake.procedures
  where (select count(*) from short) < $4 and words @@ $3::tsquery and {_IN_FORCE}
    and ($2::text is null or $2 = any(levels))
  union select {_CHOICE} from intake.procedures
  where code in (select procedure from lately) and words @@ $3::tsquery and {_IN_FORCE}
    and ($2::text is null or $2 = any(levels)))
{_RANKED.replace("FOUND", "found")}
order by coalesce(l.many, 0) desc, strpos(folded, $6) > 0 desc, length(folded), code limit $4
"""
_SUGGEST_BY_CODE = f"""
with {_LATELY},
found as (
  select {_CHOICE} from intake.procedures
  where code >= $3 and code < $6 and {_IN_FORCE} and ($2::text is null or $2 = any(levels)))
{_RANKED.replace("FOUND", "found")}
order by code = $3 desc, coalesce(l.many, 0) desc, code limit $4
"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A procedure to choose; `lately` is how many of the desk's last 300 receipts were for it."""

    code: str
    version: int
    name: str
    field: str
    levels: tuple[str, ...]
    lately: int


def _query(text: str, *, every_prefix: bool) -> tuple[str | None, str]:
    """A query over words (none where there is no letter), and the words as one run."""
    words = _WORD.findall(fold(text))[:_MOST_WORDS]
    ends = [":*" if every_prefix or place == len(words) - 1 else "" for place in range(len(words))]
    return " & ".join(f"'{word}'{end}" for word, end in zip(words, ends, strict=True)) or None, " ".join(words)


def _code_start(text: str) -> str | None:
    start = text.strip()
    return start if _CODE.fullmatch(start) else None


async def list_procedures(
    connection: Connection,
    *,
    q: str | None,
    field: str | None,
    level: str | None,
    on: date,
    after: str | None,
    limit: int,
) -> list[PublishedProcedure]:
    """In force that day, in order of code. `q`: all words, the last one as a beginning; or the beginning of a code."""
    filters = (on, field, level, after, limit)
    if q is None:
        rows = await connection.fetch(_LIST_ALL, *filters)
    elif code := _code_start(q):
        rows = await connection.fetch(_LIST_BY_CODE, *filters, f"{code}%")
    else:
        words, _ = _query(q, every_prefix=False)
        rows = await connection.fetch(_LIST_BY_WORDS, *filters, words) if words else []
    return [procedure_of(row) for row in rows]


async def suggest_procedures(
    connection: Connection, *, q: str, desk: str | None, level: str | None, on: date, limit: int
) -> list[Suggestion]:
    """In force that day: the very code first, then what the desk receives most, the words as one run, short names."""
    rows: list[asyncpg.Record] = []
    if code := _code_start(q):
        rows = await connection.fetch(_SUGGEST_BY_CODE, on, level, code, limit, desk, f"{code}:")  # ":" follows "9"
    else:
        words, phrase = _query(q, every_prefix=True)
        if words:
            rows = await connection.fetch(_SUGGEST_BY_WORDS, on, level, words, limit, desk, phrase)
    return [Suggestion(**{**row, "levels": tuple(row["levels"])}) for row in rows]
