"""Times and causes of any span equal what is counted dossier by dossier."""

from datetime import date, timedelta
from statistics import fmean

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.dossier import dossier_of
from services.stats.domain.duration import Taken, bucket_of, middle_of, taken
from services.stats.domain.measure import Breakdown
from services.stats.domain.period import Period
from services.stats.domain.punctuality import classify
from services.stats.queries.causes import causes_of
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.usecases.tell_times import tell_times
from shared.contracts.processing import Standing, StepPart
from shared.contracts.terms import CountsBy
from shared.db.database import BoundDatabase
from tests.stats.histories import days, histories, nothing_kept
from tests.stats.made_up import COMMUNE, DISTRICT, NATION, NOW, PROVINCE, a_standing, acted, country, ended, local, note
from tests.stats.naive import how_ended, is_below
from tests.stats.usecases.test_note_facts import AREAS, LEVELS
from tests.support.people import Identity


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told_by=st.lists(histories(), min_size=4, max_size=12), span=st.tuples(days(), days()))
async def test_times_and_causes_of_any_span_are_those_of_a_count_by_hand(
    database: BoundDatabase, told_by: list[list[Standing]], span: tuple[date, date]
) -> None:
    newest = [history[-1] for history in told_by]
    first, last = min(span), max(span)
    async with nothing_kept(database) as connection:
        await note(connection, *country(), *(acted(s) for history in told_by for s in history))
        for area in AREAS:
            head = await office_head(connection, area, visible_to=[NATION], now=NOW)
            question = Question(head, Period(first, last), NOW)
            inside = [s for s in newest if is_below(s.office, area) and s.ended_on]
            inside = [s for s in inside if first <= max(s.ended_on or first, s.accepted_on) <= last]
            whole, parts = await tell_times(connection, question, Breakdown.LEVEL)
            took = [t for s in inside if (t := taken_by(s))]
            for told, minutes in ((whole.gross, [t.gross for t in took]), (whole.net, [t.net for t in took])):
                assert told.dossiers == len(minutes)
                if minutes:
                    middle = sorted(minutes)[-(-len(minutes) // 2) - 1]
                    assert (told.mean, told.median) == (round(fmean(minutes), 1), middle_of(bucket_of(middle)))
            by_level = {p.key: p.gross.dossiers for p in parts if p.gross.dossiers}
            assert by_level == _counted(LEVELS[s.office].value for s in inside if taken_by(s))
            causes = await causes_of(connection, head.shares, question.counted)
            late = [s for s in inside if how_ended(s) == "late"]
            assert _summed((c.cause, c.late) for c in causes) == _counted(s.cause or "" for s in late)


def taken_by(standing: Standing) -> Taken | None:
    dossier = dossier_of(standing)
    return taken(dossier, classify(dossier))


def _counted(keys: object) -> dict[str, int]:
    return _summed((key, 1) for key in keys)  # type: ignore[attr-defined]


def _summed(pairs: object) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, count in pairs:  # type: ignore[attr-defined]
        sums[key] = sums.get(key, 0) + count
    return sums


def a_step(number: int, officer: str, ended_at: str, due: str) -> StepPart:
    return StepPart(
        number=number,
        kind="stage",
        stage=number,
        name="Thẩm định",
        office=DISTRICT,
        assignee=officer,
        begun_at=local("2026-03-02 08:30"),
        due_at=local(due),
        due_on=local(due).date(),
        counts_by=CountsBy.DAY,
        ended_at=local(ended_at),
        ended_by=officer,
        end="done",
        cause=None,
    )


@pytest.fixture
async def late_ones(database: BoundDatabase) -> None:
    steps = (
        a_step(1, "canbo.b", "2026-03-02 09:30", "2026-03-03 17:00"),
        a_step(2, "canbo.c", "2026-03-05 08:30", "2026-03-04 17:00"),
    )
    late = ended(a_standing(local("2026-03-02 08:30"), local("2026-03-04 17:00")), local("2026-03-05 08:30"))
    async with database.transaction() as connection:
        await note(connection, *country(), acted(late.model_copy(update={"cause": "staff", "steps": steps})))
        other = ended(a_standing(local("2026-03-02 08:30"), local("2026-03-04 17:00"), office=COMMUNE), NOW)
        await note(connection, acted(other))


SPAN = {"office": PROVINCE, "from": "2026-03-01", "to": "2026-03-31"}


async def test_each_cause_opens_its_dossiers(late_ones: None, client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("monitor", offices=(NATION,))
    span = {**SPAN, "office": DISTRICT, "from": "2026-03-05", "to": "2026-03-05"}
    answer = (await client.get("/causes", params={**span, "breakdown": "level"}, headers=headers)).json()
    assert [(i["key"], i["cause"], i["late"]) for i in answer["items"]] == [("district", "staff", 1)]
    page = (await client.get(answer["items"][0]["dossiers"], headers=headers)).json()
    assert (page["total"], len(page["items"])) == (1, 1)


async def test_stages_are_timed_and_held_to_their_own_limit_and_officials_only_told_to_leaders(
    late_ones: None, client: httpx2.AsyncClient, identity: Identity
) -> None:
    span = {**SPAN, "from": "2026-03-05", "to": "2026-03-05", "breakdown": "officer"}
    clerk, leader = (identity.headers(role, offices=(NATION,)) for role in ("clerk", "leader"))
    refused = await client.get("/times/steps", params=span, headers=clerk)
    assert (refused.status_code, refused.json()["code"]) == (403, "role_not_allowed")
    answer = (await client.get("/times/steps", params=span, headers=leader)).json()
    assert [(i["officer"], i["steps"], i["late"], i["mean"]) for i in answer["items"]] == [
        ("canbo.b", 1, 0, 60),
        ("canbo.c", 1, 1, 3 * 24 * 60),
    ]


async def test_times_over_http_by_office(late_ones: None, client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("monitor", offices=(NATION,))
    span = {**SPAN, "from": "2026-03-05", "to": f"{NOW.date() + timedelta(days=1)}", "breakdown": "office"}
    answer = (await client.get("/times", params=span, headers=headers)).json()
    assert [(i["key"], i["gross"]["dossiers"] > 0) for i in answer["items"]] == [(DISTRICT, True)]
