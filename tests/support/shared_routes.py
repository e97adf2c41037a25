"""FastAPI reads the signatures of all routes anew for every app that it is given: here once a session.

A test has an app of its own; its routers are modules' and thus the same in all of them.
"""

from fastapi import FastAPI
from fastapi.routing import _IncludedRouter
from starlette.types import ASGIApp


def share_routes(app: ASGIApp) -> ASGIApp:
    """Puts in the place of each router what was read of it for an earlier app."""
    if isinstance(app, FastAPI):
        routes = app.router.routes
        routes[:] = [_shared(route) if isinstance(route, _IncludedRouter) else route for route in routes]
    return app


def _shared(included: _IncludedRouter) -> _IncludedRouter:
    """Kept at the router itself: what was made for one app alone (`/health`) goes with it."""
    kept: _IncludedRouter = included.original_router.__dict__.setdefault("included_first", included)
    return kept
