"""Intake, processing and the door as three real apps over one database, and a portal that calls the door."""

import base64
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
from fastapi import FastAPI

from services.portal.clients.inbound_door import InboundDoor
from services.portal.connections import Connection
from services.portal.jobs.apply_inbound import apply_due, tidy_inbound
from services.portal.unit_of_work.works import Works
from services.portal.usecases.gather_about import gather_about
from shared.clock import SetClock
from shared.contracts.envelope import Fact, read_fact
from shared.contracts.intake import DossierErased
from shared.db.database import Database
from shared.web.station import Listening
from tests.intake.conftest import THURSDAY
from tests.intake.scans import a_pdf
from tests.processing.made_up import Log
from tests.support.people import Identity

LATER = timedelta(minutes=3)
KEY = "made-up-portal-key"
DESK = "000.00.19.H62"
CODE = "G22.99-260305-0000001"
DOSSIER: dict[str, Any] = {
    "MaHoSo": CODE,
    "MaTTHC": "1.001612",
    "MaDonVi": "000.00.19.H62",
    "NgayNopHoSo": "20260305084000",
    "ChuHoSo": "Trần Thị Cổng Thử",
    "LoaiDoiTuong": "1",
    "MaDoiTuong": "tech-id-made-up",
    "SoGiayToChuHoSo": "026187000777",
    "SoDienThoai": "0912000777",
    "Email": "",
    "DiaChi": "Xóm Cổng Thử",
    "HinhThuc": "1",
    "ThongTinKhac": '{"nganh": "tạp hóa"}',
    "TaiLieuNop": [
        {
            "TenTepDinhKem": "to-khai.pdf",
            "MaThanhPhanHoSo": "000.00.00.G12-KQ000001",
            "Base64": base64.b64encode(a_pdf()).decode(),
            "DuocLayTuKhoDMQG": "1",
        }
    ],
    "DanhSachLePhi": [{"TenPhiLePhi": "Lệ phí", "Gia": "50000"}],
}
SUPPLEMENT: dict[str, Any] = {
    "MaHoSo": CODE,
    "NgayBoSung": "20260305093000",
    "NoiDung": "Bổ sung bản rõ",
    "TaiLieuNop": [{"TenTepDinhKem": "ban-ro.pdf", "Base64": base64.b64encode(a_pdf(seed=2, padding=50)).decode()}],
}
WITHDRAWAL = {"MaHoSo": CODE, "NgayYeuCau": "20260305094000", "LyDo": "Không còn nhu cầu"}
COMPLETION = {"items": [{"what": "Bản sao căn cước", "why": "Ảnh mờ"}], "basis": "NĐ 168/2025/NĐ-CP"}


