"""One call from its arrival to its answer: faults drawn, work done, all of it noted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson
from fastapi import Request
from fastapi.responses import Response

from services.portal_standin.answering.spoiling import Hit, break_before, mislead, send, twist
from services.portal_standin.answering.tongues import Reply, Tongue
from services.portal_standin.books.received import Violation
from services.portal_standin.domain.complaint import Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.service import Call

Work = Callable[[NationalPortal, Call], Reply]
_FAILED = "Cập nhật dữ liệu thất bại, vui lòng thử lại sau"


def portal_of(request: Request) -> NationalPortal:
    portal: NationalPortal = request.app.state.portal
    return portal


async def answer(request: Request, call: Call, tongue: Tongue, work: Work) -> Response:
    """`work` gives the reply or raises `Refused`."""
    portal = portal_of(request)
    hit = portal.faults.draw(call.service, call.dossiers)
    broken = await break_before(request, hit)
    if broken is not None:
        _note(portal, call, hit, None, "broken")
        return broken
    call = replace(call, faults=frozenset(hit))
    reply, refused = _work(portal, call, tongue, work)
    reply = twist(reply, tongue, hit, accepted=refused is None)
    _note(portal, call, hit, reply.body, "refused" if refused else "accepted", refused)
    return await send(request, reply, hit)


def _work(portal: NationalPortal, call: Call, tongue: Tongue, work: Work) -> tuple[Reply, Refused | None]:
    try:
        mislead(portal, call)
        if "failure_text" in call.faults:
            return tongue.say(tongue.success_codes[1], _FAILED), None
        return work(portal, call), None
    except Refused as refused:
        return tongue.refuse(refused.complaint), refused


def _note(
    portal: NationalPortal, call: Call, hit: Hit, said: Any, outcome: str, refused: Refused | None = None
) -> None:
    at = portal.clock.text()
    portal.log.note(
        at=at,
        service=call.service,
        way=call.way,
        agency=call.agency,
        dossiers=call.dossiers,
        outcome=outcome,
        check=refused.check if refused else "",
        faults=tuple(hit),
        body=call.body,
        answer=said,
    )
    if refused and refused.check != "fault":
        first = call.dossiers[0] if call.dossiers else ""
        told = refused.complaint
        portal.log.find_wrong(Violation(at, refused.check, True, call.service, first, told.field, told.text))


async def json_of(request: Request) -> Any:
    """None where the body is no JSON."""
    try:
        return orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        return None
