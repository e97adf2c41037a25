"""What a page is given: the process's own things, the form that was sent, and how a page is drawn."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from services.tracker.clients.services import Services
from services.tracker.gate.address import client_address
from services.tracker.gate.gate import Gate
from services.tracker.gate.tickets import Tickets
from services.tracker.settings import TrackerSettings
from services.tracker.sign_in.sessions import Session, Sessions
from services.tracker.sign_in.sign_in import SignIn
from shared.clock import Clock
from shared.web.pages.templating import Templates

SESSION = "motcua-cong-dan"
_MOST_DESKS = 5_000
_MOST_FIELDS = 20
_TABLET = 20  # characters of a counter's name
_BACK_TO_START = {"thanks.html": 20}  # seconds on the tablet; what is still being filled in gets longer
_BACK_OTHERWISE = 60


@dataclass(slots=True)
class KnownDesks:
    """Telephones by the beginning of codes, from good answers: still known when the services are not there."""

    of_prefix: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def note(self, code: str, telephone: str) -> None:
        self.of_prefix[_prefix(code)] = telephone
        self.of_prefix.move_to_end(_prefix(code))
        if len(self.of_prefix) > _MOST_DESKS:
            self.of_prefix.popitem(last=False)

    def telephone(self, code: str) -> str:
        return self.of_prefix.get(_prefix(code), "")


def _prefix(code: str) -> str:
    return code.upper().rsplit("-", 2)[0]


@dataclass(frozen=True, slots=True)
class Tracker:
    """What the process holds: `app.state.tracker`."""

    settings: TrackerSettings
    services: Services
    templates: Templates
    gate: Gate
    tickets: Tickets
    clock: Clock
    sessions: Sessions
    sign_in: SignIn | None = None
    desks: KnownDesks = field(default_factory=KnownDesks)

    def cookie_name(self, name: str) -> str:
        """Under https a name that no other site and no plain connection can set."""
        return f"__Host-{name}" if self.settings.is_secure else name

    def telephone_of(self, path: Sequence[str]) -> str:
        """Of the nearest office up the tree that has one, else the general one."""
        known = self.settings.telephones
        return next((known[code] for code in reversed(path) if code in known), self.settings.hotline)


@dataclass(slots=True)
class Visit:
    """One request."""

    request: Request
    tracker: Tracker
    form: Mapping[str, str]
    ticked: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        connection = self.request.client.host if self.request.client else ""
        forwarded = self.request.headers.getlist("x-forwarded-for")
        return client_address(connection, forwarded, self.tracker.settings.trusted_proxies)

    @property
    def cookie(self) -> str:
        return self.request.cookies.get(self.tracker.cookie_name(SESSION), "")

    @property
    def session(self) -> Session | None:
        """Of the citizen who signed in; looking at it keeps it open."""
        return self.tracker.sessions.find(self.cookie) if self.cookie else None

    @property
    def tablet(self) -> str:
        """The counter whose tablet this is; empty on the citizen's own telephone."""
        named = self.form.get("quay") or self.request.query_params.get("quay", "")
        return "".join(sign for sign in named if sign.isalnum() or sign in "-._")[:_TABLET]

    def page(self, template: str, /, status: int = 200, **context: Any) -> HTMLResponse:
        """On a tablet every page but the first goes back to it by itself (a header: it works without script)."""
        base = {
            "language": self.tracker.settings.language,
            "hotline": self.tracker.settings.hotline,
            "complaints": self.tracker.settings.complaints,
            "tablet": self.tablet,
            "can_sign_in": self.tracker.sign_in is not None,
            "code": "",
            "problems": [],
        }
        answer = HTMLResponse(self.tracker.templates.render(template, base | context), status)
        if self.tablet and self.request.method == "POST":
            seconds = _BACK_TO_START.get(template, _BACK_OTHERWISE)
            answer.headers["Refresh"] = f"{seconds}; url=/danh-gia?quay={self.tablet}"
        return answer


async def _visit(request: Request) -> Visit:
    tracker: Tracker = request.app.state.tracker
    if request.method != "POST":
        return Visit(request, tracker, {})
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    words = {name: value for name, value in form.items() if isinstance(value, str)}
    return Visit(request, tracker, words, tuple(str(value) for value in form.getlist("ly_do")))


Visiting = Annotated[Visit, Depends(_visit)]
