"""The newest dossiers that fit, page by page: along the way that should be shortest, and by another where it is not."""

from datetime import timedelta

from services.intake.domain.finding.finding_plan import MET, Course, Way, courses
from services.intake.queries.finding.by_code import by_code
from services.intake.queries.finding.search import STEADY, Hit, Search, span
from services.intake.queries.finding.terms import BY_PLACE, ON_STANDINGS, Terms, branches, conditions, marks_query
from shared.db.database import Connection

_MOST_MET = 30_000  # cards of a walk at least before the lists of marks are tried
_MOST_FETCHED = 6_000  # cards fetched by their marks before a walk is tried
_SPARE, _WIDER = 1.5, 4  # a window is made for half as much again as is wanted; the next one is wider, by this at most


async def newest(connection: Connection, search: Search) -> list[Hit]:
    """Newest first. The ways differ in what they cost, never in what they find."""
    if search.sought.endings == ():  # no word in the books begins like that
        return []
    if search.sought.codes or search.sought.code_beginning:
        return await by_code(connection, search)
    first, *others = courses(search.sought, search.places.leading, search.shares, search.limit)
    if first.way is Way.MARKS:
        hits = await _by_marks(connection, search, _MOST_FETCHED)
        return await _walk(connection, search, others[0]) if hits is None else hits
    by_marks = next((other for other in others if other.way is Way.MARKS), None)
    if by_marks is None:
        return await _walk(connection, search, first)
    hits = await _short_walk(connection, search, first, by_marks.cost)
    if hits is None:
        hits = await _by_marks(connection, search, _MOST_FETCHED)
    return await _walk(connection, search, first) if hits is None else hits


async def _by_marks(connection: Connection, search: Search, most: int) -> list[Hit] | None:
    """By the lists of marks; None where more dossiers have them than may be fetched and sorted."""
    terms = Terms()
    wanted = [f"t.marks @@ {terms.put(marks_query(search.sought), 'text')}::tsquery", *span(search, None, terms)]
    wanted += conditions(Way.MARKS, search.sought, search.places, terms)
    sql = f"""
        with found as materialized (
          select t.accepted_at, t.dossier from intake.cards t where {" and ".join(wanted)} limit {most})
        select accepted_at, dossier, (select count(*) from found) as met from found
        order by accepted_at desc, dossier desc limit {search.limit}
    """
    await connection.execute(STEADY, "on")
    rows = await connection.fetch(sql, *terms.values)
    return None if rows and rows[0]["met"] == most else [Hit(row["accepted_at"], row["dossier"]) for row in rows]


async def _short_walk(connection: Connection, search: Search, course: Course, otherwise: float) -> list[Hit] | None:
    """A walk that gives up (None) where it has met far more cards than expected, and cost as much as the other way."""
    days = _days_of(max(_MOST_MET, 2 * course.met, otherwise / MET), search, course)
    if days is None or days > search.shares.days:
        return await _walk(connection, search, course)
    hits = await _walk(connection, search, course, days)
    return hits if len(hits) == search.limit or _is_all(search, days) else None


async def _walk(connection: Connection, search: Search, course: Course, at_most: float | None = None) -> list[Hit]:
    """Back through time, entry by entry where the index has them in one order; else, over many offices or states, in
    windows that grow until the page is full. `at_most` so many days, None for all."""
    await connection.execute(STEADY, "off")
    days = (
        at_most if _is_ordered(search, course.way) else _days_of(_SPARE * search.limit / course.passing, search, course)
    )
    while True:
        if at_most is not None:
            days = min(days or at_most, at_most)
        elif days is not None and days > search.shares.days:
            days = None
        hits = await _window(connection, search, course.way, days)
        if len(hits) == search.limit or days is None or days == at_most or _is_all(search, days):
            return hits
        days *= min(_WIDER, _SPARE * search.limit / max(len(hits), 1))


def _days_of(cards: float, search: Search, course: Course) -> float | None:
    """How far back that many cards of the way reach, as far as the statistics know."""
    per_day = course.led * search.shares.per_day
    return cards / per_day if per_day else None


def _is_all(search: Search, days: float) -> bool:
    return search.begins_at - timedelta(days=days) <= search.sought.accepted_from


def _is_ordered(search: Search, way: Way) -> bool:
    """One office, one state: the entries of the index lie in the order of the list."""
    states = search.sought.states if way in ON_STANDINGS else ()
    places = search.places.leading or [] if way in BY_PLACE else []
    return len(states) <= 1 and len(places) <= 1


async def _window(connection: Connection, search: Search, way: Way, days: float | None) -> list[Hit]:
    since = search.begins_at - timedelta(days=days) if days is not None else None
    terms = Terms()
    table = "intake.standings" if way in ON_STANDINGS else "intake.cards"
    order = f"order by accepted_at desc, dossier desc limit {search.limit}"
    kept = " " if _is_ordered(search, way) else "materialized "  # else the planner would walk through all offices
    parts = []
    for n, wanted in enumerate(branches(way, search.sought, search.places, terms)):
        where = " and ".join([*wanted, *span(search, since, terms)])
        select = f"select t.accepted_at, t.dossier from {table} t where {where}"
        parts.append(f"(with w{n} as {kept}({select}) select * from w{n} {order})")
    rows = await connection.fetch(
        " union all ".join(parts) + " " + order if len(parts) > 1 else parts[0], *terms.values
    )
    return [Hit(row["accepted_at"], row["dossier"]) for row in rows]
