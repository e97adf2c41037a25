"""Generation A, direct: log in, then everything over one address by the name of the service."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.portal_standin.answering.answer import answer, json_of
from services.portal_standin.answering.tongues import GEN_A, Reply
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.entering import enter, log_in
from services.portal_standin.service import Call, Service

router = APIRouter(prefix="/XrdAdapter/RestService/forward/mapi")


@router.post("/login")
async def login(request: Request) -> Response:
    body = await json_of(request)
    sent = body if isinstance(body, dict) else {}
    dstcode = request.headers.get("dstcode") or request.query_params.get("dstcode", "")
    call = Call("login", "", {"username": sent.get("username", ""), "dstcode": dstcode})
    return await answer(request, call, GEN_A, partial(_log_in, str(sent.get("password", ""))))


def _log_in(password: str, portal: NationalPortal, call: Call) -> Reply:
    session = log_in(portal, str(call.body["username"]), password, str(call.body["dstcode"]))
    return Reply({"error_code": 0, "message": "OK", "session": session})


@router.post("/g")
async def call_service(request: Request) -> Response:
    """The session travels in the body; it is taken out before anything is noted."""
    services: dict[str, Service] = request.app.state.services
    sent = await json_of(request)
    body: dict[str, Any] = sent if isinstance(sent, dict) else {}
    session = str(body.pop("session", ""))
    name = str(body.get("service", ""))
    service = services.get(name)
    dossiers = service.dossiers(body) if service else ()
    call = Call(name, str(body.get("madonvi", "")), body, session=session, dossiers=dossiers)
    return await answer(request, call, GEN_A, partial(_serve, service))


def _serve(service: Service | None, portal: NationalPortal, call: Call) -> Reply:
    return Reply(enter(portal, call, service).handle(portal, call))
