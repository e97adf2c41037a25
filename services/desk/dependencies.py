"""What a page is given: who looks, what he may ask of the services, and how a page is drawn or led on from."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from services.desk.clients.services import Services
from services.desk.forms.sent import page_of_form, refuse_other_sites
from services.desk.presenters.menu import menu_of
from services.desk.sessions.done_forms import DoneForms
from services.desk.sessions.form_tokens import key_of, make_form_token
from services.desk.sessions.kept_forms import keep_typed, take_kept
from services.desk.sessions.session import Person, Said, Session
from services.desk.sessions.sessions import Sessions
from services.desk.settings import DeskSettings
from services.desk.sign_in.sign_in import GrantOver, SignIn
from services.desk.sign_in.throttle import Throttle
from services.desk.texts import _
from shared.callers import Role
from shared.clock import Clock, DemoClock
from shared.errors import Forbidden, Refusal
from shared.text import clean_text
from shared.web.pages.templating import Templates
from shared.web.service_client import BoundClient
from shared.worktime import LEGAL_ZONE

SEE_OTHER = 303
SHEETS = {  # what the pages below an address need beside the common style sheet
    **dict.fromkeys(("quay", "ho-so", "in-nhieu"), "counter.css"),
    **dict.fromkeys(("viec-cua-toi", "viec-don-vi", "cho-ky", "dieu-hanh", "danh-sach"), "work.css"),
    "giam-sat": "monitoring.css",
}


class NotSignedIn(Exception):
    """Leads to the sign-in page and back; `kept` is the cookie of what was typed when the session was over."""

    def __init__(self, back: str, kept: str | None = None) -> None:
        super().__init__(back)
        self.back = back
        self.kept = kept


class FormOfEarlier(Exception):
    """A form of an earlier session: nothing was done, back to its page with what was typed."""

    def __init__(self, page: str, kept: str) -> None:
        super().__init__(page)
        self.page = page
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Desk:
    """What the process holds: `app.state.desk`."""

    settings: DeskSettings
    services: Services
    templates: Templates
    sessions: Sessions
    done_forms: DoneForms
    sign_in: SignIn
    throttle: Throttle
    clock: Clock

    @property
    def is_clock_turned(self) -> bool:
        """The demo's clock shows another time than the machine's."""
        return isinstance(self.clock, DemoClock) and self.clock.is_turned

    @property
    def cookie(self) -> str:
        """The session's cookie."""
        return self.cookie_name("motcua")

    @property
    def kept_cookie(self) -> str:
        """The cookie of what was typed when the session was over."""
        return self.cookie_name("motcua-nhap")

    def cookie_name(self, name: str) -> str:
        """Under https a name that no other site and no plain connection can set."""
        return f"__Host-{name}" if self.settings.is_secure else name


@dataclass(slots=True)
class Visit:
    """One request of a signed-in person."""

    request: Request
    desk: Desk
    session: Session
    token: str
    form: FormData = field(default_factory=FormData)
    form_key: str = ""

    @property
    def person(self) -> Person:
        return self.session.person

    @property
    def intake(self) -> BoundClient:
        return self.desk.services.intake.bound(self.token)

    @property
    def processing(self) -> BoundClient:
        return self.desk.services.processing.bound(self.token)

    @property
    def stats(self) -> BoundClient:
        return self.desk.services.stats.bound(self.token)

    @property
    def portal(self) -> BoundClient:
        return self.desk.services.portal.bound(self.token)

    def must_be(self, *roles: Role) -> None:
        """For pages that make no sense to others; what may be done is decided by the services."""
        if not self.person.has(*roles):
            raise Forbidden("page_not_for_role", "Trang này không dành cho vai trò của tài khoản đang dùng")

    def page(self, template: str, /, status: int = 200, **context: Any) -> HTMLResponse:
        """`said` of the last act is shown once, on the first page drawn after it."""
        said = self._said()
        return draw(self.desk, self.request, template, status, session=self.session, said=said, **context)

    def _said(self) -> list[Said]:
        said, self.session.said = self.session.said, []
        if said:
            self.desk.sessions.keep(self.session)
        return said

    def say(self, text: str, undo: str | None = None, refused: Sequence[str] = ()) -> None:
        """Shown once, on the next page."""
        self.session.said.append(Said(text, undo, tuple(refused)))
        self.desk.sessions.keep(self.session)

    def lead_to(self, address: str, said: str | None = None, undo: str | None = None) -> Response:
        """After a write: the page to look at next, which says what was done."""
        if said:
            self.say(said, undo)
        return RedirectResponse(address, SEE_OTHER)

    async def once(self, act: Callable[[], Awaitable[str]]) -> Response:
        """Runs a write once per form key; it returns the address to go to."""
        address = await self.desk.done_forms.once(self.session, self.form_key, act)
        return RedirectResponse(address, SEE_OTHER)

    def typed(self, name: str) -> str:
        """A field of the form as text: NFC, trimmed; refuses control signs."""
        value = self.form.get(name, "")
        return clean_text(value) if isinstance(value, str) else ""

    def typed_all(self, name: str) -> list[str]:
        return [clean_text(value) for value in self.form.getlist(name) if isinstance(value, str)]

    def file(self, name: str) -> UploadFile | None:
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    def typed_before(self) -> dict[str, list[str]]:
        """For the page of a form: what was typed when the session was over, once; empty otherwise."""
        cookie, page = self.request.cookies.get(self.desk.kept_cookie, ""), self.request.url.path
        kept = take_kept(self.desk.sessions, cookie, self.person, page)
        if kept is None:
            return {}
        typed, at = kept
        when = f"{at.astimezone(LEGAL_ZONE):%H:%M}"
        self.session.said.append(
            Said(_("Phiên đã hết lúc {when}. Nội dung đã nhập vẫn còn: xem lại rồi gửi.").format(when=when))
        )
        return typed

    def back_in_words(self) -> dict[str, Any]:
        """All that was typed, to draw the form again: names starting with `_` are the form's own."""
        return {
            name: [value for value in self.form.getlist(name) if isinstance(value, str)]
            for name in self.form
            if not name.startswith("_")
        }


