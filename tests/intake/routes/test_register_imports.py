"""Following register books: the list, the summary by reason with its doubts, and stopping the work."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.usecases.registers import work_off_register
from shared.clock import SetClock
from shared.db.database import Database, PooledDatabase
from tests.intake.books import a_book, an_open_row, book_row
from tests.intake.conftest import furnish_town
from tests.intake.registry import Registry, counts
from tests.support.people import Identity


async def ask(registry: Registry, path: str, **params: Any) -> Any:
    answer = await registry.client.get("/register-imports" + path, params=params, headers=registry.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def cancel(registry: Registry, id_: str) -> httpx2.Response:
    return await registry.client.post(f"/register-imports/{id_}/cancel", headers=registry.headers)


async def test_the_list_is_newest_first_page_by_page_and_of_the_own_offices(
    registry: Registry, clock: SetClock, identity: Identity
) -> None:
    ids = []
    for number in range(5):
        ids.append(await registry.hand_in(a_book([book_row(number)]), office="H26" if number == 2 else "H62.19"))
        clock.turn_to(clock.now() + timedelta(seconds=number % 2))  # some at the same instant
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await ask(registry, "", limit=2, **cursor)
        seen += [item["id"] for item in page["items"]]
        if not page["next"]:
            break
        cursor = {"cursor": page["next"]}
    assert seen == ids[::-1]
    own = identity.headers("registrar", offices=("H26",))
    items = (await registry.client.get("/register-imports", headers=own)).json()["items"]
    assert [item["id"] for item in items] == [ids[2]]
    assert "rejected" not in items[0]
    clerk = await registry.client.get("/register-imports", headers=identity.headers("clerk"))
    assert clerk.json()["code"] == "role_not_allowed"


async def test_the_summary_counts_each_reason_and_each_doubt(registry: Registry) -> None:
    rows = [
        book_row(1),
        book_row(2, received="mai"),
        book_row(3, received="hôm qua"),
        book_row(4, applicant=None),
        an_open_row(5, due=None, identity="CMND 12/34"),
        book_row(6, procedure="9.999999"),
        book_row(7, received="05/05/2024 08:00"),  # a Sunday, and not the day of the code
        book_row(8, received="05/05/2024 08:00", channel="Trực tuyến"),
        book_row(1),
    ]
    dry = await registry.take(rows, commit=False)
    assert counts(dry) == ("done", 9, 5, 1, 3)
    assert dry["doubtful"] == 4
    told = await ask(registry, f"/{dry['id']}/summary")
    assert {name: told[name] for name in ("rows", "ready", "doubtful", "unchanged", "refused")} == {
        "rows": 9,
        "ready": 5,
        "doubtful": 4,
        "unchanged": 1,
        "refused": 3,
    }
    first, second = told["reasons"]
    assert (first["rows"], [place["row"] for place in first["first"]]) == (2, [7, 8])
    assert first["reason"].startswith("Không đọc được ngày tiếp nhận …")
    assert (second["rows"], second["first"]) == (1, [{"sheet": "", "row": 9}])
    doubts = {one["doubt"]: [place["row"] for place in one["first"]] for one in told["doubts"]}
    assert doubts == {
        "code_of_another_day": [12, 13],
        "identity_odd": [10],
        "no_appointment": [10],
        "procedure_unknown": [11],
        "received_on_day_off": [12],
    }
    assert all(one["reason"] for one in told["doubts"])
    wet = await registry.take(rows)
    assert await ask(registry, f"/{wet['id']}/summary") == told


async def test_a_book_odd_in_every_row_keeps_the_first_places_only(registry: Registry) -> None:
    job = await registry.take([an_open_row(n, due=None) for n in range(1, 131)], commit=False)
    (doubt,) = (await ask(registry, f"/{job['id']}/summary"))["doubts"]
    assert (doubt["rows"], [place["row"] for place in doubt["first"]]) == (130, list(range(6, 26)))


async def test_rejected_rows_are_named_only_as_far_as_asked(registry: Registry) -> None:
    job = await registry.take([book_row(n, received=None) for n in range(1, 6)])
    shown = await ask(registry, f"/{job['id']}", shown=2)
    assert ([one["row"] for one in shown["rejected"]], shown["rejected_count"]) == ([6, 7], 5)


async def test_a_waiting_book_can_be_stopped_and_is_never_worked_off(registry: Registry, identity: Identity) -> None:
    id_ = await registry.hand_in(a_book([book_row(1)]))
    foreign = identity.headers("registrar", offices=("H26",))
    hidden = await registry.client.post(f"/register-imports/{id_}/cancel", headers=foreign)
    assert hidden.json()["code"] == "register_import_not_found"
    stopped = await cancel(registry, id_)
    assert (stopped.status_code, stopped.json()["state"]) == (200, "cancelled")
    assert "Đã dừng sau 0 dòng" in stopped.json()["reason"]
    await registry.work_off()
    assert (await registry.follow(id_))["state"] == "cancelled"
    assert await registry.facts() == []
    again = await cancel(registry, id_)
    assert (again.status_code, again.json()["code"]) == (409, "register_import_ended")
    done = await registry.take([book_row(1)])
    assert (await cancel(registry, done["id"])).json()["code"] == "register_import_ended"


@pytest.fixture
async def true_registry(
    fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI], serve: Any, identity: Identity
) -> AsyncIterator[Registry]:
    await furnish_town(fresh_database)
    app = intake(fresh_database)
    yield Registry(fresh_database, app, serve(app), identity)


async def test_a_book_stopped_midway_keeps_what_is_committed_and_says_so(
    true_registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_off_register, "BATCH", 5)
    rows = [book_row(n) for n in range(1, 301)]
    id_ = await true_registry.hand_in(a_book(rows))
    worker = asyncio.create_task(true_registry.work_off())
    while not (await true_registry.follow(id_))["done"]:
        await asyncio.sleep(0)
    stopped = (await cancel(true_registry, id_)).json()
    await worker
    job = await true_registry.follow(id_)
    assert job == stopped
    assert (job["state"], 0 < job["done"] < 300) == ("cancelled", True)
    assert f"{job['imported']} dòng đã ghi vẫn giữ" in job["reason"]
    assert len({fact.stream for fact in await true_registry.facts()}) == job["imported"]
    again = await true_registry.take(rows)
    assert counts(again) == ("done", 300, 300 - job["imported"], job["imported"], 0)
