"""Offices end and others continue them: by event time, by both maps, and with every figure opening its dossiers."""

import random
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.contribution import STATES
from services.stats.domain.measure import Breakdown, Map, Measure
from services.stats.domain.period import Period
from services.stats.queries.dossiers import Part
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.unit_of_work import Work
from services.stats.usecases.fold_facts import fold_dossiers
from services.stats.usecases.open_figure import open_figure
from services.stats.usecases.tell_figures import Told, tell_figures
from shared.contracts.processing import Standing
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase, Connection
from tests.stats.histories import days, histories, nothing_kept
from tests.stats.made_up import (
    COMMUNE,
    DISTRICT,
    NATION,
    NOW,
    OTHER,
    PROVINCE,
    TODAY,
    a_standing,
    acted,
    country,
    ended,
    fact_of,
    furnish,
    local,
    moved,
    note,
    office_body,
    registered,
    succeeded,
)
from tests.stats.naive import Inside, is_below, naive_figures
from tests.stats.usecases.test_note_facts import AREAS
from tests.support.people import Identity

ACCEPTED, DUE = local("2025-06-20 08:30"), local("2025-07-04 17:00")
MIDNIGHT, LAST_OF_OLD = local("2025-07-01 00:00"), date(2025, 6, 30)
NEW_PROVINCE, NEW_COMMUNE = "25.2025", "08911.2025"
JUNE, JULY = Period(date(2025, 6, 1), LAST_OF_OLD), Period(date(2025, 7, 1), date(2025, 7, 31))
SUMMER = Period(date(2025, 6, 1), date(2025, 7, 31))


async def ask(connection: Connection, area: str, span: Period, of: Map = Map.THEN) -> Question:
    head = await office_head(connection, area, visible_to=[NATION], now=NOW, of=of)
    return Question(head, span, NOW, of)


async def figures(connection: Connection, area: str, span: Period, of: Map = Map.THEN) -> dict[str, int]:
    answer = (await tell_figures(connection, await ask(connection, area, span, of), None)).figures
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


async def counted(connection: Connection, area: str, span: Period, of: Map = Map.THEN) -> dict[str, int]:
    """Only what is not zero, of what the identities are about, and no channels."""
    found = await figures(connection, area, span, of)
    return {name: count for name, count in found.items() if count and name not in BESIDE}


BESIDE = {
    *("direct", "late_without_letter", "taken_in", "refusals", "late_by_reappointment", "ready_not_returned"),
    *("index_in_time", "index_overdue"),
}


async def reform(connection: Connection) -> None:
    """The commune, its district and its province end; a new province and commune continue them."""
    await note(
        connection,
        registered(NEW_PROVINCE, NATION, Level.PROVINCE),
        registered(NEW_COMMUNE, NEW_PROVINCE),
        succeeded(COMMUNE, DISTRICT, Level.COMMUNE, NEW_COMMUNE, LAST_OF_OLD),
        succeeded(DISTRICT, PROVINCE, Level.DISTRICT, NEW_PROVINCE, LAST_OF_OLD),
        succeeded(PROVINCE, NATION, Level.PROVINCE, NEW_PROVINCE, LAST_OF_OLD),
    )


def across() -> list[Standing]:
    """One that ended late in July at the new commune, one that is still open there."""
    first, second = (
        moved(a_standing(ACCEPTED, DUE, office=COMMUNE, desk=COMMUNE), MIDNIGHT, NEW_COMMUNE) for _ in "ab"
    )
    return [ended(first, local("2025-07-10 09:00")), second]


async def test_a_dossier_counts_at_the_old_office_before_the_day_and_at_the_new_one_from_it(
    database: BoundDatabase,
) -> None:
    await furnish(database, across())
    async with database.transaction() as connection:
        await reform(connection)
        assert await counted(connection, COMMUNE, JUNE) == {"received": 2, "in_term": 2}
        assert await counted(connection, COMMUNE, JULY) == {"carried_over": 2, "moved_out": 2}
        assert await counted(connection, NEW_COMMUNE, JUNE) == {}
        assert await counted(connection, NEW_COMMUNE, JULY) == {"moved_in": 2, "resolved": 1, "late": 1, "overdue": 1}
        assert await counted(connection, COMMUNE, SUMMER) == {"received": 2, "moved_out": 2}


