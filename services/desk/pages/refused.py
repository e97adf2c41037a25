"""What is shown when something is refused or fails: what happened, what was kept, who to call."""

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException  # noqa: TID251  (read here, raised nowhere)
from starlette.responses import RedirectResponse, Response

from services.desk.dependencies import SEE_OTHER, Desk, FormOfEarlier, NotSignedIn, draw, sign_in_address
from services.desk.pages.counter import NoCounterChosen
from services.desk.pages.sign_in import own_address
from services.desk.sessions.sessions import KEPT
from services.desk.texts import _
from shared.errors import NotFound, Refusal, Unauthorized
from shared.web.faults import where

log = logging.getLogger("motcua.desk")


def answer_refusals(app: FastAPI) -> None:
    """Hangs the handlers on the app."""
    app.add_exception_handler(NotSignedIn, _to_sign_in)
    app.add_exception_handler(NoCounterChosen, _to_choose)
    app.add_exception_handler(FormOfEarlier, _to_form)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _no_such_page)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_exception_handler(Exception, _failed)


async def _to_sign_in(request: Request, away: Exception) -> Response:
    assert isinstance(away, NotSignedIn)  # noqa: S101
    desk: Desk = request.app.state.desk
    return _with_kept(desk, RedirectResponse(sign_in_address(away.back), SEE_OTHER), away.kept)


async def _to_form(request: Request, earlier: Exception) -> Response:
    assert isinstance(earlier, FormOfEarlier)  # noqa: S101
    desk: Desk = request.app.state.desk
    return _with_kept(desk, RedirectResponse(own_address(earlier.page), SEE_OTHER), earlier.kept)


def _with_kept(desk: Desk, answer: Response, kept: str | None) -> Response:
    if kept:
        secure, seconds = desk.settings.is_secure, int(KEPT.total_seconds())
        answer.set_cookie(desk.kept_cookie, kept, seconds, path="/", secure=secure, httponly=True, samesite="lax")
    return answer


async def _to_choose(request: Request, _fault: Exception) -> Response:
    return RedirectResponse(f"/quay/chon?ve={quote(request.url.path)}", SEE_OTHER)


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)  # noqa: S101
    if isinstance(refusal, Unauthorized) or refusal.status == 401:
        return _untrusted(request)
    return _page(request, refusal.status, refusal.message, refusal.code)


def _untrusted(request: Request) -> Response:
    """A service takes the token of an open session for none: signing in again would only lead back here."""
    desk: Desk = request.app.state.desk
    if desk.sessions.find(request.cookies.get(desk.cookie, "")) is None:
        return RedirectResponse(sign_in_address(request.url.path), SEE_OTHER)
    sentence = _("Dịch vụ không nhận phiên đăng nhập này. Đăng xuất rồi đăng nhập lại; nếu vẫn vậy, báo quản trị.")
    return _page(request, 502, sentence, "token_not_trusted")


async def _no_such_page(request: Request, fault: Exception) -> Response:
    status = getattr(fault, "status_code", 404)
    missing = NotFound("no_such_page", _("Không có trang này. Kiểm tra lại địa chỉ, hoặc đi từ thanh trên cùng."))
    return _page(request, status, missing.message, missing.code)


async def _failed(request: Request, fault: Exception) -> Response:
    log.error("fault on %s %s: %s", request.method, _route(request), where(fault))
    return _page(request, 500, _("Trang này gặp lỗi, chưa ghi gì. Thử lại; nếu vẫn lỗi, báo quản trị."), "desk_fault")


def _route(request: Request) -> str:
    """The pattern, never the address: addresses may name a dossier."""
    return str(getattr(request.scope.get("route"), "path", "?"))


def _page(request: Request, status: int, message: str, code: str) -> Response:
    desk: Desk = request.app.state.desk
    session = desk.sessions.find(request.cookies.get(desk.cookie, ""))
    shown = {"message": message, "code": code, "failed": status >= 500}
    return draw(desk, request, "refused.html", status, session=session, **shown)
