"""Wires the stand-in: its state, its addresses, the services behind generation A's one address."""

from fastapi import FastAPI

from services.portal_standin import around
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.services import SERVICES
from services.portal_standin.routes import gen_a, health
from services.portal_standin.settings import StandinSettings
from shared.clock import Clock
from shared.settings import clock_of_environment
from shared.web.problems import answer_refusals

_ROUTERS = (gen_a.router, health.router, *around.ROUTERS)


def create_app(settings: StandinSettings, clock: Clock | None = None) -> FastAPI:
    """One process: everything it remembers is in its memory."""
    app = FastAPI(title="motcua: cổng giả lập", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.portal = NationalPortal(settings.level, clock or clock_of_environment())
    app.state.services = {**SERVICES, **around.SERVICES}
    answer_refusals(app)
    for router in _ROUTERS:
        app.include_router(router)
    return app
