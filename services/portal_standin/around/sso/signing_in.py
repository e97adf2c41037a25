"""The browser's part: authorize, the page with the password, and out again."""

import hmac
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.around.pages import page
from services.portal_standin.around.people import People
from services.portal_standin.around.sso.asked import Asked, NotGranted, asked_by, must_be_whole
from services.portal_standin.around.sso.claims import subject_of
from services.portal_standin.around.sso.clients import client_of
from services.portal_standin.around.sso.id_tokens import read_hint
from services.portal_standin.around.sso.issuer import issuer_of
from services.portal_standin.around.sso.sign_ins import Session, SignIns
from shared.errors import Invalid

COOKIE = "portal-standin"
router = APIRouter(prefix="/oauth2")


@router.get("/authorize")
async def authorize(request: Request) -> Response:
    """Whoever is signed in already goes straight back, unless `prompt=login`."""
    portal, query = portal_of(request), request.query_params
    try:
        asked = asked_by(portal, query)
    except Invalid as unknown:
        return page("said.html", 400, title="Không thể đăng nhập", text=unknown.message)
    try:
        must_be_whole(asked, query)
        session = portal.book(SignIns).session_of(request.cookies.get(COOKIE, ""), portal.clock.now())
        if session and asked.prompt != "login":
            return _back_with_code(request, asked, session)
        if asked.prompt == "none":
            raise NotGranted("login_required", "nobody is signed in")
    except NotGranted as refused:
        return _back_with_error(request, asked, refused)
    return page("sign_in.html", waiting=portal.book(SignIns).wait(asked, portal.clock.now()), account="", wrong="")


@router.post("/authorize")
async def sign_in(request: Request) -> Response:
    """A wrong password is asked for again; who gives up is sent back with `access_denied`."""
    portal, form = portal_of(request), await request.form()
    sign_ins, now = portal.book(SignIns), portal.clock.now()
    waiting, account, password = (str(form.get(name, "")) for name in ("waiting", "account", "password"))
    asked = sign_ins.waiting(waiting, now)
    if asked is None:
        return page("said.html", 400, title="Không thể đăng nhập", text="Trang đăng nhập đã hết hạn, hãy bắt đầu lại.")
    if form.get("cancel"):
        sign_ins.answered(waiting)
        return _back_with_error(request, asked, NotGranted("access_denied", "the person gave up"))
    person = portal.book(People).of_account(account)
    if person is None or not hmac.compare_digest(person.password.encode(), password.encode()):
        wrong = "Tên tài khoản hoặc mật khẩu không đúng"
        return page("sign_in.html", 401, waiting=waiting, account=account, wrong=wrong)
    sign_ins.answered(waiting)
    portal.evidence.accounts.add(person.tech_id)
    cookie, session = sign_ins.open(account, now)
    back = _back_with_code(request, asked, session)
    back.set_cookie(COOKIE, cookie, path="/oauth2", httponly=True, samesite="lax")
    return back


@router.get("/logout")
async def sign_out(request: Request) -> Response:
    """Only with an `id_token_hint` of ours, and on to a registered address only."""
    portal, query = portal_of(request), request.query_params
    claims = read_hint(query.get("id_token_hint", ""))
    client = client_of(portal, str(claims["aud"])) if claims else None
    if claims is None or client is None:
        return page("said.html", 400, title="Không thể đăng xuất", text="Thiếu id_token_hint hợp lệ.")
    for person in portal.book(People).all():
        if subject_of(person, client) == claims["sub"]:
            portal.book(SignIns).sign_out(person.account)
    target = query.get("post_logout_redirect_uri", "")
    if not target:
        return page("said.html", title="Đã đăng xuất", text="Bạn có thể đóng trang này.")
    if target not in client.after:
        return page("said.html", 400, title="Đã đăng xuất", text="Địa chỉ quay về chưa đăng ký.")
    return _redirect(target, state=query.get("state", ""))


def _back_with_code(request: Request, asked: Asked, session: Session) -> Response:
    portal = portal_of(request)
    code = portal.book(SignIns).issue_code(asked, session, portal.clock.now())
    return _redirect(asked.redirect, code=code, state=asked.state, iss=issuer_of(request))


def _back_with_error(request: Request, asked: Asked, refused: NotGranted) -> Response:
    more = {"error": refused.error, "error_description": refused.text}
    return _redirect(asked.redirect, **more, state=asked.state, iss=issuer_of(request))


def _redirect(target: str, **answer: str) -> Response:
    query = urlencode({name: value for name, value in answer.items() if value})
    joined = f"{target}{'&' if '?' in target else '?'}{query}" if query else target
    return RedirectResponse(joined, 303, {"Cache-Control": "no-store"})
