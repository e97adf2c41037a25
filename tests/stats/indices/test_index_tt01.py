"""The scores of TT 01/2018 over HTTP: measured, stated or unknown; officers for leaders only."""

from typing import Any

import httpx2
import pytest

from shared.contracts.processing import Standing, StepPart, WaitingFor, WaitingPart
from shared.contracts.terms import Channel, CountsBy
from shared.db.database import BoundDatabase
from shared.worktime import legal_day
from tests.stats.made_up import COMMUNE, DISTRICT, OTHER, PROVINCE, a_standing, acted, ended, local, note
from tests.support.people import Identity

SPAN = {"from": "2026-11-02", "to": "2026-11-20"}
ACCEPTED, DUE = local("2026-11-03 08:30"), local("2026-11-10 17:00")
OFFICE = {"office": COMMUNE, **SPAN}


@pytest.fixture
def leader(identity: Identity) -> dict[str, str]:
    return identity.headers("leader", "portal", "officer", offices=(PROVINCE,))


def a_step(number: int, ended_at: str, office: str = COMMUNE, officer: str = "canbo.b", end: str = "done") -> StepPart:
    """A step due on 05/11/2026."""
    due_at, at = local("2026-11-05 17:00"), local(ended_at)
    return StepPart(
        **{"number": number, "kind": "stage", "stage": number, "name": "Thẩm định", "office": office},
        **{"assignee": officer, "begun_at": ACCEPTED, "due_at": due_at, "due_on": legal_day(due_at)},
        **{"counts_by": CountsBy.DAY, "ended_at": at, "ended_by": officer, "end": end, "cause": None},
    )


def a_wait(days: str) -> WaitingPart:
    return WaitingPart(reason=WaitingFor.SUPPLEMENT, from_at=local(f"{days} 09:00"), until_at=local(f"{days} 16:00"))


async def tell(database: BoundDatabase, code: str, ended_at: str, **changes: Any) -> None:
    standing: Standing = a_standing(ACCEPTED, DUE, code=code, **{"office": COMMUNE, **changes})
    async with database.transaction() as connection:
        await note(connection, acted(ended(standing, local(ended_at))))


async def three_dossiers(database: BoundDatabase) -> None:
    """Early on the day of acceptance; on time after one supplement; late after two, online, its first step late."""
    waits = (a_wait("2026-11-04"), a_wait("2026-11-06"))
    await tell(database, "A", "2026-11-03 16:00", steps=(a_step(1, "2026-11-03 15:00"),))
    steps = (
        a_step(1, "2026-11-05 16:00"),
        a_step(2, "2026-11-09 16:00", end="cut"),
        a_step(3, "2026-11-04 09:00", DISTRICT),
    )
    await tell(database, "B", "2026-11-10 16:00", waits=waits[:1], steps=steps)
    late = (a_step(1, "2026-11-06 09:00"), a_step(2, "2026-11-04 09:00", officer="canbo.c"))
    await tell(database, "C", "2026-11-12 16:00", waits=waits, channel=Channel.ONLINE, steps=late)


