"""One act on many dossiers, and an officer's work handed to another."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.clock import SetClock
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log

REASON = {"note": "Quyết định điều động 12/QĐ"}


@pytest.fixture
async def dossiers(apply: Apply, town: Log) -> list[UUID]:
    """Five, in the order in which they will be due."""
    ids = sorted(new_id() for _ in range(5))
    await apply([town.received(id) for id in ids])
    return ids


async def batch(desk: Desk, body: dict[str, Any], *roles: str, **caller: Any) -> Any:
    headers = desk.identity.headers(*(roles or ("leader",)), **caller)
    return await desk.client.post("/batches", headers=headers, json=body)


async def test_marked_dossiers_are_done_each_for_itself(desk: Desk, dossiers: list[UUID]) -> None:
    await desk.act(dossiers[1], "take-up", 1)
    chosen = [{"dossier": str(id), "version": 1} for id in dossiers]
    told = (await batch(desk, {"act": "hand-over", "dossiers": chosen}, "clerk")).json()
    assert (told["done"], told["refused"]) == (4, 1)
    assert [item["status"] for item in told["items"]] == [200, 409, 200, 200, 200]
    assert told["items"][1]["problem"]["code"] == "version_conflict"
    assert {item["state"] for item in told["items"]} == {"handed_over", None}
    assert (await desk.get(f"/dossiers/{dossiers[4]}")).json()["state"] == "handed_over"


async def test_a_selection_reaches_beyond_the_page_and_goes_on_by_its_cursor(
    desk: Desk, dossiers: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.processing.routes.batches.MOST", 2)
    page = (await desk.get("/dossiers?office=H62.19&state=accepted&limit=1")).json()
    chosen = {"as_of": page["as_of"], "office": "H62.19", "state": "accepted"}
    asked: dict[str, Any] = {"act": "take-up", "say": {"assignee": "canbo.b"}, "selection": chosen}
    done = []
    while True:
        told = (await batch(desk, asked)).json()
        done += [item["dossier"] for item in told["items"] if item["status"] == 200]
        if not told["next"]:
            break
        asked["cursor"] = told["next"]
    assert done == [str(id) for id in dossiers]
    mine = (await desk.get("/dossiers?assignee=canbo.b")).json()["dossiers"]
    assert [entry["id"] for entry in mine] == done


async def test_what_somebody_did_after_the_list_was_shown_is_not_overrun(
    desk: Desk, dossiers: list[UUID], clock: SetClock
) -> None:
    page = (await desk.get("/dossiers")).json()
    clock.turn_to(clock.now() + timedelta(minutes=1))
    await desk.act(dossiers[0], "hand-over", 1, subject="canbo.x")
    asked = {"act": "take-up", "selection": {"as_of": page["as_of"]}}
    told = (await batch(desk, asked)).json()
    assert [item["status"] for item in told["items"]] == [409, 200, 200, 200, 200]
    assert "canbo.x" in told["items"][0]["problem"]["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"act": "hand-over"},
        {"act": "fly", "dossiers": [{"dossier": "x", "version": 1}]},
        {"act": "extension", "dossiers": [{"dossier": "x", "version": 1}]},
        {"act": "hand-over", "say": {"unknown": 1}, "dossiers": [{"dossier": "x", "version": 1}]},
        {"act": "hand-over", "dossiers": [{"dossier": "x", "version": 1}] * 201},
        {"act": "hand-over", "selection": {"as_of": "2026-11-24T03:00:00Z"}, "cursor": "khong"},
    ],
)
async def test_a_batch_that_cannot_be_right_is_refused_whole(desk: Desk, town: Log, body: dict[str, Any]) -> None:
    answer = await batch(desk, body)
    assert answer.status_code == 422
    assert answer.json()["code"] in {"fields_not_valid", "cursor_not_valid"}


async def test_dossiers_out_of_reach_are_refused_as_if_they_did_not_exist(desk: Desk, dossiers: list[UUID]) -> None:
    chosen = [{"dossier": str(dossiers[0]), "version": 1}]
    told = (await batch(desk, {"act": "hand-over", "dossiers": chosen}, offices=("H10",))).json()
    assert told["items"][0]["problem"]["code"] == "dossier_not_found"


async def test_all_work_of_an_officer_who_leaves_goes_to_another(
    desk: Desk, dossiers: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.processing.routes.batches.MOST", 2)
    for id in dossiers:
        await desk.act(id, "take-up", 1, "officer", subject="canbo.di")
    await desk.act(dossiers[4], "withdrawal-request", 2, "clerk")
    headers = desk.identity.headers("leader")
    asked: dict[str, Any] = {"to": "canbo.den", **REASON}
    done = 0
    while True:
        told = (await desk.client.post("/officials/canbo.di/handing", headers=headers, json=asked)).json()
        done += told["done"]
        if not told["next"]:
            break
        asked["cursor"] = told["next"]
    assert done == 5
    assert (await desk.get("/dossiers?assignee=canbo.di")).json()["dossiers"] == []
    history = (await desk.get(f"/dossiers/{dossiers[0]}/history")).json()
    assert (history[-1]["act"], history[-1]["note"]) == ("assigned", REASON["note"])
    assert history[-1]["details"] == {"step": 2, "assignee": "canbo.den"}


async def test_handing_needs_a_leader_and_somebody_else(desk: Desk, town: Log) -> None:
    for role, to, code in (("officer", "canbo.b", "role_not_allowed"), ("leader", "canbo.a", "same_account")):
        headers = desk.identity.headers(role)
        answer = await desk.client.post("/officials/canbo.a/handing", headers=headers, json={"to": to, **REASON})
        assert answer.json()["code"] == code
