"""One stand-in for all tests; each begins with a reset at the strict level."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from services.portal_standin.app import create_app
from services.portal_standin.settings import StandinSettings
from tests.portal_standin.caller import Caller, province


@pytest.fixture(scope="session")
def standin_app() -> FastAPI:
    return create_app(StandinSettings(), outside=httpx2.AsyncClient(transport=httpx2.MockTransport(province)))


@pytest.fixture(scope="session")
async def one_caller(standin_app: FastAPI) -> AsyncIterator[Caller]:
    caller = Caller(standin_app)
    async with caller.http:
        yield caller
    await standin_app.state.outside.aclose()


@pytest.fixture
async def portal(one_caller: Caller) -> Caller:
    await one_caller.reset()
    return one_caller
