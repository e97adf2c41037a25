"""A closed period stays as it was reported; what is learnt later is shown beside it, dossier by dossier."""

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.stats.domain.period import Period
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.unit_of_work import Work
from services.stats.usecases.close_period import close_period
from services.stats.usecases.restate_period import restate_period
from shared.callers import Caller, Role
from shared.contracts.processing import Standing
from shared.db.database import BoundDatabase
from tests.stats.histories import filings, histories, nothing_kept
from tests.stats.made_up import (
    COMMUNE,
    DISTRICT,
    NATION,
    NOW,
    PROVINCE,
    TODAY,
    a_standing,
    acted,
    country,
    ended,
    local,
    note,
)
from tests.support.people import Identity

MARCH = {"office": PROVINCE, "from": "2026-03-01", "to": "2026-03-31"}
MONITOR = Caller("giamsat.a", frozenset({Role.MONITOR}), frozenset({NATION}))


@pytest.fixture
def headers(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor", offices=(NATION,))


async def close(client: httpx2.AsyncClient, headers: dict[str, str], **more: Any) -> httpx2.Response:
    return await client.post("/closings", json=MARCH | more, headers=headers)


async def test_what_arrives_after_the_cut_restates_the_period_and_opens_its_dossiers(
    database: BoundDatabase, client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    closing = (await close(client, headers)).json()
    before = closing["figures"]
    late = a_standing(local("2026-03-20 08:30"), local("2026-03-25 17:00"), office=COMMUNE, code="H62.19.01-9")
    async with database.transaction() as connection:
        await note(connection, acted(late))
        await note(connection, acted(ended(late, local("2026-04-02 10:00"))))
        await note(connection, acted(a_standing(local("2026-11-20 08:30"))))  # nothing to do with March
    told = (await client.get(f"/closings/{closing['id']}", headers=headers)).json()
    assert told["reported"] == told["closing"]["figures"] == before
    assert told["known_now"]["received"] == before["received"] + 1
    changed = {"received": 1, "direct": 1, "overdue": 1, "index_overdue": 1, "taken_in": 1}
    assert told["by_dossiers"] == changed
    assert (told["unexplained"], told["dossiers"]) == ({}, 1)
    page = (await client.get(f"/closings/{closing['id']}/dossiers", headers=headers)).json()
    assert [(item["code"], item["figures"]["overdue"]) for item in page["items"]] == [("H62.19.01-9", 1)]
    assert (page["total"], page["next"]) == (1, None)


async def test_a_period_is_closed_once_and_issued_again_only_with_a_reason(
    client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    refused = await close(client, headers, reason="vì sao")
    assert (refused.status_code, refused.json()["code"]) == (422, "nothing_to_reissue")
    assert (await close(client, headers)).json()["issue"] == 1
    refused = await close(client, headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "already_closed")
    again = (await close(client, headers, reason="Sửa theo kết luận kiểm tra")).json()
    assert (again["issue"], again["reason"]) == (2, "Sửa theo kết luận kiểm tra")
    listed = (await client.get("/closings", params={"office": NATION}, headers=headers)).json()
    assert sorted(item["issue"] for item in listed["items"]) == [1, 2]
    first = (await client.get("/closings", params={"office": NATION, "limit": 1}, headers=headers)).json()
    rest = (await client.get("/closings", params={"office": NATION, "cursor": first["next"]}, headers=headers)).json()
    assert {first["items"][0]["issue"], rest["items"][0]["issue"]} == {1, 2}


async def test_a_period_that_is_not_over_is_not_closed(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    refused = await close(client, headers, to=f"{TODAY}")
    assert (refused.status_code, refused.json()["code"]) == (422, "period_not_over")


async def test_who_may_not_close_or_see_is_told_so(client: httpx2.AsyncClient, identity: Identity) -> None:
    clerk = identity.headers("clerk", offices=(NATION,))
    assert (await close(client, clerk)).status_code == 403
    elsewhere = identity.headers("monitor", offices=("H26",))
    assert (await close(client, elsewhere)).json()["code"] == "office_not_found"
    closing = (await close(client, identity.headers("monitor", offices=(NATION,)))).json()
    hidden = await client.get(f"/closings/{closing['id']}", headers=elsewhere)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "closing_not_found")


async def test_parts_stay_as_they_were_reported(
    database: BoundDatabase, client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    closing = (await close(client, headers)).json()
    parts = (await client.get(f"/closings/{closing['id']}/parts", headers=headers)).json()["items"]
    assert sum(part["figures"]["received"] for part in parts) == closing["figures"]["received"]
    async with database.transaction() as connection:
        await note(connection, acted(a_standing(local("2026-03-20 08:30"), office=DISTRICT)))
    assert (await client.get(f"/closings/{closing['id']}/parts", headers=headers)).json()["items"] == parts


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told_by=st.lists(histories(), min_size=3, max_size=8),
    filed=st.lists(filings(), max_size=3),
    start=st.integers(2, 40),
    length=st.integers(0, 30),
    cut=st.integers(0, 100),
    chance=st.randoms(use_true_random=False),
)
async def test_the_difference_of_a_closed_period_is_made_of_dossiers_to_the_last_unit(
    database: BoundDatabase,
    told_by: list[list[Standing]],
    filed: list[list[Any]],
    start: int,
    length: int,
    cut: int,
    chance: Any,
) -> None:
    facts = [acted(s) for history in told_by for s in history] + [fact for each in filed for fact in each]
    chance.shuffle(facts)
    before, after = facts[: len(facts) * cut // 100], facts[len(facts) * cut // 100 :]
    last_on = TODAY - timedelta(days=start)
    period = Period(last_on - timedelta(days=length), min(last_on, date(2026, 11, 23)))
    async with nothing_kept(database) as connection:
        await note(connection, *country())
        await note(connection, *before)
        head = await office_head(connection, PROVINCE, visible_to=[NATION], now=NOW)
        closing = await close_period(Work(connection), MONITOR, Question(head, period, NOW), None)
        for fact in after:
            await note(connection, fact)
        told = await restate_period(connection, MONITOR, closing.id, NOW)
        unexplained = {name: n for name, n in told.figures.unexplained.items() if n}
        assert unexplained.keys() <= {"moved_in", "moved_out"}
        assert told.figures.reported == closing.figures
