"""Through a province's relay: bare arrays to one address a purpose; the relay holds the session."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import httpx2

from services.portal.connections import Connection
from services.portal.domain.outbound.answer import Answer
from services.portal.domain.outbound.driver import PortalAway
from services.portal.domain.outbound.told import Agency, KnownProcedure, Mode, Record, Row, There
from services.portal.drivers.answers import lost, read_act, read_question
from services.portal.drivers.gen_a.direct import rows_of
from services.portal.drivers.gen_a.record_wire import record_wire
from services.portal.drivers.gen_a.row_wire import row_wire, there_of
from services.portal.drivers.procedure_wire import known_procedure

_PATHS = {
    "new": "/relay/HoSo/ThemMoi",
    "update": "/relay/HoSo/CapNhat",
    "rows": "/relay/HoSo/TienDo",
    "find": "/relay/HoSo/TraCuu",
    "lists": "/relay/KetNoiMotCuaQuocGia",
}


class GenARelay:
    """One province's account at its own relay."""

    def __init__(self, connection: Connection, http: httpx2.AsyncClient) -> None:
        self._connection, self._http = connection, http
        self._paths = {**_PATHS, **connection.paths}

    async def sign_in(self) -> None:
        """The relay does it."""

    async def tell_record(self, record: Record, mode: Mode) -> Answer:
        wire = record_wire(record)
        return await self._act("new" if mode is Mode.NEW else "update", [wire])

    async def tell_rows(self, agency: Agency, rows: Sequence[Row]) -> Answer:
        return await self._act("rows", [row_wire(row) for row in rows])

    async def find(self, agency: Agency, code: str) -> There | None:
        found = await self._ask("POST", self._paths["find"], json={"mahoso": code})
        return there_of(found[0]) if found else None

    async def issue_code(self, agency: Agency, day: date) -> str | None:
        return None

    async def procedure_codes(self) -> Sequence[tuple[str, str]]:
        rows = await self._ask("GET", f"{self._paths['lists']}/LayDanhSachTTHC")
        return [(str(row["MATTHC"]), str(row["TENTTHC"])) for row in rows]

    async def procedure(self, code: str) -> KnownProcedure | None:
        found = await self._ask("GET", f"{self._paths['lists']}/LayThuTuc", params={"maTTHC": code})
        return known_procedure(found[0]) if found else None

    async def close(self) -> None:
        await self._http.aclose()

    async def _act(self, path: str, body: Sequence[Mapping[str, Any]]) -> Answer:
        try:
            answer = await self._call("POST", self._paths[path], json=body)
        except httpx2.HTTPError as trouble:
            return lost(trouble)
        return read_act(answer, lambda said: said.get("error_code"))

    async def _ask(self, method: str, path: str, **more: Any) -> list[Any]:
        try:
            said = read_question(await self._call(method, path, **more), lambda said: said.get("error_code"))
        except httpx2.HTTPError as trouble:
            raise PortalAway(type(trouble).__name__) from None
        if said is None:
            raise PortalAway("phiên của trục tỉnh với Cổng đã hết")
        return rows_of(said)

    async def _call(self, method: str, path: str, **more: Any) -> httpx2.Response:
        params = {"MaDinhDanhDV": self._connection.agency, **more.pop("params", {})}
        headers = {"X-Relay-Key": self._connection.secret}
        return await self._http.request(method, path, params=params, headers=headers, **more)
