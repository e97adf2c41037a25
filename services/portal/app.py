"""Wires the door to the national portal: its station, its drivers and its app."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from fastapi import FastAPI

from services.portal.clients.portal_files import PortalFiles
from services.portal.clients.scans import scans_of
from services.portal.clients.services import Services
from services.portal.clients.telling import LinkOf
from services.portal.connections import Connection, read_connections
from services.portal.domain.file_link import FileRef, last_day_of, sign_link
from services.portal.drivers.open_driver import open_driver, open_platform, open_store
from services.portal.jobs.apply_inbound import InboundWork
from services.portal.jobs.catalogue_watch import CatalogueWatch
from services.portal.jobs.deliver import Delivery
from services.portal.jobs.nightly import Nightly
from services.portal.jobs.payment_watch import PaymentWatch
from services.portal.jobs.reach_watch import ReachWatch
from services.portal.jobs.upkeep import Upkeep
from services.portal.routes import (
    agencies,
    catalogue_changes,
    files,
    gen_a,
    inbound,
    inbound_papers,
    lanes,
    papers,
    payments,
    reconciliations,
)
from services.portal.settings import PortalSettings
from services.portal.subscriptions import listening
from services.portal.usecases.find_paper_desk import PaperRoom
from services.portal.usecases.open_file import Cabinet
from services.portal.usecases.start_payment import Till
from services.portal.vault.safe import Safe
from shared.clock import Clock
from shared.settings import Settings, clock_of_environment
from shared.web.app import make_app
from shared.web.parked import parked_routes
from shared.web.station import Station
from shared.worktime import legal_day

_ROUTERS = (
    *(lanes.router, agencies.router, reconciliations.router, catalogue_changes.router),
    *(files.router, payments.router, papers.router),
    *(inbound.router, inbound_papers.router, gen_a.router),
)
_DESCRIPTION = (
    "Kết nối Cổng dịch vụ công quốc gia: làn gửi của từng hồ sơ, đối soát, hồ sơ nhận từ Cổng. "
    "Instants are ISO 8601 with +07:00. Where no connection is configured the door is shut and owes nothing."
)


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies around the door: our services, and the portals by name."""

    settings: PortalSettings
    services: Services
    connections: Mapping[str, Connection]

    @classmethod
    def of(cls, settings: PortalSettings) -> "Outside":
        return cls(settings, Services.of(settings), read_connections(settings.config))


def make_station(settings: Settings, outside: Outside, clock: Clock | None = None) -> Station:
    clock = clock or clock_of_environment()
    settings = replace(settings, pool_size=settings.pool_size + 1)  # the lock of the upkeep holds one for ever
    return Station.of("portal", settings, clock=clock, listens=listening(clock, outside.connections))


def create_app(station: Station, outside: Outside) -> FastAPI:
    keys = outside.settings.link_keys() if outside.connections else ()
    fetch, safe = scans_of(outside.services), _safe(station, outside)
    deliveries = {
        name: Delivery(
            connection,
            open_driver(connection, station.clock, fetch),
            outside.services,
            _link_of(connection, keys[0], station.clock),
            safe,
        )
        for name, connection in outside.connections.items()
    }
    catalogues = [CatalogueWatch(each.connection, each.driver, outside.services) for each in deliveries.values()]
    nights = [Nightly(each.connection, each.driver, outside.services) for each in deliveries.values()]
    upkeep = Upkeep([*catalogues, *nights])
    station.jobs = (*station.jobs, *(each.run for each in deliveries.values()), upkeep.run)
    app = make_app("motcua: Cổng quốc gia", _DESCRIPTION, station, [*_ROUTERS, parked_routes(station)])
    app.state.deliveries, app.state.outside = deliveries, outside
    _add_files(app, outside, keys)
    _add_payments(app, outside)
    stores = {name: store for name, each in deliveries.items() if (store := open_store(each.driver))}
    app.state.papers = PaperRoom(keys, outside.services, outside.connections, stores)
    _add_inbound(app, outside, safe)
    return app


def _add_files(app: FastAPI, outside: Outside, keys: tuple[bytes, ...]) -> None:
    station: Station = app.state.station
    reaches = {name: ReachWatch(connection, keys[0]) for name, connection in outside.connections.items()}
    station.jobs = (*station.jobs, *(reach.run for reach in reaches.values()))
    app.state.reaches, app.state.cabinet = reaches, Cabinet(keys, outside.services)


def _add_payments(app: FastAPI, outside: Outside) -> None:
    station: Station = app.state.station
    platforms = {name: open_platform(each.payments) for name, each in outside.connections.items() if each.payments}
    station.jobs = (*station.jobs, PaymentWatch(platforms, outside.services).run)
    app.state.till = Till(outside.services, outside.connections, platforms)


def _link_of(connection: Connection, key: bytes, clock: Clock) -> LinkOf:
    """Links below the address that the portal reaches us by."""

    def link(dossier: UUID, digest: str, day: date) -> str:
        ref = FileRef(dossier, digest, last_day_of(day, legal_day(clock.now())))
        return f"{connection.links.rstrip('/')}/files/{sign_link(ref, key)}"

    return link


def _add_inbound(app: FastAPI, outside: Outside, safe: Safe | None) -> None:
    app.state.files, app.state.safe = PortalFiles(), safe
    if safe:
        station: Station = app.state.station
        work = InboundWork(outside.services, outside.connections, safe, app.state.files)
        station.jobs = (*station.jobs, work.run)


def _safe(station: Station, outside: Outside) -> Safe | None:
    """Only where a portal has a key of its own: then a ring must be there to seal what comes under."""
    has_keys = any(connection.inbound_key for connection in outside.connections.values())
    return Safe(station.settings.key_ring) if has_keys else None
