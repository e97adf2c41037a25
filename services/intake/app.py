"""Wires the counter: the station, what every receipt needs, the routes and the work on register books."""

from fastapi import FastAPI

from services.intake.forms.press import Press
from services.intake.jobs import BookWork
from services.intake.queries.finding.shares import KnownShares
from services.intake.routes import dossiers, offices, papers, procedures, register_imports, search
from services.intake.subscriptions import listening_to_processing
from services.intake.unit_of_work.receiver import LANES, Receiver
from services.intake.unit_of_work.shelf import Shelf
from services.intake.usecases.receive_dossier import Counter
from services.intake.vault.vault import Vault
from shared.clock import SystemClock
from shared.db.database import Database
from shared.errors import Refusal
from shared.settings import Settings, refuse
from shared.web.app import make_app
from shared.web.parked import parked_routes
from shared.web.station import Station

_DESCRIPTION = """Tiếp nhận hồ sơ một cửa: đơn vị, danh mục thủ tục hành chính, giấy tiếp nhận và sổ theo dõi hồ sơ.

Instants are ISO 8601 with +07:00; days are legal days of Việt Nam; fees are đồng. Personal data stays here."""


def make_station(settings: Settings) -> Station:
    clock = SystemClock()
    return Station.of("intake", settings, clock=clock, listens=(listening_to_processing(clock),))


def create_app(station: Station, *, lanes: int = LANES) -> FastAPI:
    """The app of one process; `lanes` is how many receiving statements may be in flight."""
    vault = _vault(station.settings)
    book_work = BookWork(vault)
    station.jobs = (*station.jobs, book_work.run)
    routers = [
        search.router,
        dossiers.router,
        papers.router,
        offices.router,
        procedures.router,
        register_imports.router,
    ]
    routers.append(parked_routes(station))
    app = make_app("Tiếp nhận", _DESCRIPTION, station, routers)

    def open_database() -> Database:
        return station.database

    receiver = Receiver(open_database, vault, station.wake, lanes)
    app.state.counter = Counter(open_database, Shelf(open_database), receiver, vault, station.clock)
    app.state.wake_books = book_work.wake
    app.state.shares = KnownShares()
    app.state.press = Press()
    return app


def _vault(settings: Settings) -> Vault:
    """Exit status 78 (configuration) rather than a counter that could not keep identity numbers."""
    try:
        return Vault(settings.key_ring)
    except Refusal as missing:
        refuse(f"{missing.message} (MOTCUA_KEY_RING)")
