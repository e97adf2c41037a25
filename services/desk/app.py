"""Wires the desk: settings, clients, sessions, templates, pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from services.desk import texts
from services.desk.clients.services import Services
from services.desk.dependencies import Desk
from services.desk.pages import (
    account,
    board,
    counter,
    dossier,
    dossier_act,
    dossier_correction,
    dossier_due,
    dossier_lists,
    dossier_print,
    filing,
    find,
    health,
    my_warnings,
    my_work,
    queue,
    received,
    reception,
    reception_exits,
    results,
    sign_in_elsewhere,
    unit_work,
)
from services.desk.pages import sign_in as sign_in_pages
from services.desk.pages.administration.rooms import ROOMS
from services.desk.pages.monitoring import ROUTERS as MONITORING
from services.desk.pages.portal.rooms import ROOMS as PORTAL
from services.desk.pages.refused import answer_refusals
from services.desk.presenters.badge import badge_of
from services.desk.presenters.written import FILTERS
from services.desk.sessions.done_forms import DoneForms
from services.desk.sessions.grants import Grants
from services.desk.sessions.sessions import Sessions
from services.desk.settings import DeskSettings
from services.desk.sign_in.local import LocalSignIn
from services.desk.sign_in.oidc import OidcSignIn
from services.desk.sign_in.throttle import Throttle
from shared.clock import Clock, SystemClock
from shared.local.home import Home
from shared.settings import clock_of_environment
from shared.web.oidc.provider import origin_of
from shared.web.pages.security_headers import SecurityHeaders
from shared.web.pages.static_files import StaticFiles
from shared.web.pages.templating import Templates

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_RECEPTION = (reception.router, reception_exits.router, received.router, filing.router)
_DOSSIER = (
    dossier.router,
    dossier_act.router,
    dossier_due.router,
    dossier_correction.router,
    dossier_print.router,
    results.router,
)
_WORK = (my_work.router, my_warnings.router, unit_work.router, board.router, dossier_lists.router)
_ROUTERS = (
    account.router,
    find.router,
    health.router,
    counter.router,
    queue.router,
    *_RECEPTION,
    *_DOSSIER,
    *_WORK,
    *ROOMS,
    *PORTAL,
    *MONITORING,
)


def create_app(settings: DeskSettings, clock: Clock | None = None, services: Services | None = None) -> FastAPI:
    """One process of the desk. Tests hand in services that reach their own apps."""
    static = StaticFiles(STATIC)
    desk = make_desk(settings, static, clock or clock_of_environment(), services or Services.of(settings))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        await desk.services.close()
        desk.sign_in.end()
        desk.sessions.end()

    app = FastAPI(title="motcua: một cửa", lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    answer_refusals(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.include_router(sign_in_elsewhere.router if settings.oidc_issuer else sign_in_pages.router)
    app.mount("/static", static)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=9)
    provider = origin_of(settings.oidc_issuer) if settings.oidc_issuer else ""
    app.add_middleware(SecurityHeaders, form_action=provider, secure=settings.is_secure)
    return app


def make_desk(settings: DeskSettings, static: StaticFiles, clock: Clock, services: Services) -> Desk:
    templates = Templates(_HERE / "templates", filters=FILTERS, names={"static": static.address, "badge_of": badge_of})
    templates.speak(texts.speak(settings.language))
    real = SystemClock()  # a session ends by real time, also where the demo's clock is turned
    home = Home(settings.home)
    book = home.path / "desk" / "sessions.sqlite"
    sessions = Sessions(real, book, idle=settings.idle, longest=settings.longest)
    way = OidcSignIn(settings, real, sessions, Grants(real, book)) if settings.oidc_issuer else LocalSignIn(home)
    return Desk(settings, services, templates, sessions, DoneForms(sessions), way, Throttle(real), clock)
