"""One's own account: the first page, where one is signed in, out here and out everywhere."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from services.desk.dependencies import SEE_OTHER, Desk, Visiting
from services.desk.presenters.menu import home_of
from services.desk.sessions.session import Person, Session

router = APIRouter()


@router.get("/")
async def home(visit: Visiting) -> Response:
    return RedirectResponse(home_of(visit.person), SEE_OTHER)


@router.get("/tai-khoan")
async def account(visit: Visiting) -> Response:
    return visit.page("account.html", sessions=visit.desk.sessions.of(visit.person.key))


@router.post("/dang-xuat")
async def sign_out(visit: Visiting) -> Response:
    """Ends this session, and that at the provider."""
    where = await visit.desk.sign_in.leave(visit.session)
    visit.desk.sessions.close(visit.session)
    return _out(visit.desk, where)


@router.post("/tai-khoan/dang-xuat-moi-noi")
async def sign_out_everywhere(visit: Visiting) -> Response:
    """Ends every session of this person, this one too."""
    where = await visit.desk.sign_in.leave(visit.session)
    visit.desk.sessions.close_all(visit.person.key)
    return _out(visit.desk, where)


def open_session(request: Request, desk: Desk, person: Person, back: str) -> tuple[Response, Session]:
    """Always under a new cookie; what was open in this browser before ends."""
    before = desk.sessions.known(request.cookies.get(desk.cookie, ""))
    if before:
        desk.sessions.close(before)
    cookie, session = desk.sessions.open(person, request.headers.get("user-agent", ""))
    answer = RedirectResponse(back, SEE_OTHER)
    answer.set_cookie(desk.cookie, cookie, path="/", secure=desk.settings.is_secure, httponly=True, samesite="lax")
    return answer, session


def _out(desk: Desk, where: str) -> Response:
    answer = RedirectResponse(where, SEE_OTHER)
    answer.delete_cookie(desk.cookie, path="/", secure=desk.settings.is_secure, httponly=True, samesite="lax")
    return answer