def draw(
    desk: Desk, request: Request, template: str, status: int = 200, *, session: Session | None = None, **context: Any
) -> HTMLResponse:
    """A whole page, or with `X-Partial: 1` its main part: the script takes out what it swaps."""
    base = {
        "session": session,
        "person": session.person if session else None,
        "menu": menu_of(session.person, request.url.path) if session else (),
        "here": _path_of(request),
        "form_token": (lambda: make_form_token(session.secret)) if session else None,
        "partial": "x-partial" in request.headers,
        "language": desk.settings.language,
        "sheet": SHEETS.get(request.url.path.split("/")[1]),
        "now": desk.clock.now(),
        "is_embedded": desk.settings.oidc_issuer is None,
        "is_turned": desk.is_clock_turned,
        "said": [],
    }
    return HTMLResponse(desk.templates.render(template, base | context), status)


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


CurrentDesk = Annotated[Desk, Depends(_desk)]


async def _visit(request: Request, desk: CurrentDesk) -> AsyncIterator[Visit]:
    cookie = request.cookies.get(desk.cookie, "")
    session = desk.sessions.find(cookie, is_seen="x-partial" not in request.headers)
    if session is None or not desk.sign_in.is_current(session.person):
        raise await _sent_away(request, desk, cookie)
    try:
        visit = Visit(request, desk, session, await desk.sign_in.token_of(session))
    except GrantOver:
        raise await _sent_away(request, desk, cookie) from None
    if request.method == "POST":
        await _read_form(visit)
        visit.form_key = _key_of_form(visit)
    try:
        yield visit
    finally:
        await request.close()  # the files of its form


async def _sent_away(request: Request, desk: Desk, cookie: str) -> NotSignedIn:
    """A form sent after its session ended is kept for the person who typed it."""
    known = desk.sessions.known(cookie)
    if request.method != "POST":
        return NotSignedIn(_path_of(request))
    if known is None:
        return NotSignedIn(request.url.path)
    lost = Visit(request, desk, known, "")
    await _read_form(lost)
    await request.close()
    key_of(known.secret, str(lost.form.get("_token", "")))
    page = page_of_form(request, lost.form)
    return NotSignedIn(page, keep_typed(desk.sessions, known.person, page, lost.back_in_words()))


def _path_of(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


async def _read_form(visit: Visit) -> None:
    """From a page of ours."""
    refuse_other_sites(visit.request)
    visit.form = await visit.request.form(max_files=200, max_fields=2000)


def _key_of_form(visit: Visit) -> str:
    """A form of this session. One drawn before its person signed in anew, in another tab, comes back as typed."""
    try:
        return key_of(visit.session.secret, str(visit.form.get("_token", "")))
    except Forbidden:
        typed, page = visit.back_in_words(), page_of_form(visit.request, visit.form)
        kept = keep_typed(visit.desk.sessions, visit.person, page, typed) if any(map(any, typed.values())) else None
        if kept is None:
            raise
        raise FormOfEarlier(page, kept) from None


Visiting = Annotated[Visit, Depends(_visit)]


def sign_in_address(back: str) -> str:
    """Where to sign in, and where to go on afterwards."""
    return f"/dang-nhap?ve={quote(back)}"


def problems_of(refusal: Refusal, names: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """What the error box lists: (field of the form, sentence); `names` maps the service's fields to the form's."""
    if not refusal.fields:
        return [("", refusal.message)]
    return [((names or {}).get(name, name), message) for name, message in refusal.fields.items()]
