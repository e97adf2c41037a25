"""The town of the counter's tests, on a database with true commits."""

from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.vault.vault import Vault
from shared.db.database import Database, PooledDatabase
from tests.intake.conftest import furnish_town


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    """The key ring of the app under test."""
    return tmp_path / "key-ring.json"


@pytest.fixture
async def app(fresh_database: PooledDatabase, intake: Callable[[Database], FastAPI]) -> FastAPI:
    await furnish_town(fresh_database)
    return intake(fresh_database)


@pytest.fixture
def vault(app: FastAPI) -> Vault:
    """The one vault of the app."""
    found: Vault = app.state.counter.vault
    return found


@pytest.fixture
def counter(app: FastAPI, serve: Callable[[FastAPI], httpx2.AsyncClient]) -> httpx2.AsyncClient:
    """HTTP against the furnished counter whose transactions truly commit."""
    return serve(app)