@dataclass
class PortalTown:
    """Everything is rolled back with its databases."""

    apps: dict[str, FastAPI]
    clients: dict[str, httpx2.AsyncClient]
    databases: dict[str, Database]
    listens: dict[str, list[Listening]]
    connection: Connection
    identity: Identity
    clock: SetClock
    read_to: dict[str, int] = field(default_factory=lambda: {"intake": 0, "processing": 0})

    @property
    def door(self) -> InboundDoor:
        state = self.apps["portal"].state
        works = Works(state.station.database, state.station.clock)
        return InboundDoor(works, state.outside.services, state.outside.connections, state.safe, state.files)

    async def call(self, service: str, data: Any = None, *, key: str = KEY, **more: Any) -> httpx2.Response:
        return await self.raw(self.body(service, data, **more), key=key)

    def body(self, service: str, data: Any = None, **more: Any) -> bytes:
        said = {"service": service, "madonvi": "000.00.00.H62", **({"data": data} if data else {}), **more}
        return json.dumps(said).encode()

    async def raw(self, body: bytes, *, key: str = KEY) -> httpx2.Response:
        headers = {"X-Portal-Key": key, "Content-Type": "application/json"}
        return await self.clients["portal"].post("/gen-a", content=body, headers=headers)

    async def code(self, service: str, data: Any, **more: Any) -> str:
        answer = await self.call(service, data, **more)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["error_code"])

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

    async def _facts(self, source: str) -> list[Fact]:
        sql = f"select gid, canon from {source}.facts where gid > $1 order by gid"
        async with self.databases[source].reading() as connection:
            rows = await connection.fetch(sql, self.read_to[source])
        self.read_to[source] = max((row["gid"] for row in rows), default=self.read_to[source])
        return [read_fact(row["canon"]) for row in rows]

    async def ask(self, service: str, method: str, path: str, *roles: str, **more: Any) -> Any:
        version = more.pop("version", None)
        headers = self.identity.headers(*(roles or ("clerk",)), subject="canbo.k")
        headers |= {"If-Match": f'"{version}"'} if version else {}
        answer = await self.clients[service].request(method, path, headers=headers, **more)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def filings(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await self.ask("intake", "GET", "/filings"))["items"]
        return [await self.ask("intake", "GET", f"/filings/{item['id']}") for item in items]

    async def only_filing(self) -> dict[str, Any]:
        (filing,) = await self.filings()
        return filing

    async def act_on_filing(self, act: str, body: Any = None) -> dict[str, Any]:
        filing = await self.only_filing()
        path = f"/filings/{filing['id']}/{act}"
        acted: dict[str, Any] = await self.ask("intake", "POST", path, json=body, version=filing["version"])
        return acted

    async def accept(self) -> str:
        """The dossier's id, known to processing and to the door."""
        receipt = await self.act_on_filing("accept")
        await self.carry()
        return str(receipt["id"])

    async def act_on_dossier(self, dossier: str, act: str, body: Any = None) -> None:
        told = await self.dossier(dossier)
        path = f"/dossiers/{dossier}/{act}"
        await self.ask("processing", "POST", path, "leader", json=body or {}, version=told["version"])
        await self.carry()

    async def dossier(self, dossier: str) -> dict[str, Any]:
        told: dict[str, Any] = await self.ask("processing", "GET", f"/dossiers/{dossier}", "leader")
        return told

    async def inbound(self) -> list[dict[str, Any]]:
        sql = "select * from portal.inbound order by received_at, id"
        async with self.databases["portal"].reading() as connection:
            return [dict(row) for row in await connection.fetch(sql)]

    async def only_inbound(self) -> dict[str, Any]:
        (row,) = await self.inbound()
        return row

    async def work_off(self, *waits: timedelta) -> int:
        """What is due is applied, now or after each of these waits."""
        done = 0
        for wait in waits or (timedelta(0),):
            self.clock.turn_to(self.clock.now() + wait)
            done += await apply_due(self.door)
        return done

    async def account_told(self, dossier: str) -> str | None:
        """What the portal is told of who filed it."""
        door, now = self.door, self.clock.now()
        async with door.works.begin() as work:
            leased = await work.telling.lease("dvcqg", "test", 10, now, now - LATER)
        about = await gather_about(door.works, door.services, "dvcqg", leased, lambda _, __: "", door.safe)
        owner = about.asked.matters[UUID(dossier)].owner
        return owner.tech_id if owner else None

    async def tidy(self, days: int = 0) -> None:
        """What the job does now and then, after so many days."""
        self.clock.turn_to(self.clock.now() + timedelta(days=days))
        await tidy_inbound(self.door)

    async def erase(self, dossier: str) -> None:
        """Intake tells that the people of this dossier were erased."""
        body = DossierErased(dossier=dossier, ground="request")
        await self.apply("portal", [Log(THURSDAY).fact(f"dossier:{dossier}", body)])

    async def map_agencies(self) -> None:
        items = [{"office": DESK, "valid_from": "2026-01-01", "connection": self.connection.name, "new": "H62.19"}]
        await self.ask("portal", "PUT", "/agencies", "operator", json={"items": items})
