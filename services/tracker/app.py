"""Wires the tracker: settings, clients, gate, templates, pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from services.tracker import texts
from services.tracker.clients.services import Services
from services.tracker.dependencies import Tracker
from services.tracker.gate.gate import Gate
from services.tracker.gate.tickets import Tickets
from services.tracker.pages import citizen, lookup, plain, vote
from services.tracker.pages.refused import answer_refusals
from services.tracker.presenters.written import FILTERS
from services.tracker.settings import TrackerSettings
from services.tracker.sign_in.sessions import Sessions
from services.tracker.sign_in.sign_in import SignIn
from shared.clock import Clock, SystemClock
from shared.settings import clock_of_environment
from shared.web.oidc.provider import origin_of
from shared.web.pages.security_headers import SecurityHeaders
from shared.web.pages.static_files import StaticFiles
from shared.web.pages.templating import Templates

_HERE = Path(__file__).parent
_ROUTERS = (lookup.router, vote.router, plain.router)
_WITH_SIGN_IN = (citizen.router,)
_BODY_BYTES = 16 * 1024


def create_app(settings: TrackerSettings, clock: Clock | None = None, services: Services | None = None) -> FastAPI:
    """One process of the tracker. Tests hand in services that reach their own apps."""
    static = StaticFiles(_HERE / "static")
    templates = Templates(_HERE / "templates", filters=FILTERS, names={"static": static.address})
    templates.speak(texts.speak(settings.language))
    real = SystemClock()  # tickets and sessions end by it, also where the demo's clock is turned
    tracker = Tracker(
        settings,
        services or Services.of(settings),
        templates,
        Gate(settings.limits),
        Tickets(real),
        clock or clock_of_environment(),
        Sessions(real),
        SignIn(settings.sign_in, settings.address, real) if settings.sign_in else None,
    )

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        await tracker.services.close()

    app = FastAPI(
        title="motcua: tra cứu",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        max_body_size=_BODY_BYTES,
    )
    app.state.tracker = tracker
    answer_refusals(app)
    for router in (*_ROUTERS, *(_WITH_SIGN_IN if settings.sign_in else ())):
        app.include_router(router)
    app.mount("/static", static)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    # The form of the log-out leads on to the provider's own.
    form_action = origin_of(settings.sign_in.issuer) if settings.sign_in else ""
    app.add_middleware(SecurityHeaders, form_action=form_action, secure=settings.is_secure, referrer="no-referrer")
    return app
