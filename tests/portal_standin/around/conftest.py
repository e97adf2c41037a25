"""The stand-in in this process, and a province that answers it as a test tells it to."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

from services.portal_standin.app import create_app
from services.portal_standin.around.inbound.deliver import Courier
from services.portal_standin.domain.level import Level
from services.portal_standin.portal import NationalPortal
from services.portal_standin.settings import StandinSettings
from shared.clock import SetClock

KEY = "khoa-cua-cong"
BEGUN = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)


@dataclass
class Province:
    """`answers`: the next ones (a status, or the JSON of a 200); received as code 0 where there are none."""

    heard: list[tuple[str, Any]] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.api_route("/{path:path}", methods=["GET", "POST"])
        async def hear(path: str, request: Request) -> Response:
            self.keys.append(request.headers.get("x-portal-key", ""))
            self.heard.append((path, await request.json() if request.method == "POST" else None))
            said = self.answers.pop(0) if self.answers else {"error_code": 0, "message": "Đã nhận", "MaLoi": "00"}
            if isinstance(said, Response):
                return said
            return Response(status_code=said) if isinstance(said, int) else JSONResponse(said)

        return app


@pytest.fixture(scope="session")
def whole_program() -> tuple[FastAPI, SetClock]:
    clock = SetClock(BEGUN)
    return create_app(StandinSettings(), clock), clock


@pytest.fixture
def clock(whole_program: tuple[FastAPI, SetClock]) -> SetClock:
    whole_program[1].turn_to(BEGUN)
    return whole_program[1]


@pytest.fixture
def standin(whole_program: tuple[FastAPI, SetClock], clock: SetClock) -> FastAPI:
    """As on its first day."""
    whole_program[0].state.portal.reset(Level.NORMAL)
    return whole_program[0]


@pytest.fixture
def portal(standin: FastAPI) -> NationalPortal:
    made: NationalPortal = standin.state.portal
    return made


@pytest.fixture
def province(portal: NationalPortal) -> Province:
    """It listens where the stand-in is configured to call."""
    made = Province()
    portal.config.inbound = {"url": "http://province", "key": KEY, "waits": [0, 0]}
    portal.book(Courier).transport = httpx2.ASGITransport(app=made.app())
    return made


@pytest.fixture
async def client(standin: FastAPI, serve: Callable[[FastAPI], httpx2.AsyncClient]) -> AsyncIterator[httpx2.AsyncClient]:
    yield serve(standin)
