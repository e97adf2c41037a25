"""Finds by dossier code: the very one, or those of a unit that begin as it was typed."""

from dataclasses import replace

from services.intake.domain.finding_plan import Way
from services.intake.queries.finding.search import Hit, Search, span
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
    wanted += span(replace(search, after=None), None, terms)
    wanted += conditions(Way.TIME, sought, search.places, terms)
    sql = f"""
        select t.accepted_at, t.dossier from intake.dossiers d join intake.cards t on t.dossier = d.id
        where {" and ".join(wanted)} order by d.code desc limit {search.limit}
    """
    return [Hit(row["accepted_at"], row["dossier"]) for row in await connection.fetch(sql, *terms.values)]
