"""Intake, processing and the door as three real apps over real databases, and the stand-in portal around them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from fastapi import FastAPI

from services.portal.connections import Connection, PayDesk
from services.portal.jobs.payment_watch import PaymentWatch
from services.portal.unit_of_work.works import Works
from services.portal_standin.around.inbound.deliver import Courier
from services.portal_standin.portal import NationalPortal
from shared.clock import SetClock
from shared.contracts.envelope import Fact, read_fact
from shared.db.database import Database
from shared.web.station import Listening
from tests.support.people import Identity

PUBLIC = "http://cong-vao.example.vn"
STANDIN = "http://cong.example.vn"
DESK = "000.00.19.H62"
PARTNER, SECRET = "H17", "standin-pay-secret"
PERSON = {"kind": "citizen", "name": "Trần Văn Mẫu", "identity_number": "399080000011"}
BODY: dict[str, Any] = {
    "desk": DESK,
    "procedure": "1.001612",
    "channel": "direct",
    "applicant": PERSON,
    "papers": [{"name": "Tờ khai", "form": "original", "quantity": 1}],
}


@dataclass(frozen=True)
class Signed:
    """The door's own token."""

    identity: Identity

    async def token(self) -> str:
        return self.identity.token("portal", subject="portal")


def a_connection(**changes: object) -> Connection:
    values: dict[str, object] = {
        "name": "dvcqg",
        "kind": "gen_a",
        "address": STANDIN,
        "account": "h17.motcua",
        "secret": "standin-password",
        "agency": "000.00.00.H17",
        "destination": "VN:GOV:000.00.00.G22:vpcpdvcprovider",
        "since": datetime(2026, 1, 1, tzinfo=UTC),
        "links": PUBLIC,
        "databases": {"population": "1"},
        "payments": PayDesk(f"{STANDIN}/payplat", PARTNER, SECRET),
    }
    return Connection(**(values | changes))  # type: ignore[arg-type]


def over(app: FastAPI) -> httpx2.ASGITransport:
    return httpx2.ASGITransport(app=app, raise_app_exceptions=False)


@dataclass
class House:
    """Everything is rolled back with its databases."""

    apps: dict[str, FastAPI]
    clients: dict[str, httpx2.AsyncClient]
    databases: dict[str, Database]
    listens: dict[str, list[Listening]]
    identity: Identity
    clock: SetClock
    standin: NationalPortal
    read_to: dict[str, int] = field(default_factory=lambda: {"intake": 0, "processing": 0})

    @property
    def door(self) -> httpx2.AsyncClient:
        return self.clients["portal"]

    @property
    def works(self) -> Works:
        return Works(self.databases["portal"], self.clock)

    def called_back(self) -> None:
        """The stand-in reaches the door."""
        self.standin.config.inbound = {"url": PUBLIC, "key": "", "waits": [0, 0]}
        self.standin.book(Courier).transport = over(self.apps["portal"])

    def later(self, **time: float) -> None:
        self.clock.turn_to(self.clock.now() + timedelta(**time))

    async def ask(self, service: str, method: str, path: str, *roles: str, **more: Any) -> httpx2.Response:
        headers = self.identity.headers(*roles, offices=more.pop("offices", ("VN",)), subject="canbo.k")
        headers |= {"If-Match": f'"{version}"'} if (version := more.pop("version", None)) else {}
        return await self.clients[service].request(method, path, headers=headers, **more)

    async def told(self, service: str, method: str, path: str, *roles: str, **more: Any) -> Any:
        answer = await self.ask(service, method, path, *roles, **more)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def received(self, **changes: Any) -> str:
        """A dossier that processing and the door know of."""
        receipt = await self.told("intake", "POST", "/dossiers", "clerk", json=BODY | changes)
        await self.carry()
        return str(receipt["id"])

    async def dossier(self, dossier: str) -> dict[str, Any]:
        told: dict[str, Any] = await self.told("processing", "GET", f"/dossiers/{dossier}", "leader")
        return told

    async def act(self, dossier: str, *acts: str) -> None:
        for act in acts:
            version = (await self.dossier(dossier))["version"]
            await self.told("processing", "POST", f"/dossiers/{dossier}/{act}", "leader", json={}, version=version)
        await self.carry()

    async def carry(self) -> None:
        """Facts of intake go to processing and the door, facts of processing to the door."""
        for source in ("intake", "processing"):
            facts = await self._facts(source)
            for reader in self.listens:
                await self.apply(reader, facts, source)

    async def apply(self, reader: str, facts: list[Fact], source: str = "intake") -> None:
        for listening in (each for each in self.listens[reader] if each.source == source and facts):
            async with self.databases[reader].transaction() as connection:
                await listening.apply(connection, facts)

    async def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        async with self.databases["portal"].reading() as connection:
            return [dict(row) for row in await connection.fetch(sql, *values)]

    async def look_after_payments(self) -> None:
        till = self.apps["portal"].state.till
        await PaymentWatch(till.platforms, till.services).look(self.works)

    async def _facts(self, source: str) -> list[Fact]:
        sql = f"select gid, canon from {source}.facts where gid > $1 order by gid"
        async with self.databases[source].reading() as connection:
            rows = await connection.fetch(sql, self.read_to[source])
        self.read_to[source] = max((row["gid"] for row in rows), default=self.read_to[source])
        return [read_fact(row["canon"]) for row in rows]
