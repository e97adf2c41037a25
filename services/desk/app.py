"""Wires the desk: settings, clients, sessions, templates, pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from services.desk import texts
from services.desk.clients.services import Services
from services.desk.dependencies import Desk
from services.desk.pages import counter, dossier, dossier_act, dossier_correction, dossier_due, find, health, queue
from services.desk.pages import sign_in as sign_in_pages
from services.desk.pages.administration import accounts, home, upkeep
from services.desk.pages.refused import answer_refusals
from services.desk.presenters.badge import badge_of
from services.desk.presenters.written import FILTERS
from services.desk.sessions.done_forms import DoneForms
from services.desk.sessions.sessions import Sessions
from services.desk.settings import DeskSettings
from services.desk.sign_in.local import LocalSignIn
from services.desk.sign_in.throttle import Throttle
from shared.clock import Clock, SystemClock
from shared.local.home import Home
from shared.settings import clock_of_environment
from shared.web.pages.security_headers import SecurityHeaders
from shared.web.pages.static_files import StaticFiles
from shared.web.pages.templating import Templates

_HERE = Path(__file__).parent
_DOSSIER = (dossier.router, dossier_act.router, dossier_due.router, dossier_correction.router)
_ROUTERS = (
    sign_in_pages.router,
    find.router,
    health.router,
    counter.router,
    queue.router,
    *_DOSSIER,
    home.router,
    accounts.router,
    upkeep.router,
)


def create_app(settings: DeskSettings, clock: Clock | None = None, services: Services | None = None) -> FastAPI:
    """One process of the desk. Tests hand in services that reach their own apps."""
    static = StaticFiles(_HERE / "static")
    desk = make_desk(settings, static, clock or clock_of_environment(), services or Services.of(settings))

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        await desk.services.close()
        desk.sessions.end()

    app = FastAPI(title="motcua: một cửa", lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    answer_refusals(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", static)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    app.add_middleware(SecurityHeaders, secure=settings.is_secure)
    return app


def make_desk(settings: DeskSettings, static: StaticFiles, clock: Clock, services: Services) -> Desk:
    templates = Templates(_HERE / "templates", filters=FILTERS, names={"static": static.address, "badge_of": badge_of})
    templates.speak(texts.speak(settings.language))
    real = SystemClock()  # a session ends by real time, also where the demo's clock is turned
    home = Home(settings.home)
    sessions = Sessions(real, home.path / "desk" / "sessions.sqlite", idle=settings.idle, longest=settings.longest)
    done, sign_in = DoneForms(sessions), LocalSignIn(home)
    return Desk(settings, services, templates, sessions, done, sign_in, Throttle(real), clock)