async def test_moves_inside_what_is_asked_for_cancel(database: BoundDatabase) -> None:
    await furnish(database, across())
    async with database.transaction() as connection:
        await reform(connection)
        assert await counted(connection, NATION, SUMMER) == {"received": 2, "resolved": 1, "late": 1, "overdue": 1}
        assert await counted(connection, PROVINCE, SUMMER) == {"received": 2, "moved_out": 2}
        whole = await tell_figures(connection, await ask(connection, NATION, SUMMER), Breakdown.OFFICE)
        crossed = {part.key: (part.figures.moved_in, part.figures.moved_out) for part in whole.parts}
        assert crossed == {PROVINCE: (0, 2), OTHER: (0, 0), NEW_PROVINCE: (2, 0)}


async def test_the_new_map_has_everything_at_the_offices_that_continue(database: BoundDatabase) -> None:
    own = a_standing(ACCEPTED, DUE, office=DISTRICT)
    await furnish(database, [*across(), own])
    async with database.transaction() as connection:
        before = await figures(connection, PROVINCE, SUMMER)
        await reform(connection)
        await note(connection, acted(moved(own, MIDNIGHT, NEW_PROVINCE)))
        assert await figures(connection, NEW_PROVINCE, SUMMER, Map.NOW) == before | {"late": 1, "resolved": 1} | {
            "late_without_letter": 1,
            "in_term": 0,
            "overdue": 2,
            "moved_out": 0,
            "late_by_reappointment": 1,
            "index_overdue": 2,
            "ready_not_returned": 1,
        }
        assert await counted(connection, NEW_COMMUNE, JUNE, Map.NOW) == {"received": 2, "in_term": 2}
        assert await counted(connection, COMMUNE, SUMMER, Map.NOW) == {}
        parts = await tell_figures(connection, await ask(connection, NEW_PROVINCE, SUMMER, Map.NOW), Breakdown.OFFICE)
        assert [(p.key, p.is_own, p.figures.received) for p in parts.parts] == [
            (NEW_COMMUNE, False, 2),
            (NEW_PROVINCE, True, 1),
        ]


async def test_an_end_that_lies_ahead_has_not_happened_on_the_new_map(database: BoundDatabase) -> None:
    await furnish(database, [a_standing(ACCEPTED, DUE, office=COMMUNE)])
    async with database.transaction() as connection:
        await note(connection, succeeded(COMMUNE, DISTRICT, Level.COMMUNE, OTHER, TODAY))
        assert (await figures(connection, COMMUNE, SUMMER, Map.NOW))["received"] == 1
        await note(connection, succeeded(COMMUNE, DISTRICT, Level.COMMUNE, OTHER, TODAY - timedelta(days=1), seq=3))
        assert (await figures(connection, COMMUNE, SUMMER, Map.NOW))["received"] == 0
        assert (await figures(connection, OTHER, SUMMER, Map.NOW))["received"] == 1


async def test_what_left_the_new_map_s_scope_before_is_not_in_it(database: BoundDatabase) -> None:
    """A department of the old province that nothing continues stays with it, on either map."""
    await furnish(database)
    async with database.transaction() as connection:
        await note(connection, registered("H62.03", PROVINCE, Level.DEPARTMENT))
        await note(connection, acted(a_standing(ACCEPTED, DUE, office="H62.03")))
        await reform(connection)
        for of in Map:
            assert (await figures(connection, "H62.03", SUMMER, of))["received"] == 1
            assert (await figures(connection, PROVINCE, SUMMER, of))["received"] == 1
        assert (await figures(connection, NEW_PROVINCE, SUMMER, Map.NOW))["received"] == 0
        assert (await figures(connection, NATION, SUMMER, Map.NOW))["received"] == 1


async def test_a_unit_that_ended_without_a_successor_goes_with_the_one_above_it(database: BoundDatabase) -> None:
    """Communes that were joined before the reform: nobody says with which, but the district was the same."""
    await furnish(database)
    async with database.transaction() as connection:
        joined = office_body("08900", DISTRICT).model_copy(update={"valid_to": date(2020, 1, 1)})
        await note(connection, fact_of(joined, "office:08900", 1))
        await note(connection, acted(a_standing(local("2019-06-03 08:30"), office="08900")))
        await reform(connection)
        span = Period(date(2019, 1, 1), date(2019, 12, 31))
        assert await counted(connection, NEW_PROVINCE, span, Map.NOW) == {"received": 1, "in_term": 1}
        assert await counted(connection, PROVINCE, span, Map.NOW) == {}
        assert await counted(connection, PROVINCE, span) == {"received": 1, "in_term": 1}
        question = await ask(connection, NEW_PROVINCE, span, Map.NOW)
        opened = await open_figure(connection, question, Measure.RECEIVED, Part(with_below=False), after=None, limit=9)
        assert (opened.total, len(opened.items)) == (1, 1)


