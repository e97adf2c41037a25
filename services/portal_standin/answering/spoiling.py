"""The faults themselves: what each does before the call is heard, and to the answer that was ready."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Mapping
from typing import Any

import orjson
from fastapi import Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from services.portal_standin.answering.tongues import Reply, Tongue
from services.portal_standin.books.faults import Fault
from services.portal_standin.domain.agency_code import other_form
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.service import Call

_HTML = "<html><body><h1>{}</h1><p>Hệ thống đang bảo trì</p></body></html>"
_AGENCY_KEYS = frozenset({"MADONVI", "MaDonVi", "MaDonViTiepNhan", "MACOQUANCONGBO", "MANGANH"})
_CHUNKS = 10
Hit = Mapping[str, Fault]


async def break_before(request: Request, hit: Hit) -> Response | None:
    """The faults that keep a call from being heard at all; nothing of it is kept."""
    if fault := hit.get("timeout_before_commit"):
        return await hold(request, fault.seconds)
    return _page({name: fault for name, fault in hit.items() if not fault.after_commit})


def _page(hit: Hit) -> Response | None:
    if "bad_gateway" in hit:
        return HTMLResponse(_HTML.format("502 Bad Gateway"), 502)
    return HTMLResponse(_HTML.format("Thông báo")) if "html_page" in hit else None


async def hold(request: Request, seconds: float) -> Response:
    """Says nothing until the client hangs up or the time is over."""
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        pass
    return HTMLResponse(_HTML.format("504 Gateway Time-out"), 504)


def mislead(portal: NationalPortal, call: Call) -> None:
    """The faults of a portal that hears the call but is in another state than its caller thinks."""
    if call.faults & {"procedure_withdrawn", "procedure_renamed"}:
        _change_catalogue(portal, call)
    if "session_expired" in call.faults:
        portal.sessions.end(call.session)
        raise Refused("fault", Complaint("Phiên làm việc không hợp lệ hoặc đã hết hạn", "session", "-2", 401))
    if "wrong_agency" in call.faults:
        raise Refused("fault", Complaint("Đơn vị không có quyền với hồ sơ của đơn vị khác", "madonvi", "-4", 403))


def _change_catalogue(portal: NationalPortal, call: Call) -> None:
    sent = call.body.get("data")
    for record in sent if isinstance(sent, list) else [call.body]:
        procedure = portal.catalogue.find(str(record.get("MaTTHC", "")))
        if procedure and "procedure_withdrawn" in call.faults:
            procedure.is_withdrawn = True
        elif procedure:
            procedure.rename(f"{procedure.name} (sửa đổi)")


def twist(reply: Reply, tongue: Tongue, hit: Hit, *, accepted: bool) -> Reply:
    """The faults that only change what the answer says."""
    if not isinstance(reply.body, dict) or not hit:
        return reply
    said = dict(reply.body)
    if accepted and (fault := hit.get("code_rotation")):
        said[tongue.key] = tongue.success_codes[fault.fired % len(tongue.success_codes)]
    if accepted and "success_without_code" in hit:
        said.pop(tongue.key, None)
    if "nested_message" in hit:
        said["message"] = orjson.dumps({tongue.key: said.get(tongue.key), "message": said.get("message")}).decode()
    if "nfd_text" in hit:
        said["message"] = unicodedata.normalize("NFD", str(said.get("message", "")))
    if "agency_form" in hit:
        said = _in_other_form(said)
    return Reply(said, reply.status)


def _in_other_form(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_other_form(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: other_form(inner) if key in _AGENCY_KEYS and isinstance(inner, str) else _in_other_form(inner)
        for key, inner in value.items()
    }


async def send(request: Request, reply: Reply, hit: Hit) -> Response:
    """The answer goes out, late or in pieces where a fault says so."""
    if fault := hit.get("timeout_after_commit"):
        return await hold(request, fault.seconds)
    if (page := _page(hit)) is not None:
        return page
    if isinstance(reply.body, str):
        return PlainTextResponse(reply.body, reply.status)
    content = orjson.dumps(reply.body)
    if fault := hit.get("slow_body"):
        return StreamingResponse(_dripping(content, fault.seconds), reply.status, media_type="application/json")
    return Response(content, reply.status, media_type="application/json")


async def _dripping(content: bytes, seconds: float) -> AsyncIterator[bytes]:
    step = max(1, -(-len(content) // _CHUNKS))
    for at in range(0, len(content), step):
        await asyncio.sleep(seconds / _CHUNKS)
        yield content[at : at + step]
