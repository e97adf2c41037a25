"""Random histories: the dossiers that cost points are as many as the index counts, for every area and past span."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.queries.indices.costs import Cost, costly_dossiers, count_costly
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from shared.contracts.processing import Standing
from shared.db.database import BoundDatabase
from tests.stats.histories import days, histories, nothing_kept
from tests.stats.made_up import COUNTRY, NATION, NOW, acted, country, note


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(histories(), min_size=4, max_size=8),
    spans=st.lists(st.tuples(days(), days()), min_size=3, max_size=3),
    of=st.sampled_from(Map),
)
async def test_the_dossiers_that_cost_points_are_those_the_index_lacks(
    database: BoundDatabase, told: list[list[Standing]], spans: list[tuple[date, date]], of: Map
) -> None:
    async with nothing_kept(database) as connection:
        await note(connection, *country(), *(acted(history[-1]) for history in told))
        for one, other in spans:
            for area, _, _ in COUNTRY:
                head = await office_head(connection, area, visible_to=[NATION], now=NOW, of=of)
                question = Question(head, Period(min(one, other), max(one, other)), NOW, of)
                figures = (await tell_figures(connection, question)).figures
                missing = figures.resolved - figures.index_in_time + figures.index_overdue
                assert await count_costly(connection, question, [Cost.LATE]) == missing
                assert len(await costly_dossiers(connection, question, [Cost.LATE], None, 200)) == missing
