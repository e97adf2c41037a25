"""The index of QĐ 766 over HTTP: measured, stated or without a source, and opened to the dossiers that cost points."""

from typing import Any

import httpx2
import pytest

from shared.db.database import BoundDatabase
from tests.stats.made_up import COMMUNE, DISTRICT, OTHER, PROVINCE, a_standing, acted, ended, local, note
from tests.support.people import Identity

SPAN = {"from": "2026-03-01", "to": "2026-11-24"}
FEES = {"item": "3.6", "office": PROVINCE, **SPAN, "numerator": 3, "denominator": 4, "source": "Báo cáo số 12"}
CODE = "H62.19-260302-0077"


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor", offices=(PROVINCE,))


@pytest.fixture
def leader(identity: Identity) -> dict[str, str]:
    return identity.headers("leader", "portal", "officer", offices=(PROVINCE,))


async def index(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> dict[str, Any]:
    answer = await client.get("/index/766", params={"office": PROVINCE, **SPAN, **asked}, headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def items_of(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["code"]: item for group in told["groups"] for item in group["items"]}


async def test_what_nobody_stated_is_shown_as_unknown_and_never_as_none_or_all(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    told = await index(client, monitor)
    items = items_of(told)
    assert sum(group["sum"]["maximum"] for group in told["groups"]) == told["total"]["maximum"] == 100
    for code in ("1.1", "1.4", "3.x", "3.6", "4.1", "4.5b", "5.2", "5.3", "5.4"):
        assert (items[code]["points"], items[code]["status_text"]) == (None, "Chưa có nguồn")
    assert items["2.1"]["status"] == items["3.3"]["status"] == "measured"
    assert (told["total"]["known"], told["total"]["unknown"]) == (20, 80)
    assert told["total"]["highest"] == pytest.approx(told["total"]["points"] + 80)


async def test_dossiers_in_time_are_what_the_figures_count(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    params = {"office": PROVINCE, **SPAN}
    figures = (await client.get("/figures", params=params, headers=monitor)).json()["figures"]
    item = items_of(await index(client, monitor))["2.1"]
    still_open = figures["in_term"] + figures["overdue"] + figures["waiting"]
    assert item["denominator"] == figures["resolved"] + still_open == 12
    assert item["numerator"] == figures["index_in_time"] + still_open - figures["index_overdue"]
    assert item["points"] == pytest.approx(round(20 * item["numerator"] / 12, 2))
    assert item["distance"] == pytest.approx(20 - item["points"])


@pytest.mark.parametrize(
    "span", [SPAN, {"from": "2026-03-05", "to": "2026-03-09"}, {"from": "2026-11-24", "to": "2027-01-31"}]
)
async def test_the_dossiers_that_cost_points_are_as_many_as_the_item_lacks(
    client: httpx2.AsyncClient, monitor: dict[str, str], span: dict[str, str]
) -> None:
    item = items_of(await index(client, monitor, **span))["2.1"]
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await client.get(f"{item['dossiers']}&limit=2{cursor}", headers=monitor)).json()
        assert page["total"] == item["denominator"] - item["numerator"]
        seen += [dossier["id"] for dossier in page["items"]]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == page["total"]


async def state(client: httpx2.AsyncClient, headers: dict[str, str], **changes: Any) -> httpx2.Response:
    return await client.post("/index/766/inputs", json=FEES | changes, headers=headers)


async def test_stated_counts_give_points_with_who_said_it_and_the_newest_holds(
    client: httpx2.AsyncClient, monitor: dict[str, str], leader: dict[str, str]
) -> None:
    for numerator in (1, 3):
        assert (await state(client, leader, numerator=numerator)).status_code == 201
    item = items_of(await index(client, monitor))["3.6"]
    assert (item["points"], item["percent"], item["distance"]) == (4.5, 75.0, 1.5)
    assert (item["status"], item["stated"]["stated_by"], item["stated"]["source"]) == (
        *("stated", "canbo.a"),
        "Báo cáo số 12",
    )
    inputs = await client.get("/index/766/inputs", params={"office": PROVINCE, **SPAN}, headers=monitor)
    assert [each["numerator"] for each in inputs.json()["items"]] == [1, 3]
    elsewhere = items_of(await index(client, monitor, to="2026-11-23"))["3.6"]
    below = items_of(await index(client, monitor, office=DISTRICT))["3.6"]
    assert elsewhere["points"] is below["points"] is None


async def test_the_portal_s_own_figure_is_compared_and_never_counted(
    client: httpx2.AsyncClient, monitor: dict[str, str], leader: dict[str, str]
) -> None:
    portal = {"kind": "portal", "item": "2.1", "numerator": None, "denominator": None, "source": "Cổng DVCQG"}
    assert (await state(client, leader, **portal, points=12.5)).status_code == 201
    item = items_of(await index(client, monitor))["2.1"]
    assert item["portal_points"] == 12.5
    assert item["portal_gap"] == pytest.approx(item["points"] - 12.5)
    assert (await state(client, leader, **{**portal, "item": "1.4"}, points=6)).status_code == 201
    assert items_of(await index(client, monitor))["1.4"]["points"] is None


@pytest.mark.parametrize(("points", "is_possible"), [(76.43, True), (0.5, False), (99.99, False)])
async def test_the_portal_s_total_lies_between_what_is_known_and_what_may_be(
    client: httpx2.AsyncClient, monitor: dict[str, str], leader: dict[str, str], points: float, is_possible: bool
) -> None:
    assert (await index(client, monitor))["portal"] is None
    portal = {"kind": "portal", "item": "total", "numerator": None, "denominator": None, "source": "Cổng DVCQG"}
    assert (await state(client, leader, **portal, points=points)).status_code == 201
    told = await index(client, monitor)
    assert (told["portal"]["points"], told["portal"]["is_possible"]) == (points, is_possible)
    assert (told["total"]["known"], told["total"]["points"] > 0.5) == (20, True)


async def voice(client: httpx2.AsyncClient, headers: dict[str, str], dossier: str, score: int) -> None:
    vote = {
        **{"dossier": dossier, "proof": f"receipt-{dossier}", "source": "tracker", "scores": {"whole": score}},
        "given_at": local("2026-11-20 10:00").isoformat(),
    }
    assert (await client.post("/ratings", json=vote, headers=headers)).status_code == 201


async def some_voices(client: httpx2.AsyncClient, headers: dict[str, str], database: BoundDatabase) -> None:
    """One content, one disliked that was in time, one late with a complaint, a dislike of a dossier of last year."""
    due, last_year = local("2026-11-16 17:00"), local("2025-11-10 08:30")
    standings = {
        "A": ended(a_standing(local("2026-11-09 08:30"), due, code="A"), local("2026-11-13 09:00")),
        "B": ended(a_standing(local("2026-11-09 08:30"), due, code="B", office=COMMUNE), local("2026-11-13 09:00")),
        "C": ended(a_standing(local("2026-11-09 08:30"), due, code="C"), local("2026-11-17 09:00")),
        "D": ended(a_standing(last_year, local("2025-11-14 17:00"), code="D"), local("2025-11-13 09:00")),
    }
    async with database.transaction() as connection:
        await note(connection, *(acted(standing) for standing in standings.values()))
    for dossier, score in (("A", 5), ("B", 1), ("D", 1)):
        await voice(client, headers, dossier, score)
    petition = {
        "reference": "PAKN-1",
        "kind": "conduct",
        "dossier": "C",
        "received_at": local("2026-11-18 08:00").isoformat(),
    }
    assert (await client.post("/petitions", json=petition, headers=headers)).status_code == 201


async def test_satisfaction_lacks_the_late_the_disliked_and_the_complained_of(
    client: httpx2.AsyncClient, monitor: dict[str, str], leader: dict[str, str], database: BoundDatabase
) -> None:
    await some_voices(client, leader, database)
    november = {"from": "2026-11-09", "to": "2026-11-16"}
    assert items_of(await index(client, monitor, **november))["5.4"]["status"] == "no_source"
    items = items_of(await index(client, monitor))
    in_time, content = items["2.1"], items["5.4"]
    assert content["denominator"] == in_time["denominator"] == 15
    assert content["numerator"] == in_time["numerator"] - 2
    page = (await client.get(content["dossiers"], headers=monitor)).json()
    costs = {item["code"]: item["costs"] for item in page["items"] if item["code"] in "ABCD"}
    assert costs == {"B": ["disliked"], "C": ["complaint", "late"]}
    assert page["total"] == len(page["items"]) == in_time["denominator"] - in_time["numerator"] + 1
    assert set(page["items"][0]) == {
        *("id", "code", "office", "procedure", "field", "channel", "state", "accepted_on", "due_on", "ended_on"),
        "costs",
    }


async def test_petitions_give_their_items_once_the_register_is_kept(
    client: httpx2.AsyncClient, monitor: dict[str, str], leader: dict[str, str], database: BoundDatabase
) -> None:
    await some_voices(client, leader, database)
    items = items_of(await index(client, monitor))
    assert (items["5.2"]["numerator"], items["5.2"]["denominator"], items["5.2"]["points"]) == (1, 1, 6.0)
    assert (items["5.3"]["points"], items["5.1"]["points"], items["5.1"]["percent"]) == (6.0, None, 100.0)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"item": "9.9"}, 422, "item_not_known"),
        ({"item": "total"}, 422, "item_not_known"),
        ({"item": "total", "kind": "portal", "points": 101}, 422, "points_over_maximum"),
        ({"from": "2022-01-01", "to": "2022-07-31"}, 422, "criteria_not_in_force"),
        ({"numerator": 5}, 422, "counts_not_valid"),
        ({"numerator": None}, 422, "counts_not_whole"),
        ({"points": 6}, 422, "counts_needed"),
        ({"kind": "portal", "points": 6.5}, 422, "points_over_maximum"),
        ({"kind": "portal", "numerator": None, "denominator": None}, 422, "nothing_stated"),
        ({"to": "2026-02-01"}, 422, "period_reversed"),
        ({"office": OTHER}, 404, "office_not_found"),
        ({"numerator": -1}, 422, "fields_not_valid"),
        ({"numerator": "3"}, 422, "fields_not_valid"),
        ({"source": ""}, 422, "fields_not_valid"),
    ],
)
async def test_a_statement_that_cannot_be_is_refused(
    client: httpx2.AsyncClient, leader: dict[str, str], changes: dict[str, Any], status: int, code: str
) -> None:
    refused = await state(client, leader, **changes)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


@pytest.mark.parametrize("role", ["clerk", "officer", "monitor", "operator"])
async def test_who_may_not_state_counts_is_refused(client: httpx2.AsyncClient, identity: Identity, role: str) -> None:
    assert (await state(client, identity.headers(role))).status_code == 403


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"item": "9.9"}, 422, "item_not_known"),
        ({"item": "3.6"}, 422, "item_has_no_dossiers"),
        ({"item": "2.1", "cursor": "W10"}, 422, "cursor_not_valid"),
        ({"item": "2.1", "office": OTHER}, 404, "office_not_found"),
        ({"item": "2.1", "from": "2022-01-01", "to": "2022-01-02"}, 422, "criteria_not_in_force"),
    ],
)
async def test_dossiers_are_opened_only_where_an_item_counts_them(
    client: httpx2.AsyncClient, monitor: dict[str, str], asked: dict[str, str], status: int, code: str
) -> None:
    params = {"office": PROVINCE, **SPAN, **asked}
    refused = await client.get("/index/766/dossiers", params=params, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_the_index_of_an_office_out_of_reach_does_not_exist(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    for path in ("/index/766", "/index/766/inputs"):
        assert (await client.get(path, params={"office": OTHER, **SPAN}, headers=monitor)).status_code == 404
