"""A tracker asking the furnished counter, whose transactions truly commit (views are logged by themselves)."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.vault.slips import slip_secret
from services.intake.vault.vault import Vault
from shared.db.database import Database, PooledDatabase
from tests.intake.conftest import furnish_town
from tests.support.people import Identity

Ask = Callable[..., Awaitable[httpx2.Response]]


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
    found: Vault = app.state.counter.vault
    return found


@pytest.fixture
def counter(app: FastAPI, serve: Callable[[FastAPI], httpx2.AsyncClient]) -> httpx2.AsyncClient:
    return serve(app)


@pytest.fixture
def ask(counter: httpx2.AsyncClient, identity: Identity) -> Ask:
    """`await ask(code, proof)` as the tracker does."""

    async def asked(code: str, proof: str, role: str = "tracker") -> httpx2.Response:
        body: dict[str, Any] = {"code": code, "proof": proof}
        return await counter.post("/public/lookups", json=body, headers=identity.headers(role))

    return asked


def secret_of(vault: Vault, code: str, accepted_on: date = date(2026, 3, 5)) -> str:
    return slip_secret(vault, code, accepted_on)
