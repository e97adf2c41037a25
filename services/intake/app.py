"""Wires the counter: the station, what every receipt needs, the routes and the work on register books."""

from fastapi import FastAPI

from services.intake.forms.press import Press
from services.intake.jobs import BookWork
from services.intake.routes import desks, dossiers, offices, papers, procedures, reforms, register_imports
from services.intake.unit_of_work.receiver import LANES, Receiver
from services.intake.unit_of_work.shelf import Shelf
from services.intake.usecases.receive_dossier import Counter
from shared.db.database import Database
from shared.settings import Settings
from shared.web.app import make_app
from shared.web.station import Station

_DESCRIPTION = """Tiếp nhận hồ sơ một cửa: đơn vị, danh mục thủ tục hành chính, giấy tiếp nhận và sổ theo dõi hồ sơ.

Instants are ISO 8601 with +07:00; days are legal days of Việt Nam; fees are đồng. Personal data stays here."""


def make_station(settings: Settings) -> Station:
    return Station.of("intake", settings)


def create_app(station: Station, *, lanes: int = LANES) -> FastAPI:
    """The app of one process; `lanes` is how many receiving statements may be in flight."""
    book_work = BookWork()
    station.jobs = (*station.jobs, book_work.run)
    routers = [dossiers.router, papers.router, offices.router, procedures.router, register_imports.router]
    routers += [reforms.router, desks.router]
    app = make_app("Tiếp nhận", _DESCRIPTION, station, routers)

    def open_database() -> Database:
        return station.database

    receiver = Receiver(open_database, station.wake, lanes)
    app.state.counter = Counter(open_database, Shelf(open_database), receiver, station.clock)
    app.state.wake_books = book_work.wake
    app.state.press = Press()
    return app
