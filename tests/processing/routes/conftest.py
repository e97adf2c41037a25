"""The counter beside processing: the real intake in this process, so that papers ask whose a dossier is."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from services.intake.app import create_app as create_intake
from services.processing.app import create_app
from services.processing.clients.intake import IntakeClient
from shared.clock import SetClock
from shared.contracts.envelope import read_fact
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase, prepare_connection
from shared.web.station import Station
from tests.intake.conftest import THURSDAY, furnish_town
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log
from tests.processing.story import Story
from tests.support.engines import as_role
from tests.support.people import Identity

PERSON = {
    "name": "Nguyễn Thị Quỳnh Mẫu",
    "identity_number": "026187000999",
    "phone": "0912000999",
    "address": "Số 15, đường Điện Biên",
    "email": "mau@example.vn",
}
FILED: dict[str, Any] = {
    "desk": "H62.19",
    "procedure": "1.001612",
    "channel": "direct",
    "applicant": PERSON,
    "summary": "Xin cấp lần đầu",
    "papers": [{"name": "Tờ khai", "form": "original", "quantity": 1}],
    "sets": 1,
}


@dataclass
class Counter:
    """Intake over HTTP, and its facts as processing gets them."""

    app: FastAPI
    serve: Callable[[FastAPI], httpx2.AsyncClient]
    identity: Identity
    database: BoundDatabase
    clock: SetClock
    apply: Apply
    told: int = 0

    def __post_init__(self) -> None:
        self.client = self.serve(self.app)

    async def tell(self) -> None:
        """Everything that intake announced since the last time."""
        async with self.database.reading() as connection:
            rows = await connection.fetch("select gid, canon from intake.facts where gid > $1 order by gid", self.told)
        await self.apply([read_fact(bytes(row["canon"])) for row in rows])
        self.told = rows[-1]["gid"]

    async def receive(self, **changes: Any) -> str:
        """A dossier received on Thursday 05/03/2026 at 9:00 for three working days; its id."""
        self.clock.turn_to(THURSDAY)
        headers = self.identity.headers("clerk", subject="canbo.quay")
        answer = await self.client.post("/dossiers", json=FILED | changes, headers=headers)
        assert answer.status_code == 201, answer.text
        await self.tell()
        return str(answer.json()["id"])

    async def correct(self, dossier: str, **changes: Any) -> None:
        """The first correction of its receipt, told on."""
        body = {"revision": 1, "reason": "Ghi sai trên giấy tiếp nhận", "changes": changes}
        headers = self.identity.headers("clerk")
        answer = await self.client.post(f"/dossiers/{dossier}/corrections", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        await self.tell()

    async def erase(self, dossier: str) -> None:
        body = {"basis": "Luật 91/2025/QH15", "reason": "Theo yêu cầu của người nộp"}
        headers = self.identity.headers("leader")
        answer = await self.client.post(f"/dossiers/{dossier}/erase", json=body, headers=headers)
        assert answer.status_code == 200, answer.text

    async def views(self, dossier: str) -> list[tuple[str, str]]:
        """Who was shown what of the dossier."""
        answer = await self.client.get(f"/dossiers/{dossier}/views", headers=self.identity.headers("auditor"))
        assert answer.status_code == 200, answer.text
        return [(view["subject"], view["what"]) for view in answer.json()["items"]]


@pytest.fixture
async def counter(
    shared_clone: str,
    identity: Identity,
    clock: SetClock,
    station: Callable[..., Station],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    apply: Apply,
    log: Log,
) -> AsyncIterator[Counter]:
    """A small town at work, everything of it rolled back afterwards."""
    connection = await asyncpg.connect(as_role(shared_clone, "intake"))
    await prepare_connection(connection)
    outer = connection.transaction()
    await outer.start()
    database = BoundDatabase(connection)
    await furnish_town(database)
    counter = Counter(create_intake(station("intake", database, clock=clock)), serve, identity, database, clock, apply)
    await apply([log.office("VN", level=Level.NATION)])
    await counter.tell()
    yield counter
    await outer.rollback()
    await connection.close()


@pytest.fixture
async def asking(
    counter: Counter, database: BoundDatabase, clock: SetClock, station: Callable[..., Station]
) -> AsyncIterator[FastAPI]:
    """Processing that reaches that counter."""
    app = create_app(station("processing", database, clock=clock))
    app.state.intake = client = IntakeClient("http://intake", httpx2.ASGITransport(app=counter.app))
    yield app
    await client.close()


Receive = Callable[..., Awaitable[Story]]


@pytest.fixture
def receive(
    counter: Counter,
    asking: FastAPI,
    identity: Identity,
    clock: SetClock,
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> Receive:
    """A dossier received at the real counter, to be worked on: due on Tuesday 10/03/2026."""
    desk = Desk(serve(asking), identity)

    async def receive(**changes: Any) -> Story:
        return Story(desk, clock, await counter.receive(**changes))

    return receive
