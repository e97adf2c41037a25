"""Signing in at an OpenID Connect provider: off to it, and back with its answer."""

import logging
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from services.desk.dependencies import SEE_OTHER, CurrentDesk, Desk, draw
from services.desk.pages.account import open_session
from services.desk.pages.sign_in import own_address
from services.desk.sign_in.oidc import OidcSignIn
from services.desk.texts import _
from shared.web.oidc.attempt import COOKIE, SECONDS, Attempt, cookie_of
from shared.web.oidc.proof import NotGranted
from shared.web.signing_keys import IssuerAway

router = APIRouter()
_MOST = 10
log = logging.getLogger("motcua.sign_in")


@router.get("/dang-nhap")
async def to_provider(
    request: Request, desk: CurrentDesk, ve: Annotated[str, Query(max_length=2000)] = "/", ra: bool = False
) -> Response:
    """Straight to the provider, unless one has just gone out (`ra`); a list that polls is not led there."""
    if ra or "x-partial" in request.headers:
        return _told(request, desk, _("Đã đăng xuất"), "", "/", 200 if ra else 401)
    attempt = Attempt.new(own_address(ve))
    try:
        answer = RedirectResponse(await _way(desk).begin(attempt), SEE_OTHER)
    except IssuerAway:
        return _away(request, desk, attempt.back)
    secure, name = desk.settings.is_secure, desk.cookie_name(cookie_of(attempt.state))
    answer.set_cookie(name, attempt.cookie, SECONDS, path="/", secure=secure, httponly=True, samesite="lax")
    _forget_others(request, desk, answer)
    return answer


@router.get("/dang-nhap/ve")
async def back_from_provider(request: Request, desk: CurrentDesk) -> Response:
    """Signs in who began this attempt in this browser; says plainly what was not right."""
    given = dict(request.query_params)
    name = desk.cookie_name(cookie_of(given.get("state", "")))
    attempt = _begun(request.cookies.get(name, ""), given.get("state", ""))
    if attempt is None:
        return _not_done(request, desk, _("Lần đăng nhập này đã quá lâu hoặc mở ở trình duyệt khác"), "/")
    try:
        signed_in = await _way(desk).finish(attempt, given)
    except IssuerAway:
        return _away(request, desk, attempt.back)
    except NotGranted as refused:
        log.warning("sign-in refused: %s", refused)
        return _not_done(request, desk, _("Nhà cấp định danh không xác nhận lần đăng nhập này"), attempt.back)
    answer, session = open_session(request, desk, signed_in.person, attempt.back)
    _way(desk).keep(session, signed_in.granted)
    answer.delete_cookie(name, path="/", secure=desk.settings.is_secure, httponly=True, samesite="lax")
    return answer


def _forget_others(request: Request, desk: Desk, answer: Response) -> None:
    """Of a browser with many tabs: their cookies go with every request."""
    others = [name for name in request.cookies if name.startswith(desk.cookie_name(COOKIE))]
    for name in others if len(others) >= _MOST else ():
        answer.delete_cookie(name, path="/", secure=desk.settings.is_secure, httponly=True, samesite="lax")


def _begun(cookie: str, state: str) -> Attempt | None:
    try:
        attempt = Attempt.of(cookie)
    except ValueError:
        return None
    return attempt if cookie and attempt.is_answered_by(state) else None


def _way(desk: Desk) -> OidcSignIn:
    assert isinstance(desk.sign_in, OidcSignIn)  # noqa: S101
    return desk.sign_in


def _not_done(request: Request, desk: Desk, sentence: str, back: str) -> Response:
    return _told(request, desk, _("Chưa đăng nhập được"), sentence, back, 422)


def _away(request: Request, desk: Desk, back: str) -> Response:
    sentence = _("Chưa liên lạc được nhà cấp định danh. Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị")
    return _told(request, desk, _("Chưa đăng nhập được"), sentence, back, 503)


def _told(request: Request, desk: Desk, heading: str, sentence: str, back: str, status: int = 200) -> Response:
    return draw(desk, request, "sign_in_elsewhere.html", status, heading=heading, sentence=sentence, back=back)
