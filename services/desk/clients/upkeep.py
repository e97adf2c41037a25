"""How the services are, what is parked at them, and counting everything again."""

import asyncio
from collections.abc import Mapping
from typing import Any

from services.desk.clients.part import part
from services.desk.clients.services import Services
from shared.errors import Refusal
from shared.web.service_client import ServiceClient

_HOURS = 3600.0


async def healths(services: Services) -> dict[str, Mapping[str, Any] | None]:
    """What each service says of itself; None where it does not answer."""
    clients = _all(services)
    said = await asyncio.gather(*map(_health, clients))
    return {client.name: health for client, health in zip(clients, said, strict=True)}


async def parked(services: Services, token: str) -> list[dict[str, Any]]:
    """Facts that wait for a person, of all services that answer; `at` is the service."""
    clients = _all(services)
    lists = await asyncio.gather(*(part(client.bound(token).get("/parked")) for client in clients))
    answered = [(client, told.found) for client, told in zip(clients, lists, strict=True) if told.found]
    return [{**fact, "at": client.name} for client, told in answered for fact in told["parked"]]


async def replay(services: Services, token: str, at: str, source: str, position: int) -> int:
    """How many facts were applied: the parked one and those behind it in its stream."""
    client: ServiceClient = getattr(services, at)
    told = await client.bound(token).post(f"/parked/{source}/{position}/replay")
    return int(told["replayed"])


async def recount(services: Services, token: str) -> dict[str, Any]:
    """Everything, from the dossiers and from the facts: minutes where there are millions."""
    answer = await services.stats.ask("POST", "/recount", token, timeout=_HOURS)
    found: dict[str, Any] = answer.json
    return found


def _all(services: Services) -> tuple[ServiceClient, ...]:
    return services.intake, services.processing, services.stats, services.portal


async def _health(client: ServiceClient) -> Mapping[str, Any] | None:
    try:
        answer = await client.ask("GET", "/health", None)
    except Refusal:
        return None
    health: Mapping[str, Any] = answer.json
    return health
