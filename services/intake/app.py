"""Wires the counter: the station, what every receipt needs, the routes and the work on register books."""

from fastapi import FastAPI

from services.intake.forms.bindery import Bindery
from services.intake.jobs.register_books import BookWork
from services.intake.jobs.scan_sweep import ScanSweep
from services.intake.jobs.upkeep import Upkeep
from services.intake.queries.finding.shares import KnownShares
from services.intake.repository.outgoing import Outgoing
from services.intake.repository.scans.scan_archive import Archive
from services.intake.routes.catalogue import (
    catalogue_imports,
    procedure_groups,
    procedures,
    publishing_decisions,
    publishing_items,
    shortened_limits,
)
from services.intake.routes.dossiers import bulk, checklist, corrections, dossiers, papers, promises
from services.intake.routes.filings import filing_acts, filing_papers, filings
from services.intake.routes.finding import lines, names, search
from services.intake.routes.notices import consents, messages
from services.intake.routes.organisation import desks, offices, reforms
from services.intake.routes.privacy import erasures, exports, keys, retentions, views
from services.intake.routes.registers import register_headings, register_imports, registers
from services.intake.routes.scans import scans
from services.intake.routes.telling import matters
from services.intake.routes.tracking import lookups, own_dossiers
from services.intake.subscriptions import listening_to_processing
from services.intake.unit_of_work.receiver import LANES, Receiver
from services.intake.unit_of_work.shelf import Shelf
from services.intake.usecases.dossiers.receive_dossier import Counter
from services.intake.vault.vault import Vault
from shared.db.database import Database
from shared.forms.press import Press
from shared.forms.signature import signature_of
from shared.notify.carriers import carriers_of
from shared.notify.notify_settings import NotifySettings
from shared.settings import Settings, clock_of_environment
from shared.web.app import make_app
from shared.web.delivering import delivering
from shared.web.parked import parked_routes
from shared.web.station import Station

_PARTS = (
    *(exports, lines, names, search),  # first: /dossiers/export.csv is no dossier's code
    *(bulk, promises, corrections, dossiers, papers, registers, register_imports, register_headings, offices),
    *(filings, filing_acts, filing_papers),
    *(procedures, procedure_groups, publishing_decisions, publishing_items, catalogue_imports, shortened_limits),
    *(desks, reforms),
    *(scans, checklist),
    *(views, keys, retentions, erasures),
    *(consents, messages),
    *(lookups, own_dossiers, matters),
)
_DESCRIPTION = """Tiếp nhận hồ sơ một cửa: đơn vị, danh mục thủ tục hành chính, giấy tiếp nhận và sổ theo dõi hồ sơ.

Instants are ISO 8601 with +07:00; days are legal days of Việt Nam; fees are đồng. Personal data stays here."""


def make_station(settings: Settings) -> Station:
    clock = clock_of_environment()
    practice = NotifySettings.from_environment().practice
    return Station.of("intake", settings, clock=clock, listens=(listening_to_processing(clock, practice),))


def create_app(station: Station, *, lanes: int = LANES) -> FastAPI:
    """The app of one process; `lanes` is how many receiving statements may be in flight.

    Refuses a missing key ring, a store of scans that nobody meant, and a signing certificate not fit to sign today.
    """
    vault = Vault(station.settings.key_ring)
    archive = Archive.of(station.settings)
    book_work, upkeep = BookWork(vault), Upkeep(vault)
    notify = NotifySettings.from_environment()
    deliver = delivering(carriers_of(notify, station.clock), notify.practice.oldest)
    station.jobs = (*station.jobs, book_work.run, ScanSweep(archive).run, upkeep.watch_ring, upkeep.run, deliver)
    app = make_app("Tiếp nhận", _DESCRIPTION, station, [part.router for part in _PARTS] + [parked_routes(station)])

    def open_database() -> Database:
        return station.database

    receiver = Receiver(open_database, vault, station.wake, lanes)
    app.state.counter = Counter(open_database, Shelf(open_database), receiver, vault, station.clock)
    app.state.wake_books = book_work.wake
    app.state.archive = archive
    app.state.bindery = Bindery(station.settings.files)
    app.state.press = Press(signature_of(station.settings, station.clock))
    app.state.shares = KnownShares()
    app.state.exports = Outgoing(station.settings.files)
    return app
