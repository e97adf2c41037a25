"""What a route is handed: who calls and may they, which dossier at which version, and the work to do it with."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request

from services.processing.clients.intake import IntakeClient
from services.processing.unit_of_work.work import Work
from services.processing.unit_of_work.works import Works
from shared.callers import Caller, Role
from shared.db.database import Connection
from shared.web.caller import CurrentCaller
from shared.web.fields import Code
from shared.web.transaction import Reading, Transaction

# Dependencies are coroutines: FastAPI would send plain functions through a pool of threads.


async def _official(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER)
    return caller


async def _actor(caller: CurrentCaller) -> Caller:
    """Who may ask for an act at all; which act, THE table says. A portal brings what the applicant did."""
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.PORTAL)
    return caller


async def _dossier_reader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR, Role.MONITOR, Role.PORTAL)
    return caller


async def _reader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR, Role.MONITOR)
    return caller


async def _publisher(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.LEADER, Role.REGISTRAR, Role.ADMINISTRATOR)
    return caller


async def _leader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.LEADER)
    return caller


async def _overseer(caller: CurrentCaller) -> Caller:
    """Who settles by what officials are told of their work."""
    caller.must_be(Role.LEADER, Role.ADMINISTRATOR)
    return caller


async def _calendar_planner(caller: CurrentCaller) -> Caller:
    """Who may publish, and who oversees."""
    caller.must_be(Role.LEADER, Role.REGISTRAR, Role.ADMINISTRATOR, Role.MONITOR)
    return caller


async def _tracker(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.TRACKER)
    return caller


async def _portal(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.PORTAL)
    return caller


def may_read_notes(caller: Caller) -> bool:
    """Notes are written for those who work on dossiers; a monitor reads figures and lists."""
    return not caller.roles.isdisjoint({Role.CLERK, Role.OFFICER, Role.LEADER})


async def _work(request: Request, connection: Transaction) -> Work:
    return _work_on(request, connection)


async def _desk_work(request: Request, connection: Reading) -> Work:
    return _work_on(request, connection)


def _work_on(request: Request, connection: Connection) -> Work:
    return Work(connection, request.app.state.station.clock.now(), request.app.state.practice)


async def _intake(request: Request) -> IntakeClient:
    client: IntakeClient = request.app.state.intake
    return client


async def _many_works(request: Request) -> Works:
    station = request.app.state.station
    return Works(station.database, station.clock, request.app.state.practice, station.wake)


async def _dossier_ref(dossier: Annotated[Code, Path(description="Mã hồ sơ, hoặc định danh (UUID)")]) -> UUID | str:
    try:
        return UUID(dossier)
    except ValueError:
        return dossier


Official = Annotated[Caller, Depends(_official)]
Actor = Annotated[Caller, Depends(_actor)]
DossierReader = Annotated[Caller, Depends(_dossier_reader)]
Publisher = Annotated[Caller, Depends(_publisher)]
Leader = Annotated[Caller, Depends(_leader)]
Overseer = Annotated[Caller, Depends(_overseer)]
CalendarPlanner = Annotated[Caller, Depends(_calendar_planner)]
Reader = Annotated[Caller, Depends(_reader)]
Tracker = Annotated[Caller, Depends(_tracker)]
PortalCaller = Annotated[Caller, Depends(_portal)]
Working = Annotated[Work, Depends(_work)]
Intake = Annotated[IntakeClient, Depends(_intake)]
ManyWorks = Annotated[Works, Depends(_many_works)]
Consulting = Annotated[Work, Depends(_desk_work)]
DossierRef = Annotated[UUID | str, Depends(_dossier_ref)]
