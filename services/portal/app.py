"""Wires the door to the national portal: its station, its drivers and its app."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI

from services.portal.clients.portal_files import PortalFiles
from services.portal.clients.scans import scans_of
from services.portal.clients.services import Services
from services.portal.connections import Connection, read_connections
from services.portal.drivers.open_driver import open_driver
from services.portal.jobs.apply_inbound import InboundWork
from services.portal.jobs.catalogue_watch import CatalogueWatch
from services.portal.jobs.deliver import Delivery
from services.portal.jobs.nightly import Nightly
from services.portal.jobs.upkeep import Upkeep
from services.portal.routes import agencies, catalogue_changes, gen_a, inbound, inbound_papers, lanes, reconciliations
from services.portal.settings import PortalSettings
from services.portal.subscriptions import listening
from services.portal.vault.safe import Safe
from shared.clock import Clock
from shared.settings import Settings, clock_of_environment
from shared.web.app import make_app
from shared.web.parked import parked_routes
from shared.web.station import Station

_ROUTERS = (
    *(lanes.router, agencies.router, reconciliations.router, catalogue_changes.router),
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
    return Station.of("portal", settings, clock=clock, listens=listening(clock, outside.connections))


def create_app(station: Station, outside: Outside) -> FastAPI:
    fetch, safe = scans_of(outside.services), _safe(station, outside)
    deliveries = {
        name: Delivery(connection, open_driver(connection, station.clock, fetch), outside.services, _no_link, safe)
        for name, connection in outside.connections.items()
    }
    catalogues = [CatalogueWatch(each.connection, each.driver, outside.services) for each in deliveries.values()]
    nights = [Nightly(each.connection, each.driver, outside.services) for each in deliveries.values()]
    upkeep = Upkeep([*catalogues, *nights])
    station.jobs = (*station.jobs, *(each.run for each in deliveries.values()), upkeep.run)
    app = make_app("motcua: Cổng quốc gia", _DESCRIPTION, station, [*_ROUTERS, parked_routes(station)])
    app.state.deliveries, app.state.outside = deliveries, outside
    app.state.files, app.state.safe = PortalFiles(), safe
    if safe:
        work = InboundWork(outside.services, outside.connections, safe, app.state.files)
        station.jobs = (*station.jobs, work.run)
    return app


def _safe(station: Station, outside: Outside) -> Safe | None:
    """Only where a portal has a key of its own: then a ring must be there to seal what comes under."""
    has_keys = any(connection.inbound_key for connection in outside.connections.values())
    return Safe(station.settings.key_ring) if has_keys else None


def _no_link(dossier: str, digest: str) -> str:
    return ""
