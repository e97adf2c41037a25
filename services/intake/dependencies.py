"""What a request is given, and what a role may do here: the one place of this service that decides it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header, Path, Request

from services.intake.forms.bindery import Bindery
from services.intake.repository.outgoing import Outgoing
from services.intake.repository.registers.books import Books
from services.intake.repository.scans.scan_archive import Archive
from services.intake.unit_of_work.seeing import See
from services.intake.unit_of_work.shelf import Shelf
from services.intake.unit_of_work.work import Work
from services.intake.usecases.dossiers.receive_dossier import Counter
from services.intake.usecases.finding.search_dossiers import Finder
from services.intake.vault.vault import Vault
from shared.callers import Caller, Role
from shared.clock import Clock
from shared.db.database import Database
from shared.forms.press import Press
from shared.web.caller import CurrentCaller
from shared.web.station import Station
from shared.web.transaction import Transaction

_WITH_PERSON = (Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR)


async def _clerk(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK)
    return caller


async def _reader(caller: CurrentCaller) -> Caller:
    caller.must_be(*_WITH_PERSON, Role.MONITOR)
    return caller


async def _person_reader(caller: CurrentCaller) -> Caller:
    caller.must_be(*_WITH_PERSON)
    return caller


async def _bookkeeper(caller: CurrentCaller) -> Caller:
    """Who corrects what was received, and prints the register of it."""
    caller.must_be(Role.CLERK, Role.LEADER, Role.REGISTRAR)
    return caller


async def _filer(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.PORTAL)
    return caller


async def _filing_reader(caller: CurrentCaller) -> Caller:
    caller.must_be(*_WITH_PERSON, Role.MONITOR, Role.PORTAL)
    return caller


async def _organiser(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.REGISTRAR, Role.ADMINISTRATOR)
    return caller


async def _duty_giver(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.ADMINISTRATOR, Role.LEADER)
    return caller


async def _registrar(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.REGISTRAR)
    return caller


async def _administrator(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.ADMINISTRATOR)
    return caller


async def _operator(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.OPERATOR)
    return caller


async def _leader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.LEADER)
    return caller


async def _exporter(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.LEADER, Role.REGISTRAR)
    return caller


async def _message_reader(caller: CurrentCaller) -> Caller:
    """Texts and addresses name nobody: who looks after the carriers reads the log too."""
    caller.must_be(Role.LEADER, Role.CLERK, Role.OPERATOR, Role.AUDITOR)
    return caller


async def _view_reader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.AUDITOR, Role.LEADER)
    return caller


async def _tracker(caller: CurrentCaller) -> Caller:
    """A program: no person may ask for a dossier by what proves that somebody else holds its receipt."""
    caller.must_be(Role.TRACKER)
    return caller


async def _portal(caller: CurrentCaller) -> Caller:
    """A program: what it is told goes to the national portal and is not kept on the way."""
    caller.must_be(Role.PORTAL)
    return caller


def sees_persons(caller: Caller) -> bool:
    """Who only watches figures reads dossiers without the people in them."""
    return not caller.roles.isdisjoint(_WITH_PERSON)


def reads_answers(caller: Caller) -> bool:
    """Reasons are written for the applicant: a portal hands them on, who only watches needs none."""
    return sees_persons(caller) or Role.PORTAL in caller.roles


def must_see_persons(caller: Caller) -> None:
    """Who finds a person's dossiers learns of the person."""
    caller.must_be(*_WITH_PERSON)


async def _work(connection: Transaction, request: Request) -> Work:
    return Work(connection, request.app.state.station.clock.now())


async def _counter(request: Request) -> Counter:
    counter: Counter = request.app.state.counter
    return counter


async def _shelf(request: Request) -> Shelf:
    counter: Counter = request.app.state.counter
    return counter.shelf


async def _vault(request: Request) -> Vault:
    counter: Counter = request.app.state.counter
    return counter.vault


async def _finder(request: Request) -> Finder:
    counter: Counter = request.app.state.counter
    return Finder(counter.database(), counter.vault, request.app.state.shares)


async def _clock(request: Request) -> Clock:
    clock: Clock = request.app.state.station.clock
    return clock


async def _database(request: Request) -> Database:
    database: Database = request.app.state.station.database
    return database


async def _station(request: Request) -> Station:
    station: Station = request.app.state.station
    return station


async def _books(request: Request) -> Books:
    return Books(request.app.state.station.settings.files)


async def _wake_books(request: Request) -> Callable[[], None]:
    wake: Callable[[], None] = request.app.state.wake_books
    return wake


async def _scan_uploader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.REGISTRAR, Role.PORTAL)
    return caller


async def _archive(request: Request) -> Archive:
    archive: Archive = request.app.state.archive
    return archive


async def _press(request: Request) -> Press:
    press: Press = request.app.state.press
    return press


async def _exports(request: Request) -> Outgoing:
    exports: Outgoing = request.app.state.exports
    return exports


async def _see(caller: CurrentCaller, request: Request) -> See:
    station: Station = request.app.state.station
    return See(station.database, station.clock, caller)


async def _bindery(request: Request) -> Bindery:
    bindery: Bindery = request.app.state.bindery
    return bindery


Clerk = Annotated[Caller, Depends(_clerk)]
DossierReader = Annotated[Caller, Depends(_reader)]
PersonReader = Annotated[Caller, Depends(_person_reader)]
Bookkeeper = Annotated[Caller, Depends(_bookkeeper)]
Filer = Annotated[Caller, Depends(_filer)]
FilingReader = Annotated[Caller, Depends(_filing_reader)]
Organiser = Annotated[Caller, Depends(_organiser)]
DutyGiver = Annotated[Caller, Depends(_duty_giver)]
ScanUploader = Annotated[Caller, Depends(_scan_uploader)]
Registrar = Annotated[Caller, Depends(_registrar)]
Administrator = Annotated[Caller, Depends(_administrator)]
Operator = Annotated[Caller, Depends(_operator)]
Leader = Annotated[Caller, Depends(_leader)]
Exporter = Annotated[Caller, Depends(_exporter)]
MessageReader = Annotated[Caller, Depends(_message_reader)]
ViewReader = Annotated[Caller, Depends(_view_reader)]
Tracker = Annotated[Caller, Depends(_tracker)]
PortalCaller = Annotated[Caller, Depends(_portal)]
Seeing = Annotated[See, Depends(_see)]
CurrentWork = Annotated[Work, Depends(_work)]
CurrentCounter = Annotated[Counter, Depends(_counter)]
CurrentShelf = Annotated[Shelf, Depends(_shelf)]
CurrentVault = Annotated[Vault, Depends(_vault)]
CurrentFinder = Annotated[Finder, Depends(_finder)]
CurrentClock = Annotated[Clock, Depends(_clock)]
CurrentDatabase = Annotated[Database, Depends(_database)]
CurrentStation = Annotated[Station, Depends(_station)]
CurrentBooks = Annotated[Books, Depends(_books)]
CurrentArchive = Annotated[Archive, Depends(_archive)]
Exports = Annotated[Outgoing, Depends(_exports)]
CurrentPress = Annotated[Press, Depends(_press)]
CurrentBindery = Annotated[Bindery, Depends(_bindery)]
WakeBooks = Annotated[Callable[[], None], Depends(_wake_books)]
IDEMPOTENCY_KEY = r"^[\x21-\x7e]{1,200}$"
IdempotencyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=IDEMPOTENCY_KEY,
        description="Khoá của lần gửi: gửi lại cùng khoá và cùng nội dung không tạo hồ sơ thứ hai",
    ),
]
NamePath = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._\-]+$")]