async def scores(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> dict[str, Any]:
    answer = await client.get("/index/tt01", params=OFFICE | asked, headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def by_code(told: dict[str, Any]) -> dict[str, Any]:
    return {each["code"]: each["score"] for each in told["scores"]}


async def complain(client: httpx2.AsyncClient, headers: dict[str, str], dossier: str, finding: str) -> None:
    petition = {"kind": "conduct", "dossier": dossier, "received_at": local("2026-11-12 08:00").isoformat()}
    entered = await client.post("/petitions", json={**petition, "reference": f"PAKN-{dossier}"}, headers=headers)
    at = local("2026-11-16 08:00").isoformat()
    for act in ({"act": "answered", "finding": finding}, {"act": "published"}):
        told = {**act, "happened_at": at}
        assert (await client.post(f"/petitions/{entered.json()['id']}/acts", json=told, headers=headers)).is_success


async def test_what_the_suite_knows_is_scored_and_the_rest_stays_unknown(
    client: httpx2.AsyncClient, leader: dict[str, str], database: BoundDatabase
) -> None:
    await three_dossiers(database)
    told = await scores(client, leader)
    assert by_code(told) == {
        **{"1": 1.0, "2": 1.0, "3": 1.0, "4": None, "5": 0.0, "6": None, "7": None, "8": None},
        "9": 1.0,
    }
    assert (told["total"]["points"], told["total"]["highest"], told["total"]["known"]) == (4.0, 12.0, 5)
    assert (told["total"]["grade"], told["total"]["highest_grade"]["code"]) == (None, "good")
    counts = {each["code"]: (each["numerator"], each["denominator"]) for each in told["scores"]}
    assert counts["1"] == counts["3"] == (3, 3)
    assert (counts["2"], counts["5"], counts["9"]) == ((3, 3), (1, 3), (1, 5))
    status = {each["code"]: each["status_text"] for each in told["scores"]}
    assert (status["1"], status["4"]) == ("Hệ thống tự tính", "Chưa có nguồn")


async def test_attitude_is_known_once_people_are_asked_and_an_upheld_complaint_takes_the_points(
    client: httpx2.AsyncClient, leader: dict[str, str], database: BoundDatabase
) -> None:
    await three_dossiers(database)
    await complain(client, leader, "B", "not_upheld")
    assert (by_code(await scores(client, leader))["7"], by_code(await scores(client, leader))["8"]) == (1.0, 2.0)
    await complain(client, leader, "A", "upheld")
    assert by_code(await scores(client, leader))["7"] == 0.3


async def test_an_agency_without_dossiers_has_nothing_to_count(
    client: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    told = await scores(client, leader, **{"from": "2026-01-01", "to": "2026-01-31"})
    assert set(by_code(told).values()) == {None}
    assert {each["status"] for each in told["scores"]} == {"nothing_to_count", "no_source"}


async def state(client: httpx2.AsyncClient, headers: dict[str, str], **changes: Any) -> httpx2.Response:
    told = {"item": "6", **OFFICE, "points": 2, "source": "Biên bản kiểm tra"}
    return await client.post("/index/tt01/inputs", json=told | changes, headers=headers)


async def test_a_stated_score_counts_with_who_said_it(client: httpx2.AsyncClient, leader: dict[str, str]) -> None:
    for points in (0, 1.5):
        assert (await state(client, leader, points=points)).status_code == 201
    told = await scores(client, leader)
    (item,) = [each for each in told["scores"] if each["code"] == "6"]
    assert (item["score"], item["status"], item["stated"]["stated_by"]) == (1.5, "stated", "canbo.a")
    inputs = await client.get("/index/tt01/inputs", params=OFFICE, headers=leader)
    assert [each["points"] for each in inputs.json()["items"]] == [0.0, 1.5]
    assert (await client.get("/index/766/inputs", params=OFFICE, headers=leader)).json()["items"] == []


async def test_officers_are_scored_by_their_own_steps_for_leaders_only(
    client: httpx2.AsyncClient, leader: dict[str, str], identity: Identity, database: BoundDatabase
) -> None:
    await three_dossiers(database)
    unknown = (await client.get("/index/tt01/officers", params=OFFICE, headers=leader)).json()["items"]
    assert [(each["officer"], each["attitude"], each["grade"]) for each in unknown] == [
        ("canbo.b", None, None),
        ("canbo.c", None, None),
    ]
    await complain(client, leader, "B", "not_upheld")
    first = (await client.get("/index/tt01/officers", params={**OFFICE, "limit": 1}, headers=leader)).json()
    again = {**OFFICE, "limit": 1, "cursor": first["next"]}
    second = (await client.get("/index/tt01/officers", params=again, headers=leader)).json()
    assert first["items"] == [
        {
            **{"officer": "canbo.b", "dossiers": 3, "steps": 1.0, "contacts": 1.0, "attitude": 1.0, "points": 3.0},
            "grade": {"code": "not_done", "name": "Không hoàn thành"},
        }
    ]
    assert [(each["officer"], each["steps"]) for each in second["items"]] == [("canbo.c", 2.0)]
    assert second["next"] is None
    for role in ("officer", "monitor", "clerk"):
        refused = await client.get("/index/tt01/officers", params=OFFICE, headers=identity.headers(role))
        assert refused.status_code == 403


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"item": "10"}, 422, "item_not_known"),
        ({"points": 2.1}, 422, "fields_not_valid"),
        ({"points": 1.25}, 422, "fields_not_valid"),
        ({"office": OTHER}, 404, "office_not_found"),
        ({"from": "2018-01-01", "to": "2018-12-31"}, 422, "criteria_not_in_force"),
    ],
)
async def test_a_score_that_cannot_be_is_refused(
    client: httpx2.AsyncClient, leader: dict[str, str], changes: dict[str, Any], status: int, code: str
) -> None:
    refused = await state(client, leader, **changes)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


@pytest.mark.parametrize("cursor", ["x", "W10", "WzFd", "WyJcdTAwMDAiXQ"])
async def test_a_cursor_of_another_make_is_refused(
    client: httpx2.AsyncClient, leader: dict[str, str], cursor: str
) -> None:
    refused = await client.get("/index/tt01/officers", params={**OFFICE, "cursor": cursor}, headers=leader)
    assert (refused.status_code, refused.json()["code"]) == (422, "cursor_not_valid")


async def test_the_dossiers_of_a_whole_country_are_not_scored_at_once(
    client: httpx2.AsyncClient, leader: dict[str, str], database: BoundDatabase
) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            """
            update stats.area_sums set received = received + 2000001, direct = direct + 2000001, early = early + 2000001
            where area = $1 and grain = 1 and starts_on = '2026-11-17' and channel = 'direct'
            """,
            COMMUNE,
        )
    for path in ("/index/tt01", "/index/tt01/officers"):
        refused = await client.get(path, params=OFFICE, headers=leader)
        assert (refused.status_code, refused.json()["code"]) == (422, "answer_too_large")
