"""Wires the stand-in: its state, its addresses, the services behind generation A's one address."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx2
from fastapi import FastAPI

from services.portal_standin import around
from services.portal_standin.following import keep_following
from services.portal_standin.keeping import load, save
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.services import SERVICES
from services.portal_standin.routes import admin, gen_a, gen_b, health, indicators, relay, views
from services.portal_standin.routes.problems import answer_refusals
from services.portal_standin.settings import StandinSettings
from shared.clock import Clock
from shared.settings import clock_of_environment

_BODY_BYTES = 64 * 1024 * 1024
_ROUTERS = (
    gen_a.router,
    relay.router,
    gen_b.router,
    admin.router,
    views.router,
    indicators.router,
    health.router,
    *around.ROUTERS,
)


def create_app(
    settings: StandinSettings, clock: Clock | None = None, outside: httpx2.AsyncClient | None = None
) -> FastAPI:
    """One process that remembers everything in its memory; `outside` reaches the province (files, call-backs)."""
    portal = NationalPortal(settings.level, clock or clock_of_environment())
    client = outside or httpx2.AsyncClient(trust_env=False)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if settings.store:
            load(portal, settings.store)
        following = asyncio.create_task(keep_following(portal, client))
        yield
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        await client.aclose()
        if settings.store:
            save(portal, settings.store)

    app = FastAPI(
        title="motcua: cổng giả lập",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        max_body_size=_BODY_BYTES,
    )
    app.state.portal = portal
    app.state.outside = client
    app.state.services = {**SERVICES, **around.SERVICES}
    answer_refusals(app)
    for router in _ROUTERS:
        app.include_router(router)
    return app
