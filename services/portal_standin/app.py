"""Wires the stand-in: its state, its addresses, the services behind generation A's one address."""

from fastapi import FastAPI

from services.portal_standin import around
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.services import SERVICES
from services.portal_standin.routes import admin, gen_a, health, views
from services.portal_standin.routes.problems import answer_refusals
from services.portal_standin.settings import StandinSettings
from shared.clock import Clock
from shared.settings import clock_of_environment

_BODY_BYTES = 64 * 1024 * 1024
_ROUTERS = (gen_a.router, admin.router, views.router, health.router, *around.ROUTERS)


def create_app(settings: StandinSettings, clock: Clock | None = None) -> FastAPI:
    """One process: everything it remembers is in its memory."""
    app = FastAPI(
        title="motcua: cổng giả lập", docs_url=None, redoc_url=None, openapi_url=None, max_body_size=_BODY_BYTES
    )
    app.state.portal = NationalPortal(settings.level, clock or clock_of_environment())
    app.state.services = {**SERVICES, **around.SERVICES}
    answer_refusals(app)
    for router in _ROUTERS:
        app.include_router(router)
    return app
