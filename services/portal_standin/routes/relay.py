"""Generation A behind a provincial relay: it holds the session, takes bare arrays and nests what it was told."""

from datetime import UTC, datetime
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.portal_standin.answering.answer import answer, json_of
from services.portal_standin.answering.tongues import GEN_A, Reply
from services.portal_standin.books.sessions import Session
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.domain.level import Level
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.catalogue_services import CATALOGUE_SERVICES
from services.portal_standin.receiving.entering import enter_with, roots_of
from services.portal_standin.service import Call, Service

router = APIRouter(prefix="/relay")
_FOREVER = datetime.max.replace(tzinfo=UTC)
_PUSHES = {
    "ThemMoi": ("DongBoHoSoMC", {"isUpdating": "False"}),
    "CapNhat": ("DongBoHoSoMC", {"isUpdating": "True"}),
    "TienDo": ("CapNhatTienDoHoSoMC", {}),
}


@router.post("/HoSo/TraCuu")
async def look_up(request: Request) -> Response:
    sent = await json_of(request)
    body = sent if isinstance(sent, dict) else {}
    return await _ask(request, "TraCuuHoSo", {"mahoso": body.get("mahoso", "")})


@router.post("/HoSo/{act}")
async def push(request: Request, act: str) -> Response:
    """The body is the array itself."""
    name, more = _PUSHES.get(act, (act, {}))
    return await _call(request, name, {"data": await json_of(request), **more}, nested=False)


@router.get("/KetNoiMotCuaQuocGia/{name}")
async def read(request: Request, name: str) -> Response:
    """Only catalogues; the parameters stand in the address."""
    known = name if name in CATALOGUE_SERVICES else ""
    return await _ask(request, known, dict(request.query_params))


async def _ask(request: Request, name: str, body: dict[str, Any]) -> Response:
    return await _call(request, name, body, nested=True)


async def _call(request: Request, name: str, body: dict[str, Any], *, nested: bool) -> Response:
    services: dict[str, Service] = request.app.state.services
    service = services.get(name)
    agency = request.query_params.get("MaDinhDanhDV", "")
    key = request.headers.get("X-Relay-Key", "")
    dossiers = service.dossiers(body) if service else ()
    call = Call(name, agency, {**body, "madonvi": agency}, "relay", dossiers=dossiers)

    def work(portal: NationalPortal, call: Call) -> Reply:
        told = enter_with(portal, call, service, _session_of(portal, key)).handle(portal, call)
        return Reply(_nested(told) if nested else told)

    return await answer(request, call, GEN_A, work)


def _session_of(portal: NationalPortal, key: str) -> Session:
    """V01 of the relay: its key instead of user and password."""
    roots = portal.config.relay_keys.get(key)
    if roots is None and portal.level > Level.LENIENT:
        raise Refused("V01", Complaint("Khoá kết nối không đúng", "X-Relay-Key", "-1", 401))
    return Session("relay", roots_of(roots if roots is not None else portal.config.agencies), _FOREVER)


def _nested(told: dict[str, Any]) -> dict[str, Any]:
    return {"error_code": told["error_code"], "message": orjson.dumps({"result": told.get("result")}).decode()}