async def test_a_late_entry_that_brings_a_dossier_back_takes_its_move_out_of_the_books(
    database: BoundDatabase,
) -> None:
    first = moved(a_standing(ACCEPTED, DUE, office=COMMUNE), MIDNIGHT, NEW_COMMUNE)
    back = ended(first, local("2025-06-25 09:00"), office=COMMUNE, moves=())
    await furnish(database, [first])
    async with database.transaction() as connection:
        await reform(connection)
        await note(connection, acted(back))
        assert await counted(connection, COMMUNE, SUMMER) == {"received": 1, "resolved": 1, "early": 1}
        assert await counted(connection, NEW_COMMUNE, SUMMER) == {}


def ending_at(successors: dict[str, str], area: str) -> Inside:
    def inside(office: str) -> bool:
        while office in successors:
            office = successors[office]
        return is_below(office, area)

    return inside


MAPS: list[dict[str, str]] = [
    {},
    {COMMUNE: OTHER},
    {DISTRICT: PROVINCE, COMMUNE: OTHER},
    {PROVINCE: OTHER, DISTRICT: PROVINCE, COMMUNE: DISTRICT},
    {OTHER: COMMUNE, DISTRICT: COMMUNE},
]
LEVELS = {COMMUNE: Level.COMMUNE, DISTRICT: Level.DISTRICT, PROVINCE: Level.PROVINCE, OTHER: Level.PROVINCE}
PARENTS = {COMMUNE: DISTRICT, DISTRICT: PROVINCE, PROVINCE: NATION, OTHER: NATION}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told_by=st.lists(histories(), min_size=3, max_size=8),
    successors=st.sampled_from(MAPS),
    spans=st.lists(st.tuples(days(), days()), min_size=3, max_size=3),
    bys=st.lists(st.sampled_from(Breakdown), min_size=3, max_size=3, unique=True),
)
async def test_the_figures_of_the_new_map_are_those_of_a_count_by_hand(
    database: BoundDatabase,
    told_by: list[list[Standing]],
    successors: dict[str, str],
    spans: list[tuple[date, date]],
    bys: list[Breakdown],
) -> None:
    newest = [history[-1] for history in told_by]
    last_on = TODAY - timedelta(days=1)
    ends = [succeeded(old, PARENTS[old], LEVELS[old], new, last_on) for old, new in successors.items()]
    async with nothing_kept(database) as connection:
        await note(connection, *country(), *ends, *(acted(standing) for standing in newest))
        for one, other in spans:
            span = Period(min(one, other), max(one, other))
            for area in AREAS:
                inside = ending_at(successors, area)
                expected = naive_figures(newest, area, span.from_on, span.to_on, NOW, inside)
                assert await figures(connection, area, span, Map.NOW) == expected, (area, span)
                for by in bys:
                    question = await ask(connection, area, span, Map.NOW)
                    check_parts(await tell(connection, question, by), by)


async def tell(connection: Connection, question: Question, by: Breakdown) -> Told:
    return await tell_figures(connection, question, *((None, by) if by.is_of_time else (by, None)))


def check_parts(told: Told, by: Breakdown) -> None:
    """Flows of parts add up to the whole, but for moves from one part to another."""
    crossing = {"moved_in", "moved_out"} if by in CROSSED else set()
    stock = STOCK if by.is_of_time else set()
    for name in told.figures.__dataclass_fields__.keys() - crossing - stock:
        assert sum(getattr(part.figures, name) for part in told.parts or told.steps) == getattr(told.figures, name), (
            by,
            name,
        )


CROSSED = {Breakdown.OFFICE, Breakdown.LEVEL, Breakdown.LEVEL_FIELD}
STOCK = {"carried_over", "in_term", "overdue", "waiting", *STATES}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told_by=st.lists(histories(), min_size=3, max_size=8),
    span=st.tuples(days(), days()),
    of=st.sampled_from(Map),
    chance=st.randoms(use_true_random=False),
)
async def test_every_figure_opens_its_dossiers_also_where_they_moved(
    database: BoundDatabase, told_by: list[list[Standing]], span: tuple[date, date], of: Map, chance: random.Random
) -> None:
    last_on = TODAY - timedelta(days=1)
    async with nothing_kept(database) as connection:
        await note(connection, *country(), succeeded(DISTRICT, PROVINCE, Level.DISTRICT, OTHER, last_on))
        await note(connection, *(acted(history[-1]) for history in told_by))
        for area in AREAS:
            question = await ask(connection, area, Period(min(span), max(span)), of)
            for measure in Measure:
                part = chance.choice(PARTS)
                opened = await open_figure(connection, question, measure, part, after=None, limit=100)
                assert len(opened.items) == opened.total, (area, measure, part)


