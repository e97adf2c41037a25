"""Open data: a count is published alike in every table, and what a whole leaves over is never one small count."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.open_data import Cut, PublicRow
from services.stats.domain.period import Period
from services.stats.usecases.publish_counts import publish_counts
from shared.contracts.processing import Standing
from shared.contracts.terms import Channel
from shared.db.database import BoundDatabase, Connection
from shared.ids import new_id
from tests.stats.histories import nothing_kept
from tests.stats.made_up import (
    COMMUNE,
    DISTRICT,
    NATION,
    NOW,
    OTHER,
    PROVINCE,
    a_standing,
    acted,
    country,
    ended,
    local,
    note,
)

SPRING = Period(date(2026, 2, 1), date(2026, 3, 31))
PARENTS = {COMMUNE: DISTRICT, DISTRICT: PROVINCE, PROVINCE: NATION, OTHER: NATION}
MEASURES = ("received", "resolved", "late")


async def table(connection: Connection, office: str, cut: Cut = Cut.OFFICE) -> list[PublicRow]:
    return await publish_counts(connection, office, SPRING, cut, NOW)


def wholes(rows: list[PublicRow]) -> dict[date, PublicRow]:
    return {row.month: row for row in rows if not row.by}


KINDS = (("Hộ tịch", "2.1", Channel.DIRECT), ("Hộ tịch", "2.2", Channel.POST), ("Đất đai", "1.1", Channel.ONLINE))
DUE = local("2026-03-09 17:00")
sizes = st.sampled_from((0, 0, 1, 2, 4, 5, 7, 12))


def resolved(office: str, kind: tuple[str, str, Channel], count: int, late: int) -> list[Standing]:
    field, procedure, channel = kind
    first = a_standing(local("2026-03-02 08:30"), DUE, office=office, field=field, procedure=procedure, channel=channel)
    alike = (first.model_copy(update={"dossier": str(new_id())}) for _ in range(count))
    return [
        ended(each, local("2026-03-11 09:00" if place < late else "2026-03-05 09:00"))
        for place, each in enumerate(alike)
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    counted=st.dictionaries(
        st.tuples(st.sampled_from(tuple(PARENTS)), st.sampled_from(KINDS)), st.tuples(sizes, sizes), min_size=6
    )
)
async def test_a_count_is_published_alike_wherever_it_stands(
    database: BoundDatabase, counted: dict[tuple[str, tuple[str, str, Channel]], tuple[int, int]]
) -> None:
    standings = [each for key, (count, late) in counted.items() for each in resolved(*key, count, late)]
    async with nothing_kept(database) as connection:
        await note(connection, *country(), *map(acted, standings))
        tables = {office: await table(connection, office) for office in (*PARENTS, NATION)}
        for office, above in PARENTS.items():
            in_above = {row.month: row.counts for row in tables[above] if row.by and row.part == office}
            for month, row in wholes(tables[office]).items():
                assert month not in in_above or in_above[month] == row.counts
        for cut in Cut:
            for office in (PROVINCE, OTHER):
                rows = tables[office] if cut is Cut.OFFICE else await table(connection, office, cut)
                assert wholes(rows).keys() == wholes(tables[office]).keys()
                for month, whole in wholes(rows).items():
                    _hides_none_alone(whole, [row for row in rows if row.by and row.month == month], cut)


def _hides_none_alone(whole: PublicRow, parts: list[PublicRow], cut: Cut) -> None:
    """What is left of a whole is nothing, or it is more than one small count."""
    for measure in MEASURES:
        total = getattr(whole.counts, measure)
        told = [getattr(part.counts, measure) for part in parts]
        assert all(count is None or count == 0 or count >= 5 for count in (total, *told))
        if total is not None:
            left = total - sum(count or 0 for count in told)
            all_told = None not in told and cut in {Cut.OFFICE, Cut.CHANNEL}
            assert left == 0 if all_told else left == 0 or left >= 5
