"""Opens the driver that a connection names."""

import httpx2

from services.portal.connections import Connection, PayDesk
from services.portal.domain.outbound.driver import Driver
from services.portal.domain.papers.store import PaperStore
from services.portal.domain.payments.platform import Platform
from services.portal.drivers.gen_a.direct import GenADirect
from services.portal.drivers.gen_a.papers import GenAPapers
from services.portal.drivers.gen_a.relay import GenARelay
from services.portal.drivers.gen_b.rest import Fetch, GenBRest
from services.portal.drivers.payplat.platform import PayPlat
from shared.clock import Clock

_IDLE_SECONDS = 4.0


def open_platform(desk: PayDesk) -> Platform:
    return PayPlat(desk, httpx2.AsyncClient(timeout=desk.seconds, trust_env=False))


def open_store(driver: Driver) -> PaperStore | None:
    """Only the direct way has one."""
    return GenAPapers(driver) if isinstance(driver, GenADirect) else None


def open_driver(connection: Connection, clock: Clock, fetch: Fetch) -> Driver:
    limits = httpx2.Limits(max_connections=connection.workers * 2, keepalive_expiry=_IDLE_SECONDS)
    http = httpx2.AsyncClient(base_url=connection.address, timeout=connection.seconds, limits=limits, trust_env=False)
    if connection.kind == "gen_b":
        return GenBRest(connection, clock, http, fetch)
    if connection.kind == "gen_a_relay":
        return GenARelay(connection, http)
    return GenADirect(connection, clock, http)