PARTS = (
    Part(),
    Part(with_below=False),
    Part(channel="online"),
    Part(level="district"),
    Part(field="Hộ tịch"),
    Part(field="Hộ tịch", level="commune"),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told_by=st.lists(histories(), min_size=1, max_size=8))
async def test_the_books_are_what_their_dossiers_give(database: BoundDatabase, told_by: list[list[Standing]]) -> None:
    """Version after version, each taking the one before back, leaves what the last ones give at once."""
    async with nothing_kept(database) as connection:
        await note(connection, *country())
        for history in told_by:
            for standing in history:
                await note(connection, acted(standing))
        stored = await books_of(connection)
        for table in SUMMED:
            await connection.execute(f"delete from stats.{table}")
        await fold_dossiers(Work(connection), Work(connection))
        assert await books_of(connection) == stored


SUMMED = ("daily", "moves", "area_sums", "area_kinds", "area_causes", "area_times")


async def books_of(connection: Connection) -> list[Any]:
    """Every sum that is not zero."""
    rows = [row for table in SUMMED for row in await connection.fetch(f"select * from stats.{table}")]
    counted = ({k: v for k, v in row.items() if k in KEYS or v} for row in rows)
    return sorted(repr(sorted(each.items())) for each in counted if each.keys() - KEYS)


KEYS = {
    "area",
    "grain",
    "starts_on",
    "level",
    "channel",
    "kind",
    "cause",
    "bucket",
    "office",
    "day",
    "office_from",
    "office_to",
    "procedure",
    "field",
}


@pytest.mark.parametrize("by", ["office", "level", "field", "level_field", "procedure", "channel", "month", "day"])
async def test_the_new_map_over_http_links_to_what_it_counts(
    database: BoundDatabase, client: httpx2.AsyncClient, identity: Identity, by: str
) -> None:
    async with database.transaction() as connection:
        await note(connection, *(acted(standing) for standing in across()))
        await reform(connection)
    headers = identity.headers("monitor", offices=(NEW_PROVINCE,))
    span = {"from": "2025-06-01", "to": "2025-07-31", "map": "now", "breakdown": by}
    answer = (await client.get("/figures", params={"office": NEW_PROVINCE, **span}, headers=headers)).json()
    assert (answer["map"], answer["figures"]["received"], answer["figures"]["moved_in"]) == ("now", 2, 0)
    for measure, link in answer["links"].items():
        page = (await client.get(link, headers=headers)).json()
        assert page["total"] == len(page["items"]) == answer["figures"][measure], measure
    for item in answer["breakdown"]["items"]:
        for measure in ("received", "late", "overdue", "carried_over", "moved_in"):
            page = (await client.get(item["dossiers"].replace("{measure}", measure), headers=headers)).json()
            assert page["total"] == len(page["items"]) == item["figures"][measure], (item["key"], measure)


async def test_the_tag_of_the_new_map_moves_with_what_ended_offices_counted(
    database: BoundDatabase, client: httpx2.AsyncClient, identity: Identity
) -> None:
    async with database.transaction() as connection:
        await reform(connection)
    headers = identity.headers("monitor")
    asked = {"office": NEW_COMMUNE, "from": "2025-06-01", "to": "2025-06-30"}
    tags = {}
    for of in ("then", "now"):
        tags[of] = (await client.get("/figures", params=asked | {"map": of}, headers=headers)).headers["etag"]
    async with database.transaction() as connection:
        await note(connection, acted(a_standing(ACCEPTED, DUE, office=COMMUNE)))
    again = {
        of: (await client.get("/figures", params=asked | {"map": of}, headers=headers)).headers["etag"] for of in tags
    }
    assert (again["then"], again["now"] != tags["now"]) == (tags["then"], True)


async def test_who_sees_the_successor_sees_the_figures_of_the_office_that_ended(
    database: BoundDatabase, client: httpx2.AsyncClient, identity: Identity
) -> None:
    async with database.transaction() as connection:
        await reform(connection)
    asked = {"office": COMMUNE, "from": "2025-06-01", "to": "2025-06-30"}
    for reach, status in ((NEW_COMMUNE, 200), (NEW_PROVINCE, 200), (PROVINCE, 200), (OTHER, 404)):
        answer = await client.get("/figures", params=asked, headers=identity.headers("monitor", offices=(reach,)))
        assert answer.status_code == status, reach
