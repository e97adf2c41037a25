"""Facts in any order, with repeats, before or after their office: the figures are those of a count by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.measure import OF_TIME, Breakdown
from services.stats.domain.period import Period
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import Told, tell_figures
from shared.contracts.envelope import Fact
from shared.contracts.processing import Standing
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase, Connection
from shared.errors import Conflict, Invalid
from tests.stats.histories import days, filings, histories, nothing_kept
from tests.stats.made_up import (
    COMMUNE,
    COUNTRY,
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
    furnish,
    in_runs,
    local,
    note,
    registered,
    some_dossiers,
)
from tests.stats.naive import naive_figures

AREAS = tuple(code for code, _, _ in COUNTRY)
OF_PARTS = tuple(by for by in Breakdown if not by.is_of_time)


async def told(
    connection: Connection, area: str, span: Period, by: Breakdown | None = None, over: Breakdown | None = None
) -> Told:
    head = await office_head(connection, area, visible_to=[NATION], now=NOW)
    return await tell_figures(connection, Question(head, span, NOW), by, over)


async def figures(connection: Connection, area: str, span: Period) -> dict[str, int]:
    answer = (await told(connection, area, span)).figures
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told_by=st.lists(histories(), min_size=4, max_size=10),
    filed=st.lists(filings(), max_size=4),
    repeats=st.integers(0, 3),
    run=st.integers(1, 7),
    spans=st.lists(st.tuples(days(), days()), min_size=6, max_size=6),
    chance=st.randoms(use_true_random=False),
)
async def test_any_order_with_repeats_gives_the_figures_of_a_count_by_hand(
    database: BoundDatabase,
    told_by: list[list[Standing]],
    filed: list[list[Fact]],
    repeats: int,
    run: int,
    spans: list[tuple[date, date]],
    chance: object,
) -> None:
    facts: list[Fact] = [acted(standing) for history in told_by for standing in history]
    facts += [fact for each in filed for fact in each]
    facts = facts * (1 + repeats % 2) + country()
    chance.shuffle(facts)  # type: ignore[attr-defined]
    newest = [history[-1] for history in told_by]
    async with nothing_kept(database) as connection:
        for some in in_runs(facts, run):
            await note(connection, *some)
        for one, other in spans:
            span = Period(min(one, other), max(one, other))
            for area in AREAS:
                expected = naive_figures(newest, area, span.from_on, span.to_on, NOW, filings=filed)
                assert await figures(connection, area, span) == expected, (area, span)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told_by=st.lists(histories(), max_size=6), start=st.integers(0, 130))
async def test_each_day_of_a_series_is_the_figure_of_that_day(
    database: BoundDatabase, told_by: list[list[Standing]], start: int
) -> None:
    newest = [history[-1] for history in told_by]
    first = TODAY - timedelta(days=start)
    async with nothing_kept(database) as connection:
        await note(connection, *country(), *(acted(standing) for standing in newest))
        for over in OF_TIME:
            series = (await told(connection, PROVINCE, Period(first, TODAY), over=over)).steps
            for part in series:
                expected = naive_figures(newest, PROVINCE, part.period.from_on, part.period.to_on, NOW)
                assert {name: getattr(part.figures, name) for name in expected} == expected


@pytest.mark.parametrize("by", OF_PARTS)
async def test_parts_add_up_to_the_whole(database: BoundDatabase, by: Breakdown) -> None:
    await furnish(database, some_dossiers())
    async with database.reading() as connection:
        answer = await told(connection, DISTRICT, Period(date(2026, 3, 5), TODAY), by)
    for name in answer.figures.__dataclass_fields__:
        assert sum(getattr(p.figures, name) for p in answer.parts) == getattr(answer.figures, name), name


async def test_a_dossier_before_its_office_counts_for_every_area_once_the_office_is_known(
    database: BoundDatabase,
) -> None:
    open_one = a_standing(local("2026-03-02 08:30"), local("2026-03-09 17:00"), office=COMMUNE)
    span = Period(date(2026, 3, 1), date(2026, 3, 31))
    async with database.transaction() as connection:
        await note(connection, registered(NATION, None), registered(OTHER, NATION))
        await note(connection, acted(open_one))
        assert (await figures(connection, NATION, span))["received"] == 0
        await note(connection, registered(COMMUNE, DISTRICT))  # its parents are still unknown
        assert (await figures(connection, NATION, span))["received"] == 0
        await note(connection, registered(PROVINCE, NATION), registered(DISTRICT, PROVINCE))
        for area in (NATION, PROVINCE, DISTRICT, COMMUNE):
            assert (await figures(connection, area, span))["overdue"] == 1, area
        assert (await figures(connection, OTHER, span))["received"] == 0


async def test_an_office_that_moves_takes_its_dossiers_along(database: BoundDatabase) -> None:
    span = Period(date(2026, 3, 1), date(2026, 3, 31))
    await furnish(database, some_dossiers())
    async with database.transaction() as connection:
        before = await figures(connection, PROVINCE, span)
        await note(connection, registered(DISTRICT, OTHER, seq=2))
        assert await figures(connection, OTHER, span) == before
        assert set((await figures(connection, PROVINCE, span)).values()) == {0}
        await note(connection, registered(DISTRICT, PROVINCE, seq=1))  # old news
        assert await figures(connection, OTHER, span) == before


async def test_an_office_below_itself_is_refused(database: BoundDatabase) -> None:
    await furnish(database)
    async with database.transaction() as connection:
        with pytest.raises(Conflict, match="office_cycle"):
            await note(connection, registered(PROVINCE, COMMUNE, seq=2))


async def test_a_fact_that_breaks_its_contract_is_refused(database: BoundDatabase) -> None:
    good = acted(a_standing(local("2026-03-02 08:30")))
    broken = Fact(good.id, good.type, good.stream, 1, good.office, good.actor, NOW, NOW, {"act": "x", "standing": {}})
    async with database.transaction() as connection:
        with pytest.raises(Invalid, match="contract_broken"):
            await note(connection, broken)


async def test_a_dossier_that_nobody_touches_becomes_overdue_by_itself(database: BoundDatabase) -> None:
    await furnish(database, [a_standing(local("2026-03-02 08:30"), local("2026-03-09 17:00"))])
    async with database.reading() as connection:
        due_day, day_after = date(2026, 3, 9), date(2026, 3, 10)
        assert (await figures(connection, DISTRICT, Period(due_day, due_day)))["in_term"] == 1
        assert (await figures(connection, DISTRICT, Period(day_after, day_after)))["overdue"] == 1


async def test_a_late_entry_changes_the_past_it_is_about(database: BoundDatabase) -> None:
    standing = a_standing(local("2026-03-02 08:30"), local("2026-03-09 17:00"))
    span = Period(date(2026, 3, 1), date(2026, 3, 31))
    await furnish(database, [standing])
    async with database.transaction() as connection:
        assert (await figures(connection, DISTRICT, span))["overdue"] == 1
        await note(connection, acted(ended(standing, local("2026-03-06 10:00"))))
        after = await figures(connection, DISTRICT, span)
        assert (after["early"], after["overdue"]) == (1, 0)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told_by=st.lists(histories(), max_size=8), filed=st.lists(filings(), max_size=3), start=st.integers(0, 50))
async def test_every_part_is_the_figure_of_a_count_by_hand_also_over_time(
    database: BoundDatabase, told_by: list[list[Standing]], filed: list[list[Fact]], start: int
) -> None:
    newest = [history[-1] for history in told_by]
    span = Period(TODAY - timedelta(days=start), TODAY)
    facts = [fact for each in filed for fact in each]
    async with nothing_kept(database) as connection:
        await note(connection, *country(), *facts, *(acted(standing) for standing in newest))
        for by, of_standing, of_filing in (
            (Breakdown.FIELD, lambda s: s.field, lambda f: "Hộ kinh doanh"),
            (Breakdown.PROCEDURE, lambda s: s.procedure, lambda f: f[0].body["standing"]["procedure"]),
            (Breakdown.CHANNEL, lambda s: s.channel, lambda f: f[0].body["standing"]["channel"]),
        ):
            answer = await told(connection, PROVINCE, span, by, Breakdown.WEEK)
            for part in answer.parts:
                mine = [s for s in newest if of_standing(s) == part.key]
                my_filings = [f for f in filed if of_filing(f) == part.key]
                for step in (part, *part.steps):
                    expected = naive_figures(
                        mine, PROVINCE, step.period.from_on, step.period.to_on, NOW, filings=my_filings
                    )
                    assert {name: getattr(step.figures, name) for name in expected} == expected, (by, part.key)
        await _offices_are_right(connection, newest, filed, span)


async def _offices_are_right(
    connection: Connection, newest: list[Standing], filed: list[list[Fact]], span: Period
) -> None:
    head = await office_head(connection, NATION, visible_to=[NATION], now=NOW)
    answer = await tell_figures(
        connection, Question(head, span, NOW), Breakdown.OFFICE, Breakdown.MONTH, whole_tree=True
    )
    for part in answer.parts:
        inside = (lambda office, me=part.key: office == me) if part.is_own else None
        for step in (part, *part.steps):
            expected = naive_figures(
                newest, part.key, step.period.from_on, step.period.to_on, NOW, inside, filings=filed
            )
            assert {name: getattr(step.figures, name) for name in expected} == expected, part.key
    for level in Level:
        parts = (await told(connection, NATION, span, Breakdown.LEVEL)).parts
        inside = lambda office, of=level: LEVELS.get(office) == of  # noqa: E731
        expected = naive_figures(newest, NATION, span.from_on, span.to_on, NOW, inside, filings=filed)
        mine = [part for part in parts if part.key == level]
        got = {name: sum(getattr(part.figures, name) for part in mine) for name in expected}
        assert got == expected, level


LEVELS = {code: level for code, _, level in COUNTRY}
