"""Signing in with an account of this machine. `/dang-nhap` leads back to the page one came from."""

import hmac
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from services.desk.dependencies import CurrentDesk, Desk, draw
from services.desk.forms.sent import refuse_other_sites
from services.desk.pages.account import open_session
from services.desk.sessions.session import Person
from services.desk.sign_in.local import LocalSignIn
from services.desk.sign_in.throttle import TooManyTries
from services.desk.texts import _
from shared.errors import Forbidden

router = APIRouter()
_BEFORE = "motcua-cua"  # ties the sign-in form to this browser before there is a session


@router.get("/dang-nhap")
async def sign_in_page(
    request: Request, desk: CurrentDesk, ve: Annotated[str, Query(max_length=2000)] = "/"
) -> Response:
    return _form(request, desk, own_address(ve), [])


@router.post("/dang-nhap")
async def sign_in(request: Request, desk: CurrentDesk) -> Response:
    """Refuses by one sentence whatever was wrong; ten wrong tries in a quarter of an hour must wait."""
    refuse_other_sites(request)
    form = await request.form(max_files=0, max_fields=10)
    if not hmac.compare_digest(str(form.get("_cua", "")).encode(), request.cookies.get(_BEFORE, "-").encode()):
        raise Forbidden("form_token_not_valid", _("Trang đã mở quá lâu: tải lại trang rồi đăng nhập"))
    user, back = str(form.get("user", "")).strip()[:100], own_address(str(form.get("ve", "/")))
    person = await _person(request, desk, user, str(form.get("password", "")))
    if isinstance(person, str):
        return _form(request, desk, back, [("user", person)], user)
    answer, _session = open_session(request, desk, person, back)
    return answer


def own_address(wanted: str) -> str:
    """An address of this desk, or its home: a link never leads a signed-in person to another site."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours else "/"


async def _person(request: Request, desk: Desk, user: str, password: str) -> Person | str:
    """Who it is, or what to say."""
    address = request.client.host if request.client else ""
    try:
        desk.throttle.must_not_wait(user, address)
    except TooManyTries as wait:
        return wait.message
    assert isinstance(desk.sign_in, LocalSignIn)  # noqa: S101
    person = await desk.sign_in.person_of(user, password)
    if person is None:
        desk.throttle.note_wrong(user, address)
        return _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock rồi nhập lại")
    desk.throttle.forget(user, address)
    return person


def _form(request: Request, desk: Desk, back: str, problems: list[tuple[str, str]], user: str = "") -> Response:
    before = request.cookies.get(_BEFORE) or secrets.token_urlsafe(16)
    shown: dict[str, Any] = {"back": back, "problems": problems, "typed": {"user": [user]}, "before": before}
    page = draw(desk, request, "sign_in.html", 422 if problems else 200, **shown)
    page.set_cookie(_BEFORE, before, path="/", secure=desk.settings.is_secure, httponly=True, samesite="lax")
    return page
