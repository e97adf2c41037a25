"""Wires the counter: the station, what every receipt needs, the routes and the work on register books."""

from fastapi import FastAPI

from services.intake.forms.bindery import Bindery
from services.intake.forms.press import Press
from services.intake.forms.signature import signature_of
from services.intake.jobs import BookWork
from services.intake.routes import (
    bulk,
    corrections,
    dossiers,
    filing_acts,
    filing_papers,
    filings,
    offices,
    papers,
    procedures,
    register_imports,
    registers,
)
from services.intake.unit_of_work.receiver import LANES, Receiver
from services.intake.unit_of_work.shelf import Shelf
from services.intake.usecases.receive_dossier import Counter
from services.intake.vault.vault import Vault
from shared.db.database import Database
from shared.errors import Refusal
from shared.settings import Settings, refuse
from shared.web.app import make_app
from shared.web.station import Station

_PARTS = (
    *(bulk, corrections, dossiers, filings, filing_acts, papers, filing_papers),
    *(offices, procedures, register_imports, registers),
)
_DESCRIPTION = """Tiếp nhận hồ sơ một cửa: đơn vị, danh mục thủ tục hành chính, giấy tiếp nhận và sổ theo dõi hồ sơ.

Instants are ISO 8601 with +07:00; days are legal days of Việt Nam; fees are đồng. Personal data stays here."""


def make_station(settings: Settings) -> Station:
    return Station.of("intake", settings)


def create_app(station: Station, *, lanes: int = LANES) -> FastAPI:
    """The app of one process; `lanes` is how many receiving statements may be in flight.

    Refuses a signing certificate that is not fit to sign today.
    """
    vault = _vault(station.settings)
    book_work = BookWork(vault)
    station.jobs = (*station.jobs, book_work.run)
    app = make_app("Tiếp nhận", _DESCRIPTION, station, [part.router for part in _PARTS])

    def open_database() -> Database:
        return station.database

    receiver = Receiver(open_database, vault, station.wake, lanes)
    app.state.counter = Counter(open_database, Shelf(open_database), receiver, vault, station.clock)
    app.state.wake_books = book_work.wake
    app.state.bindery = Bindery(station.settings.files)
    app.state.press = Press(signature_of(station.settings, station.clock))
    return app


def _vault(settings: Settings) -> Vault:
    """Exit status 78 (configuration) rather than a counter that could not keep identity numbers."""
    try:
        return Vault(settings.key_ring)
    except Refusal as missing:
        refuse(f"{missing.message} (MOTCUA_KEY_RING)")
