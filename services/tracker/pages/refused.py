"""What is shown when nothing can be shown: too many tries, services away, no such page, a fault."""

import logging
import math

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException  # noqa: TID251  (read here, raised nowhere)
from starlette.responses import Response

from services.tracker.dependencies import Tracker, Visit
from services.tracker.pages.proving import TooManyTries
from services.tracker.texts import _
from shared.errors import Refusal
from shared.web.faults import where

log = logging.getLogger("motcua.tracker")


def answer_refusals(app: FastAPI) -> None:
    """Hangs the handlers on the app."""
    app.add_exception_handler(TooManyTries, _too_many)
    app.add_exception_handler(Refusal, _away)
    app.add_exception_handler(RequestValidationError, _no_such_page)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_exception_handler(Exception, _failed)


async def _too_many(request: Request, fault: Exception) -> Response:
    seconds = math.ceil(getattr(fault, "seconds", 60))
    minutes = math.ceil(seconds / 60)
    message = _("Đã thử quá nhiều lần. Đợi {n} phút rồi thử lại, hoặc hỏi trực tiếp tại nơi nộp hồ sơ.")
    answer = _visit(request).page("refused.html", 429, message=message.format(n=minutes))
    answer.headers["Retry-After"] = str(seconds)
    return answer


async def _away(request: Request, refusal: Exception) -> Response:
    """Whatever a service refuses a program that is set up rightly: it is away. Its code helps who looks after it."""
    log.warning("%s refused: %s", _route(request), getattr(refusal, "code", "?"))
    return _down(request, 503)


async def _no_such_page(request: Request, fault: Exception) -> Response:
    status = getattr(fault, "status_code", 404)
    return _visit(request).page("refused.html", status, message=_("Không có trang này. Kiểm tra lại địa chỉ."))


async def _failed(request: Request, fault: Exception) -> Response:
    log.error("fault on %s: %s", _route(request), where(fault))
    return _down(request, 500)


def _down(request: Request, status: int) -> Response:
    """With the desk's telephone, where an earlier answer told it."""
    visit = _visit(request)
    telephone = visit.tracker.desks.telephone(getattr(request.state, "code", "")) or visit.tracker.settings.hotline
    answer = visit.page("down.html", status, telephone=telephone)
    answer.headers["Retry-After"] = "120"
    return answer


def _visit(request: Request) -> Visit:
    tracker: Tracker = request.app.state.tracker
    return Visit(request, tracker, {})


def _route(request: Request) -> str:
    """The pattern, never the address: addresses name dossiers."""
    return f"{request.method} {getattr(request.scope.get('route'), 'path', '?')}"
