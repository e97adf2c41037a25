"""Straight to the portal's adapter: signs in for a session, then calls services by name with it in the body."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import httpx2

from services.portal.connections import Connection
from services.portal.domain.official_text import is_success
from services.portal.domain.outbound.answer import Answer, Answered
from services.portal.domain.outbound.driver import PortalAway
from services.portal.domain.outbound.told import Agency, KnownProcedure, Mode, Record, Row, There
from services.portal.drivers.answers import body_of, lost, nested, read_act, read_question
from services.portal.drivers.gen_a.record_wire import record_wire
from services.portal.drivers.gen_a.row_wire import row_wire, there_of
from services.portal.drivers.gen_a.status_wire import is_told_by_status, status_wire
from services.portal.drivers.procedure_wire import known_procedure
from shared.clock import Clock

_PATHS = {"login": "/XrdAdapter/RestService/forward/mapi/login", "call": "/XrdAdapter/RestService/forward/mapi/g"}
_HEADERS = {"Accept": "application/json", "Charset": "utf-8"}


class GenADirect:
    """One account. The session is never written to a log and ends with the process."""

    def __init__(self, connection: Connection, clock: Clock, http: httpx2.AsyncClient) -> None:
        self._connection, self._clock, self._http = connection, clock, http
        self._paths = {**_PATHS, **connection.paths}
        self._session, self._until = "", 0.0
        self._signing = asyncio.Lock()

    async def sign_in(self) -> None:
        """Many lanes find out at once that the session is over: one of them signs in."""
        held = self._session
        async with self._signing:
            if self._session == held:
                await self._sign_in()

    async def tell_record(self, record: Record, mode: Mode) -> Answer:
        if is_told_by_status(record, self._connection.name):
            return await self._act("DongBoTrangThaiHoSo", status_wire(record))
        data = [record_wire(record)]
        return await self._act("DongBoHoSoMC", {"isUpdating": str(mode is Mode.UPDATE), "data": data})

    async def tell_rows(self, agency: Agency, rows: Sequence[Row]) -> Answer:
        return await self._act("CapNhatTienDoHoSoMC", {"data": [row_wire(row) for row in rows]})

    async def find(self, agency: Agency, code: str) -> There | None:
        found = await self._ask("TraCuuHoSo", {"mahoso": code})
        return there_of(found[0]) if found else None

    async def issue_code(self, agency: Agency, day: date) -> str | None:
        return None

    async def procedure_codes(self) -> Sequence[tuple[str, str]]:
        return [(str(row["MATTHC"]), str(row["TENTTHC"])) for row in await self._ask("LayDanhSachTTHC", {})]

    async def procedure(self, code: str) -> KnownProcedure | None:
        found = await self._ask("LayThuTuc", {"maTTHC": code})
        return known_procedure(found[0]) if found else None

    async def close(self) -> None:
        await self._http.aclose()

    async def _act(self, service: str, more: Mapping[str, Any]) -> Answer:
        try:
            return read_act(await self._call(service, more), _code_of)
        except httpx2.HTTPError as trouble:
            return lost(trouble)
        except PortalAway as away:
            return Answer(Answered.AWAY, away.code, away.message)

    async def _ask(self, service: str, more: Mapping[str, Any]) -> list[Any]:
        """The rows of a question, asked once more after signing in anew; raises PortalAway."""
        try:
            said = read_question(await self._call(service, more), _code_of)
            if said is None:
                await self.sign_in()
                said = read_question(await self._call(service, more), _code_of)
        except httpx2.HTTPError as trouble:
            raise PortalAway(type(trouble).__name__) from None
        if said is None:
            raise PortalAway("Cổng không nhận phiên làm việc")
        return rows_of(said)

    async def _call(self, service: str, more: Mapping[str, Any]) -> httpx2.Response:
        if not self._session or self._clock.now().timestamp() >= self._until:
            await self.sign_in()
        body = {"session": self._session, "madonvi": self._connection.agency, "service": service, **more}
        return await self._http.post(self._paths["call"], json=body, headers=self._headers())

    async def _sign_in(self) -> None:
        who = {"username": self._connection.account, "password": self._connection.secret}
        try:
            said = body_of(await self._http.post(self._paths["login"], json=who, headers=self._headers()))
        except httpx2.HTTPError as trouble:
            raise PortalAway(type(trouble).__name__) from None
        if said is None or not is_success(said.get("error_code")) or not said.get("session"):
            raise PortalAway("Cổng không cho đăng nhập")
        self._session = str(said["session"])
        self._until = self._clock.now().timestamp() + self._connection.session.total_seconds()

    def _headers(self) -> dict[str, str]:
        destination = self._connection.destination
        return {**_HEADERS, "dstcode": destination} if destination else _HEADERS


def _code_of(said: Mapping[str, Any]) -> object:
    return said.get("error_code")


def rows_of(said: Mapping[str, Any]) -> list[Any]:
    """`result`, or what a relay wrapped; one object counts as one row."""
    result = nested(said).get("result", said.get("result"))
    if isinstance(result, dict):
        return list(result["data"]) if isinstance(result.get("data"), list) else [result]
    return list(result or ())
