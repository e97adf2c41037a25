"""A citizen who signs in: there and back, his own dossiers, one of them, and out. His number stands in no address."""

import logging

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from services.tracker.clients.own_dossiers import list_own, look_up_own
from services.tracker.dependencies import SESSION, Visit, Visiting
from services.tracker.pages.lookup import show_found
from services.tracker.pages.proving import TooManyTries, is_code
from services.tracker.presenters.own import own_line
from services.tracker.sign_in.sessions import LONGEST
from services.tracker.sign_in.sign_in import AFTER, RETURN, SignIn
from services.tracker.texts import _
from shared.errors import Forbidden
from shared.web.oidc.attempt import SECONDS, Attempt, cookie_of
from shared.web.oidc.proof import NotGranted
from shared.web.signing_keys import IssuerAway

OWN = "/ho-so-cua-toi"
_MOST_LISTED = 200  # what the counter tells at once
_SEE_OTHER = 303
router = APIRouter()
log = logging.getLogger("motcua.sign_in")


@router.get("/dang-nhap")
async def begin(visit: Visiting) -> Response:
    if visit.session:
        return RedirectResponse(OWN, _SEE_OTHER)
    attempt = Attempt.new(OWN)
    try:
        answer = RedirectResponse(await _way(visit).begin(attempt), _SEE_OTHER)
    except IssuerAway:
        return _away(visit)
    _set(visit, answer, cookie_of(attempt.state), attempt.cookie, SECONDS)
    return answer


@router.get(RETURN)
async def back_from_provider(visit: Visiting) -> Response:
    """Signs in who began this attempt in this browser; says plainly what was not right."""
    seconds = visit.tracker.gate.wait_to_sign_in(visit.address)
    if seconds:
        raise TooManyTries(seconds)
    given = dict(visit.request.query_params)
    attempt = _begun(visit, given.get("state", ""))
    if attempt is None:
        return _not_done(visit, "attempt_unknown", _("Lần đăng nhập này đã quá lâu hoặc mở ở trình duyệt khác"), 422)
    try:
        signed_in = await _way(visit).finish(attempt, given)
    except IssuerAway:
        return _away(visit)
    except NotGranted as refused:
        log.warning("sign-in of a citizen refused: %s", refused)
        return _not_done(visit, "not_granted", _("Nơi cấp tài khoản không xác nhận lần đăng nhập này"), 422)
    except Forbidden as unfit:
        log.warning("sign-in of a citizen refused: %s", unfit.code)
        return _not_done(visit, unfit.code, unfit.message, 403)
    visit.tracker.sessions.close(visit.cookie)
    answer = RedirectResponse(OWN, _SEE_OTHER)
    cookie = visit.tracker.sessions.open(signed_in.citizen, signed_in.identity)
    _set(visit, answer, SESSION, cookie, int(LONGEST.total_seconds()))
    _drop(visit, answer, cookie_of(attempt.state))
    return answer


@router.get(OWN)
async def own(visit: Visiting) -> Response:
    session = visit.session
    if session is None:
        return _over(visit)
    found = await list_own(visit.tracker.services, session.citizen.number)
    lines = [own_line(each) for each in found]
    is_cut = len(lines) >= _MOST_LISTED
    return visit.page("own.html", name=session.citizen.name, dossiers=lines, is_cut=is_cut, out=session.out)


@router.get(OWN + "/{code}")
async def one(visit: Visiting, code: str) -> Response:
    """As the secret of the receipt shows it. Another's and one that is not there are one answer."""
    session = visit.session
    if session is None:
        return _over(visit)
    visit.request.state.code = code
    found = await look_up_own(visit.tracker.services, session.citizen.number, code) if is_code(code) else None
    if found is None:
        message = _("Không có hồ sơ này trong các hồ sơ do ông/bà đứng tên.")
        return visit.page("refused.html", 404, message=message)
    return await show_found(visit, found, is_own=True)


@router.post("/dang-xuat")
async def out(visit: Visiting) -> Response:
    """Of both: this page's session at once, the provider's where it can be led to."""
    session = visit.session
    if session is None:
        return RedirectResponse(AFTER, _SEE_OTHER)
    if not session.may_go_out(visit.form.get("ra", "")):
        message = _("Trang đã mở từ nơi khác, chưa đăng xuất. Mở lại trang Hồ sơ của tôi rồi đăng xuất.")
        return visit.page("refused.html", 403, message=message)
    visit.tracker.sessions.close(visit.cookie)
    answer = RedirectResponse(await _way(visit).way_out(session.identity), _SEE_OTHER)
    _drop(visit, answer, SESSION)
    return answer


def _way(visit: Visit) -> SignIn:
    assert visit.tracker.sign_in is not None  # noqa: S101  (these pages are there only with it)
    return visit.tracker.sign_in


def _begun(visit: Visit, state: str) -> Attempt | None:
    cookie = visit.request.cookies.get(visit.tracker.cookie_name(cookie_of(state)), "")
    try:
        attempt = Attempt.of(cookie)
    except ValueError:
        return None
    return attempt if cookie and attempt.is_answered_by(state) else None


def _set(visit: Visit, answer: Response, name: str, value: str, seconds: int) -> None:
    secure, named = visit.tracker.settings.is_secure, visit.tracker.cookie_name(name)
    answer.set_cookie(named, value, seconds, path="/", secure=secure, httponly=True, samesite="lax")


def _drop(visit: Visit, answer: Response, name: str) -> None:
    secure, named = visit.tracker.settings.is_secure, visit.tracker.cookie_name(name)
    answer.delete_cookie(named, path="/", secure=secure, httponly=True, samesite="lax")


def _not_done(visit: Visit, code: str, sentence: str, status: int) -> Response:
    """`code` is stable, for whoever is asked about it on the telephone."""
    said = f"{sentence} ({code})."
    return visit.page("not_signed_in.html", status, heading=_("Chưa đăng nhập được"), sentence=said)


def _away(visit: Visit) -> Response:
    sentence = _("Chưa liên lạc được nơi cấp tài khoản, ông/bà thử lại sau ít phút")
    return _not_done(visit, "issuer_away", sentence, 503)


def _over(visit: Visit) -> Response:
    sentence = _("Ông/bà chưa đăng nhập, hoặc đã quá lâu không mở trang.")
    return visit.page("not_signed_in.html", 401, heading=_("Cần đăng nhập"), sentence=sentence)
