"""Where officials are told of their work: entered by heads and administrators, in reach, on record."""

from typing import Any

import asyncpg
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.processing.conftest import Desk
from tests.processing.made_up import Log, days

BODY = {
    "name": "Trần Thị B",
    "offices": ["H62.19"],
    "roles": ["officer"],
    "media": ["email"],
    "email": "b@example.gov.vn",
    "phone": "0912 345 678",
}


async def put(desk: Desk, body: dict[str, Any], *roles: str, account: str = "canbo.b", **caller: Any) -> Any:
    headers = desk.identity.headers(*(roles or ("leader",)), **caller)
    return await desk.client.put(f"/officials/{account}", headers=headers, json=body)


async def test_what_is_entered_is_read_again(desk: Desk, town: Log) -> None:
    entered = await put(desk, BODY, offices=("H62.19",))
    assert entered.status_code == 200, entered.text
    assert entered.json()["phone"] == "+84912345678"
    assert (entered.json()["version"], entered.json()["changed_by"]) == (1, "canbo.a")
    assert (await desk.get("/officials/canbo.b")).json() == entered.json()
    assert (await desk.get("/officials")).json()["officials"] == [entered.json()]
    assert (await desk.get("/officials/me", "officer", subject="canbo.b")).json() == entered.json()


async def test_every_change_stays_on_record(desk: Desk, town: Log, clock: SetClock) -> None:
    await put(desk, BODY)
    clock.turn_to(clock.now() + days(1))
    await put(desk, BODY, subject="lanhdao.c")  # the same again is no change
    changed = await put(desk, {**BODY, "media": []}, "administrator", subject="quantri")
    assert changed.json()["version"] == 2
    changes = (await desk.get("/officials/canbo.b/changes")).json()
    assert [(c["version"], c["changed_by"], c["media"]) for c in changes] == [
        (2, "quantri", []),
        (1, "canbo.a", ["email"]),
    ]


async def test_the_record_cannot_be_rewritten(desk: Desk, town: Log, database: BoundDatabase) -> None:
    await put(desk, BODY)
    for statement in ("update processing.official_changes set name = 'X'", "delete from processing.officials"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.transaction() as connection:
                await connection.execute(statement)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"offices": ["H62.20"]}, 404, "office_not_found"),
        ({"offices": ["H62.19", "KHONG.CO"]}, 404, "office_not_found"),
        ({"media": ["sms"], "phone": None}, 422, "official_address_missing"),
        ({"media": ["zalo"]}, 422, "official_address_missing"),
        ({"phone": "12345"}, 422, "phone_not_valid"),
        ({"email": "khong"}, 422, None),
        ({"roles": ["auditor"]}, 422, None),
        ({"offices": []}, 422, None),
    ],
)
async def test_what_cannot_be_right_is_refused(
    desk: Desk, town: Log, change: dict[str, Any], status: int, code: str | None
) -> None:
    refused = await put(desk, BODY | change, offices=("H62.19",))
    assert refused.status_code == status, refused.text
    if code:
        answer = refused.json()
        assert code in {answer["code"], *(error.get("code") for error in answer["errors"])}


async def test_nobody_changes_officials_of_other_offices(desk: Desk, town: Log) -> None:
    await put(desk, {**BODY, "offices": ["H62.19", "H62.20"]})
    refused = await put(desk, BODY, offices=("H62.19",))
    assert (refused.status_code, refused.json()["code"]) == (403, "official_out_of_reach")
    hidden = await desk.get("/officials/canbo.b", offices=("H10",))
    assert (hidden.status_code, hidden.json()["code"]) == (404, "official_not_found")
    assert (await desk.get("/officials", offices=("H10",))).json()["officials"] == []


@pytest.mark.parametrize("role", ["officer", "clerk", "monitor", "auditor"])
async def test_only_heads_and_administrators_do(desk: Desk, town: Log, role: str) -> None:
    assert (await put(desk, BODY, role)).status_code == 403


async def test_pages_neither_repeat_nor_skip(desk: Desk, town: Log) -> None:
    for n in range(5):
        await put(desk, BODY, account=f"canbo.{n}")
    first = (await desk.get("/officials?limit=3")).json()
    second = (await desk.get(f"/officials?limit=3&cursor={first['next']}")).json()
    assert [o["account"] for o in first["officials"] + second["officials"]] == [f"canbo.{n}" for n in range(5)]
    assert second["next"] is None
