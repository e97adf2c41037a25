"""Generation B: a token for the account, codes that the portal issues, files first, then dossier, status, progress."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import httpx2
import orjson

from services.portal.connections import Connection
from services.portal.domain.outbound.answer import Answer, Answered
from services.portal.domain.outbound.driver import PortalAway
from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.told import Agency, KnownProcedure, Mode, Record, Row, There
from services.portal.drivers.answers import body_of, lost, read_act, read_question
from services.portal.drivers.gen_b.record_wire import Uploaded, record_wire, row_wire, status_wire, there_of
from services.portal.drivers.procedure_wire import known_procedure
from shared.clock import Clock

Fetch = Callable[[UUID, str], Awaitable[bytes]]  # a dossier's file by its digest
_SPARE = 30.0  # seconds before its end from which a token is not used any more
_REMEMBERED = 20_000


class GenBRest:
    """One account. What is remembered of dossiers and files only spares calls; without it they are made again."""

    def __init__(self, connection: Connection, clock: Clock, http: httpx2.AsyncClient, fetch: Fetch) -> None:
        self._connection, self._clock, self._http, self._fetch = connection, clock, http, fetch
        self._token, self._until = "", 0.0
        self._signing = asyncio.Lock()
        self._ids: OrderedDict[str, str] = OrderedDict()
        self._told: OrderedDict[str, bytes] = OrderedDict()
        self._files: OrderedDict[str, Uploaded] = OrderedDict()

    async def sign_in(self) -> None:
        held = self._token
        async with self._signing:
            if self._token == held:
                await self._sign_in()

    async def tell_record(self, record: Record, mode: Mode) -> Answer:
        """Created or overwritten, then brought to its status; both may be said again without harm."""
        try:
            files = await self._upload(record)
            answer = await self._tell_content(record_wire(record, files), mode)
            if answer.is_done and not _is_born_so(record, mode):
                status = status_wire(record, await self._id(record.code))
                answer = await self._act("POST", "/b/ho-so/trang-thai", [status])
        except PortalAway as away:
            return Answer(Answered.AWAY, away.code, away.message)
        return answer

    async def tell_rows(self, agency: Agency, rows: Sequence[Row]) -> Answer:
        try:
            id_ = await self._id(rows[0].code)
        except PortalAway as away:
            return Answer(Answered.AWAY, away.code, away.message)
        return await self._act("POST", "/b/ho-so/tien-trinh", [row_wire(row, id_) for row in rows])

    async def find(self, agency: Agency, code: str) -> There | None:
        found = await self._ask(f"/b/ho-so/{code}")
        return there_of(found) if found else None

    async def issue_code(self, agency: Agency, day: date) -> str | None:
        """Kept before the dossier is told: a code lost with its answer is a gap there, never a double."""
        found = await self._ask("/b/ma-ho-so/GetNextValue", code=agency.new)
        if not found:
            raise PortalAway("Cổng không cấp mã hồ sơ")
        return str(found["value"])

    async def procedure_codes(self) -> Sequence[tuple[str, str]]:
        listed = await self._ask("/b/thu-tuc")
        return [(str(row["MATTHC"]), str(row["TENTTHC"])) for row in listed or ()]

    async def procedure(self, code: str) -> KnownProcedure | None:
        found = await self._ask(f"/b/thu-tuc/{code}")
        return known_procedure(found) if found else None

    async def close(self) -> None:
        await self._http.aclose()

    async def _tell_content(self, wire: Mapping[str, Any], mode: Mode) -> Answer:
        """What was told last is not told again."""
        code, digest = str(wire["MaHoSo"]), sha256(orjson.dumps(wire)).digest()
        if mode is Mode.UPDATE and self._told.get(code) == digest:
            return Answer(Answered.OK, "0")
        if mode is Mode.NEW:
            answer = await self._act("POST", "/b/ho-so", wire)
        else:
            answer = await self._act("PUT", f"/b/ho-so/{code}", wire)
        if answer.is_done:
            _remember(self._told, code, digest)
        return answer

    async def _id(self, code: str) -> str:
        if code not in self._ids:
            found = await self._ask(f"/b/ho-so/{code}") or {}
            _remember(self._ids, code, str(found.get("idHoSo", "")))
        return self._ids[code]

    async def _upload(self, record: Record) -> dict[str, Uploaded]:
        files: dict[str, Uploaded] = {}
        for paper in record.matter.papers:
            if paper.digest:
                files[paper.digest] = self._files.get(paper.digest) or await self._upload_one(record, paper.digest)
        return files

    async def _upload_one(self, record: Record, digest: str) -> Uploaded:
        content = await self._fetch(record.dossier, digest)
        data = await self._ask("/b/tep-tin", method="POST", files={"files": (f"{digest[:16]}.pdf", content)})
        told = data[0]["response"]["data"][0] if data else {}
        _remember(self._files, digest, (str(told["IdTepTin"]), str(told["HashTepTin"])))
        return self._files[digest]

    async def _act(self, method: str, path: str, body: object) -> Answer:
        try:
            return read_act(await self._call(method, path, json=body), lambda said: said.get("code"))
        except httpx2.HTTPError as trouble:
            return lost(trouble)
        except PortalAway as away:
            return Answer(Answered.AWAY, away.code, away.message)

    async def _ask(self, path: str, *, method: str = "GET", files: Any = None, **params: str) -> Any:
        """The data of a question; None where there is no such thing. Asked once more after signing in anew."""
        try:
            answer = await self._call(method, path, params=params, files=files)
            if answer.status_code == 401:
                await self.sign_in()
                answer = await self._call(method, path, params=params, files=files)
        except httpx2.HTTPError as trouble:
            raise PortalAway(type(trouble).__name__) from None
        if answer.status_code == 404:
            return None
        said = read_question(answer, lambda said: said.get("code"))
        if said is None:
            raise PortalAway("Cổng không nhận mã truy cập")
        return said.get("data")

    async def _call(self, method: str, path: str, **more: Any) -> httpx2.Response:
        if not self._token or self._clock.now().timestamp() >= self._until:
            await self.sign_in()
        headers = {"Authorization": f"Bearer {self._token}"}
        return await self._http.request(method, self._connection.paths.get(path, path), headers=headers, **more)

    async def _sign_in(self) -> None:
        who = {"client_id": self._connection.account, "client_secret": self._connection.secret}
        try:
            said = body_of(await self._http.post("/b/oauth2/token", json=who))
            data = (said or {})["data"]
            self._token = str(data["access_token"])
            self._until = self._clock.now().timestamp() + float(data["expires_in"]) - _SPARE
        except httpx2.HTTPError as trouble:
            raise PortalAway(type(trouble).__name__) from None
        except (KeyError, TypeError, ValueError):
            raise PortalAway("Cổng không cho đăng nhập") from None


def _is_born_so(record: Record, mode: Mode) -> bool:
    """A new dossier is filed or accepted by what it says of its reception: it needs no status of its own."""
    return mode is Mode.NEW and record.shot.status in {PortalStatus.FILED, PortalStatus.ACCEPTED}


def _remember(kept: OrderedDict[str, Any], key: str, value: Any) -> None:
    kept[key] = value
    if len(kept) > _REMEMBERED:
        kept.popitem(last=False)
