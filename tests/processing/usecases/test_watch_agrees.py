"""What stands in the table after a pass is what the domain says of each dossier, whatever was done to it and when."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.processing.domain.warnings.deserved import USUAL_WATCH, deserved
from services.processing.unit_of_work.work import Work
from services.processing.usecases.raise_warnings import raise_warnings
from shared.clock import SetClock
from shared.contracts.terms import CountsBy, TermPart
from shared.db.database import BoundDatabase
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import TIME, Log, local

HOURS: dict[str, Any] = {
    "term": TermPart(unit="working_hour", amount=20),
    "counts_by": CountsBy.HOUR,
    "due_at": local("2026-11-25 10:00"),
    "due_on": local("2026-11-25 10:00").date(),
}
OPINION = {"office": "H10", "until_at": "2026-11-26T09:00:00+07:00", "note": "Xin ý kiến"}
FIELD = {"until_at": "2026-11-30T09:00:00+07:00", "note": "Hẹn kiểm tra"}
ACTS: list[tuple[str, dict[str, Any]]] = [
    ("hand-over", {}),
    ("take-up", {"assignee": "canbo.b"}),
    ("assignment", {"assignee": "canbo.c"}),
    ("pass-on", {}),
    ("supplement-request", {"note": "Thiếu bản sao"}),
    ("supplement-notice", {}),
    ("supplement-receipt", {}),
    ("payment-request", {}),
    ("payment-receipt", {}),
    ("opinion-request", OPINION),
    ("opinion", {"note": "Đồng ý"}),
    ("field-check", FIELD),
    ("extension", {"note": "Xin lỗi", "promised_on": "2026-12-15"}),
    ("finish", {}),
    ("not-collected", {"note": "Đã gọi"}),
    ("closing", {}),
    ("undo", {"note": "Ghi nhầm"}),
]


async def standing(database: BoundDatabase) -> set[tuple[Any, ...]]:
    async with database.reading() as connection:
        rows = await connection.fetch(
            "select dossier, kind, step, due_on, office, role, assignee from processing.warnings "
            "where quietened_at is null"
        )
    return {tuple(row) for row in rows}


async def meant(database: BoundDatabase, ids: list[UUID], clock: SetClock) -> set[tuple[Any, ...]]:
    async with database.reading() as connection:
        dossiers = await Work(connection, clock.now()).dossiers.known(ids)
    return {
        (id, w.kind.value, w.step, w.due_on, w.concern.office, w.concern.role.value, w.concern.assignee)
        for id, dossier in dossiers.items()
        for w in deserved(dossier, clock.now(), TIME, USUAL_WATCH)
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_watch_and_the_domain_agree_at_every_hour(
    desk: Desk, apply: Apply, town: Log, database: BoundDatabase, clock: SetClock, seed: int
) -> None:
    chance = random.Random(seed)
    ids = [new_id() for _ in range(16)]
    await apply([town.received(id, **(HOURS if n % 3 == 0 else {})) for n, id in enumerate(ids)])
    seen, done = set(), 0
    for _ in range(60):
        clock.turn_to(clock.now() + timedelta(minutes=chance.choice([20, 100, 300, 700, 1500])))
        for id in chance.sample(ids, 6):
            act, body = chance.choice(ACTS)
            version = (await desk.get(f"/dossiers/{id}")).json()["version"]
            answer = await desk.act(id, act, version, "leader", "officer", "clerk", body=body)
            assert answer.status_code in {200, 403, 409, 422}, answer.text
            done += answer.status_code == 200
        await raise_warnings(database, clock, USUAL_WATCH)
        now_standing = await standing(database)
        assert now_standing == await meant(database, ids, clock)
        seen |= {kind for _, kind, *_ in now_standing}
    assert done > 60
    assert len(seen) >= 7
