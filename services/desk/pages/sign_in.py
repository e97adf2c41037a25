"""Signing in and out. `/dang-nhap` leads back to the page one came from."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from services.desk.dependencies import SEE_OTHER, CurrentDesk, Visiting
from services.desk.presenters.menu import home_of

router = APIRouter()


@router.get("/")
async def home(visit: Visiting) -> Response:
    return RedirectResponse(home_of(visit.person), SEE_OTHER)


@router.get("/tai-khoan")
async def account(visit: Visiting) -> Response:
    return visit.page("account.html")


@router.post("/dang-xuat")
async def sign_out(visit: Visiting) -> Response:
    """Ends this session."""
    visit.desk.sessions.close(visit.session)
    answer = RedirectResponse("/dang-nhap", SEE_OTHER)
    answer.delete_cookie(visit.desk.cookie, path="/")
    return answer


def own_address(wanted: str) -> str:
    """An address of this desk, or its home: a link never leads a signed-in person to another site."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and "\n" not in wanted
    return wanted if ours else "/"


def keep_signed_in(request: Request, desk: CurrentDesk, cookie: str, address: str) -> Response:
    """The session's cookie, and on to where one wanted to go."""
    answer = RedirectResponse(own_address(address), SEE_OTHER)
    answer.set_cookie(desk.cookie, cookie, path="/", secure=desk.settings.is_secure, httponly=True, samesite="lax")
    return answer
