"""`/health`: is the database there, is the bus there, how far is the relay and every reader, what is parked."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from shared.clock import DemoClock
from shared.db.database import Connection
from shared.errors import Refusal
from shared.web.station import Station
from shared.worktime import LEGAL_ZONE


class ReaderHealth(BaseModel):
    """How far a source is read."""

    source: str
    position: int
    parked: int


class Health(BaseModel):
    """`ok` is false only where requests cannot be served; a silent bus is `bus: false` with facts waiting."""

    ok: bool
    service: str
    database: bool
    bus: bool
    identity: str
    clock: str = Field(description="system, hoặc demo: đồng hồ trình diễn", examples=["system"])
    now: datetime = Field(description="Giờ mà dịch vụ này đang theo")
    waiting_to_publish: int
    published_position: int
    readers: list[ReaderHealth]


async def _read(station: Station, connection: Connection) -> Health:
    schema = station.schema
    waiting = await connection.fetchval(
        f"select (select count(*) from {schema}.outbox) + (select count(*) from {schema}.fact_log "
        f"where position > (select published from {schema}.relay))"
    )
    published = await connection.fetchval(f"select published from {schema}.relay")
    readers = []
    for inbox in station.inboxes():
        parked = await connection.fetchval(f"select count(*) from {schema}.parked where source = $1", inbox.source)
        position = await inbox.position(connection)
        readers.append(ReaderHealth(source=inbox.source, position=position, parked=parked))
    return _health(station, True, waiting, published, readers)


def _health(station: Station, database: bool, waiting: int, published: int, readers: list[ReaderHealth]) -> Health:
    return Health(
        ok=database,
        service=station.schema,
        database=database,
        bus=bool(station.broker and station.broker.client.is_connected),
        identity="embedded" if station.settings.issuer.startswith("urn:motcua:embedded") else "external",
        clock="demo" if isinstance(station.clock, DemoClock) and station.clock.is_turned else "system",
        now=station.clock.now().astimezone(LEGAL_ZONE),
        waiting_to_publish=waiting,
        published_position=published,
        readers=readers,
    )


def health_route(station: Station) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/health", response_model=Health, summary="Tình trạng của dịch vụ")
    async def health() -> Any:
        try:
            async with station.database.reading() as connection:
                return await _read(station, connection)
        except (Refusal, OSError, TimeoutError):
            answer = _health(station, False, 0, 0, [])
            return JSONResponse(answer.model_dump(mode="json"), 503)

    return router
