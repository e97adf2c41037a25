"""Finds by dossier code: the very one, or those of a unit that begin as it was typed."""

from dataclasses import replace

from services.intake.domain.finding.finding_plan import Way
from services.intake.queries.finding.search import STEADY, Hit, Search, span
from services.intake.queries.finding.terms import Terms, conditions
from shared.db.database import Connection

_BEHIND_ALL = "~"  # stands behind every sign of a code


async def by_code(connection: Connection, search: Search) -> list[Hit]:
    """In the order of codes, last first: inside one unit they run with the days."""
    terms, sought = Terms(), search.sought
    wanted = [f"d.code = {terms.put(code, 'text')}" for code in sought.codes]
    if sought.code_beginning:
        beginning = terms.put(sought.code_beginning, "text")
        wanted.append(f"d.code >= {beginning} and d.code < {beginning} || '{_BEHIND_ALL}'")
    if search.after:
        last = terms.put(search.after.dossier, "uuid")
        wanted.append(f"d.code < (select code from intake.dossiers where id = {last})")
    others = [*span(replace(search, after=None), None, terms), *conditions(Way.TIME, sought, search.places, terms)]
    # The offsets keep the planner from turning the walk along the codes into a join of everything.
    sql = f"""
        select t.accepted_at, t.dossier
        from (select d.id from intake.dossiers d where {" and ".join(wanted)} order by d.code desc offset 0) as d
        cross join lateral (
          select t.accepted_at, t.dossier from intake.cards t
          where t.dossier = d.id and {" and ".join(others)} offset 0) as t
        limit {search.limit}
    """
    await connection.execute(STEADY, "off")
    return [Hit(row["accepted_at"], row["dossier"]) for row in await connection.fetch(sql, *terms.values)]
