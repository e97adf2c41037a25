"""A door to the portal in a test, before a real counter: both apps in this process over real databases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from fastapi import FastAPI

from services.portal.app import Outside
from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.settings import PortalSettings
from shared.web.service_client import ServiceClient
from tests.support.people import Identity

PUBLIC = "http://cong-vao.example.vn"


@dataclass(frozen=True)
class Signed:
    """The door's own token."""

    identity: Identity

    async def token(self) -> str:
        return self.identity.token("portal", subject="portal")


def a_connection(**changes: object) -> Connection:
    values: dict[str, object] = {
        "name": "dvcqg",
        "kind": "gen_a",
        "address": "http://127.0.0.1:1",
        "account": "h17.motcua",
        "secret": "standin-password",
        "agency": "000.00.00.H17",
        "since": datetime(2026, 1, 1, tzinfo=UTC),
        "links": PUBLIC,
    }
    return Connection(**(values | changes))  # type: ignore[arg-type]


def over(app: FastAPI | None) -> httpx2.ASGITransport | None:
    return httpx2.ASGITransport(app=app, raise_app_exceptions=False) if app else None


def outside(
    home: Path,
    identity: Identity,
    connections: Mapping[str, Connection],
    intake: FastAPI | None = None,
    processing: FastAPI | None = None,
) -> Outside:
    """Without a service its address leads nowhere."""
    services = Services(
        Signed(identity),
        ServiceClient("intake", "http://127.0.0.1:1", over(intake)),
        ServiceClient("processing", "http://127.0.0.1:1", over(processing)),
        ServiceClient("stats", "http://127.0.0.1:1"),
    )
    return Outside(PortalSettings.from_environment({"MOTCUA_HOME": str(home)}), services, connections)
