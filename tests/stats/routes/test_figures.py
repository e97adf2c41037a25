"""Figures over HTTP: what is in an answer, when it is 304, who may ask, and what each number opens."""

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from services.stats.domain.measure import Measure
from shared.clock import SetClock
from shared.db.database import BoundDatabase
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
    ended,
    local,
    note,
    registered,
    some_dossiers,
)
from tests.stats.naive import naive_figures
from tests.support.people import Identity

SPAN = {"from": "2026-03-01", "to": "2026-11-24"}


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


async def ask(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> httpx2.Response:
    return await client.get("/figures", params={"office": PROVINCE, **SPAN, **asked}, headers=headers)


async def test_an_answer_has_figures_rates_identities_and_how_far_it_is_complete(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = (await ask(client, monitor)).json()
    assert answer["office"] == {"code": PROVINCE, "name": "Đơn vị", "level": "province"}
    assert answer["period"] == SPAN
    assert answer["figures"] == naive_figures(some_dossiers(), PROVINCE, date(2026, 3, 1), TODAY, NOW)
    assert answer["figures"] == {
        **{"received": 12, "carried_over": 0, "direct": 10, "online": 1, "post": 1, "resolved": 7, "unclassed": 1},
        **{"early": 1, "on_time": 1, "late": 2, "late_with_letter": 1, "late_without_letter": 1},
        **{"stopped": 1, "withdrawn": 1, "in_term": 2, "overdue": 2, "waiting": 1},
        **{"moved_in": 0, "moved_out": 0},
        **{"refusals": 1, "late_by_reappointment": 1, "index_in_time": 4, "index_overdue": 3},
        **{"ready_not_returned": 4, "taken_in": 12, "filed": 0, "refused": 0, "pending": 0, "pending_late": 0},
    }
    assert answer["rates"]["late"] == {"numerator": 2, "denominator": 7, "percent": 28.57}
    assert answer["rates"]["resolved_share"] == {"numerator": 7, "denominator": 12, "percent": 58.33}
    assert answer["identities"]
    assert all(identity["left"] == identity["right"] for identity in answer["identities"])
    assert answer["complete_to"] == {
        "position": 0,
        "recorded_at": None,
        "sources": {"intake": 0, "processing": 0},
        "lagging": ["intake", "processing"],
    }


async def test_nothing_to_divide_by_gives_no_percentage(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    answer = (await ask(client, monitor, office=OTHER)).json()
    assert answer["rates"]["late"] == {"numerator": 0, "denominator": 0, "percent": None}


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize(
    "span", [SPAN, {"from": "2026-03-05", "to": "2026-03-09"}, {"from": "2026-11-24", "to": "2027-01-31"}]
)
async def test_every_figure_opens_exactly_the_dossiers_it_counts(
    client: httpx2.AsyncClient, monitor: dict[str, str], measure: Measure, span: dict[str, str]
) -> None:
    answer = (await ask(client, monitor, **span)).json()
    ids: list[str] = []
    url: str | None = answer["links"][measure] + "&limit=2"
    cursor: str | None = None
    while url:
        page = (await client.get(url + (f"&cursor={cursor}" if cursor else ""), headers=monitor)).json()
        assert page["total"] == answer["figures"][measure]
        ids += [item["id"] for item in page["items"]]
        cursor = page["next"]
        url = url if cursor else None
    assert len(ids) == len(set(ids)) == answer["figures"][measure]


@pytest.mark.parametrize("by", ["office", "procedure", "channel", "month"])
async def test_every_part_of_a_breakdown_opens_its_own_dossiers(
    client: httpx2.AsyncClient, monitor: dict[str, str], by: str
) -> None:
    answer = (await ask(client, monitor, office=DISTRICT, breakdown=by)).json()
    assert answer["breakdown"]["by"] == by
    assert len(answer["breakdown"]["items"]) >= 2
    for item in answer["breakdown"]["items"]:
        for measure in ("received", "resolved", "in_term", "overdue", "waiting", "carried_over"):
            page = (await client.get(item["dossiers"].replace("{measure}", measure), headers=monitor)).json()
            assert page["total"] == len(page["items"]) == item["figures"][measure], (item["key"], measure)


async def test_the_offices_below_and_the_office_itself_make_the_whole(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = (await ask(client, monitor, office=DISTRICT, breakdown="office")).json()
    items = answer["breakdown"]["items"]
    assert [(item["key"], item["is_own"]) for item in items] == [(COMMUNE, False), (DISTRICT, True)]
    assert sum(item["figures"]["received"] for item in items) == answer["figures"]["received"]


async def test_a_series_by_day_takes_at_most_400_days(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    refused = await ask(client, monitor, breakdown="day", **{"from": "2024-01-01"})
    assert (refused.status_code, refused.json()["code"]) == (422, "span_too_long")
    good = (await ask(client, monitor, breakdown="day", **{"from": "2026-11-20", "to": "2027-05-01"})).json()
    assert [item["key"] for item in good["breakdown"]["items"]] == [f"2026-11-{day}" for day in range(20, 25)]


async def test_an_unchanged_subtree_answers_304_until_something_in_it_moves(
    client: httpx2.AsyncClient, monitor: dict[str, str], database: BoundDatabase
) -> None:
    first = await ask(client, monitor)
    known = {**monitor, "If-None-Match": f'"x", {first.headers["etag"]}'}
    unchanged = await ask(client, known)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == first.headers["etag"]
    async with database.transaction() as connection:
        await note(connection, registered("H26.01", OTHER))
        await note(connection, acted(a_standing(local("2026-03-02 08:30"), office=OTHER, desk=OTHER)))
    assert (await ask(client, known)).status_code == 304
    async with database.transaction() as connection:
        await note(connection, acted(a_standing(local("2026-03-02 08:30"), office=COMMUNE)))
    changed = await ask(client, known)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


async def test_a_limit_in_hours_that_ends_during_the_day_makes_a_dossier_overdue_at_that_instant(
    client: httpx2.AsyncClient, monitor: dict[str, str], clock: SetClock
) -> None:
    before = await ask(client, monitor)
    clock.turn_to(NOW + timedelta(hours=3))
    at_the_instant = await ask(client, {**monitor, "If-None-Match": before.headers["etag"]})
    clock.turn_to(NOW + timedelta(hours=3, seconds=1))
    after = await ask(client, {**monitor, "If-None-Match": before.headers["etag"]})
    assert at_the_instant.status_code == 304
    assert after.json()["figures"]["overdue"] == 3
    assert after.json()["figures"]["in_term"] == before.json()["figures"]["in_term"] - 1


async def test_a_new_day_moves_the_tag_of_a_period_that_goes_on_and_no_other(
    client: httpx2.AsyncClient, monitor: dict[str, str], clock: SetClock
) -> None:
    past = {"from": "2026-03-01", "to": "2026-03-31"}
    going_on = {"from": "2026-03-01", "to": "2026-12-31"}
    tags = [(await ask(client, monitor, **span)).headers["etag"] for span in (past, going_on)]
    clock.turn_to(NOW + timedelta(days=1))
    later = [(await ask(client, monitor, **span)).headers["etag"] for span in (past, going_on)]
    assert later[0] == tags[0]
    assert later[1] != tags[1]


@pytest.mark.parametrize("role", ["operator", "administrator"])
async def test_who_has_no_business_with_figures_is_refused(
    client: httpx2.AsyncClient, identity: Identity, role: str
) -> None:
    assert (await ask(client, identity.headers(role))).status_code == 403


async def test_an_office_out_of_reach_does_not_exist(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("leader", offices=(DISTRICT,))
    for office, status in ((DISTRICT, 200), (COMMUNE, 200), (PROVINCE, 404), (OTHER, 404), ("X", 404)):
        assert (await ask(client, headers, office=office)).status_code == status, office
        answer = await client.get(
            "/figures/dossiers", params={"office": office, **SPAN, "measure": "late"}, headers=headers
        )
        assert answer.status_code == status, office


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"from": "2026-03-02", "to": "2026-03-01"}, "period_reversed"),
        ({"from": "0001-01-01"}, "fields_not_valid"),
        ({"to": "9999-12-31"}, "fields_not_valid"),
        ({"office": "\x00"}, "fields_not_valid"),
        ({"breakdown": "moon"}, "fields_not_valid"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(
    client: httpx2.AsyncClient, monitor: dict[str, str], asked: dict[str, str], code: str
) -> None:
    refused = await ask(client, monitor, **asked)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "WzEsMl0", "WyIyMDI2LTAyLTMwIiwgIngiXQ"])
async def test_a_cursor_of_another_make_is_refused(
    client: httpx2.AsyncClient, monitor: dict[str, str], cursor: str
) -> None:
    params = {"office": PROVINCE, **SPAN, "measure": "late", "cursor": cursor}
    refused = await client.get("/figures/dossiers", params=params, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (422, "cursor_not_valid")


async def test_a_cause_is_opened_beside_a_level_only(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    params = {"office": PROVINCE, **SPAN, "measure": "late", "cause": "x", "channel": "post"}
    refused = await client.get("/figures/dossiers", params=params, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (422, "one_part_at_a_time")


async def test_damaged_books_give_no_figures(
    client: httpx2.AsyncClient, monitor: dict[str, str], database: BoundDatabase
) -> None:
    async with database.transaction() as connection:
        await connection.execute("update stats.area_sums set late = late + 1 where late > 0")
    answer = await ask(client, monitor)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_fault")


async def test_a_dossier_behind_a_figure_tells_nothing_about_a_person(
    client: httpx2.AsyncClient, monitor: dict[str, str], database: BoundDatabase
) -> None:
    standing = a_standing(local("2026-03-02 08:30"), local("2026-03-09 17:00"))
    async with database.transaction() as connection:
        await note(connection, acted(ended(standing, local("2026-03-10 09:00"))))
    params = {"office": NATION, **SPAN, "measure": "late", "limit": 200}
    page = (await client.get("/figures/dossiers", params=params, headers=monitor)).json()
    (item,) = [item for item in page["items"] if item["id"] == standing.dossier]
    assert item == {
        **{"id": standing.dossier, "code": standing.code, "office": DISTRICT, "procedure": "1.001612"},
        **{"field": "Hộ kinh doanh", "channel": "direct", "state": "ready", "accepted_on": "2026-03-02"},
        **{"due_on": "2026-03-09", "ended_on": "2026-03-10", "class": "late", "has_letter": False},
    }


async def test_the_position_tells_how_far_each_source_is_counted(
    client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = (await client.get("/position", headers=monitor)).json()
    assert (answer["intake"], answer["processing"]) == (0, 0)
