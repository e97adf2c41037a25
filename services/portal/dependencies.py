"""What a request is given, and what a role may do here: the one place of this service that decides it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.services import Services
from services.portal.connections import Connection as Portal
from services.portal.jobs.deliver import Delivery
from services.portal.jobs.reach_watch import ReachWatch
from services.portal.unit_of_work.work import Work
from services.portal.unit_of_work.works import Works
from services.portal.usecases.find_paper_desk import PaperRoom
from services.portal.usecases.open_file import Cabinet
from services.portal.usecases.start_payment import Till
from shared.callers import Caller, Role
from shared.web.caller import CurrentCaller
from shared.web.service_client import BoundClient
from shared.web.transaction import Reading, Transaction


async def _looker(caller: CurrentCaller) -> Caller:
    """Lanes name nobody: who answers for the exchange may look."""
    caller.must_be(Role.OPERATOR, Role.ADMINISTRATOR, Role.LEADER, Role.MONITOR)
    return caller


async def _operator(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.OPERATOR, Role.ADMINISTRATOR)
    return caller


async def _payer(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.TRACKER, Role.PORTAL)
    return caller


async def _payment_reader(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.TRACKER, Role.PORTAL)
    return caller


async def _paper_seeker(caller: CurrentCaller) -> Caller:
    caller.must_be(Role.CLERK, Role.OFFICER)
    return caller


async def _paper_fetcher(caller: CurrentCaller) -> Caller:
    """Who takes papers in."""
    caller.must_be(Role.CLERK)
    return caller


async def _bearer(request: Request, caller: CurrentCaller) -> str:
    """The caller's own token, to ask our services in their name."""
    return request.headers["authorization"].partition(" ")[2]


Bearer = Annotated[str, Depends(_bearer)]


async def _registrar(caller: CurrentCaller) -> Caller:
    """Who keeps the catalogue at intake."""
    caller.must_be(Role.REGISTRAR, Role.ADMINISTRATOR)
    return caller


async def _paper_reader(caller: CurrentCaller) -> Caller:
    """Who works on dossiers; which of them they reach, intake says."""
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR)
    return caller


async def _persons_intake(request: Request, token: Bearer) -> BoundClient:
    """Asked with the token that the caller was known by."""
    services: Services = request.app.state.outside.services
    return services.intake.bound(token)


async def _work(request: Request, connection: Transaction) -> Work:
    return Work(connection, request.app.state.station.clock.now())


async def _looking(request: Request, connection: Reading) -> Work:
    return Work(connection, request.app.state.station.clock.now())


async def _portals(request: Request) -> Mapping[str, Portal]:
    portals: Mapping[str, Portal] = request.app.state.outside.connections
    return portals


async def _deliveries(request: Request) -> Mapping[str, Delivery]:
    deliveries: Mapping[str, Delivery] = request.app.state.deliveries
    return deliveries


async def _works(request: Request) -> Works:
    station = request.app.state.station
    return Works(station.database, station.clock)


async def _cabinet(request: Request) -> Cabinet:
    cabinet: Cabinet = request.app.state.cabinet
    return cabinet


async def _reaches(request: Request) -> Mapping[str, ReachWatch]:
    reaches: Mapping[str, ReachWatch] = request.app.state.reaches
    return reaches


async def _room(request: Request) -> PaperRoom:
    room: PaperRoom = request.app.state.papers
    return room


async def _till(request: Request) -> Till:
    till: Till = request.app.state.till
    return till


async def _inbound_door(request: Request) -> InboundDoor:
    outside, works = request.app.state.outside, await _works(request)
    return InboundDoor(works, outside.services, outside.connections, request.app.state.safe, request.app.state.files)


PaperReader = Annotated[Caller, Depends(_paper_reader)]
PersonsIntake = Annotated[BoundClient, Depends(_persons_intake)]
Looker = Annotated[Caller, Depends(_looker)]
Operator = Annotated[Caller, Depends(_operator)]
Registrar = Annotated[Caller, Depends(_registrar)]
Working = Annotated[Work, Depends(_work)]
Looking = Annotated[Work, Depends(_looking)]
Portals = Annotated[Mapping[str, Portal], Depends(_portals)]
Deliveries = Annotated[Mapping[str, Delivery], Depends(_deliveries)]
CurrentWorks = Annotated[Works, Depends(_works)]
CurrentCabinet = Annotated[Cabinet, Depends(_cabinet)]
Reaches = Annotated[Mapping[str, ReachWatch], Depends(_reaches)]
Payer = Annotated[Caller, Depends(_payer)]
PaymentReader = Annotated[Caller, Depends(_payment_reader)]
CurrentTill = Annotated[Till, Depends(_till)]
PaperSeeker = Annotated[Caller, Depends(_paper_seeker)]
PaperFetcher = Annotated[Caller, Depends(_paper_fetcher)]
CurrentRoom = Annotated[PaperRoom, Depends(_room)]
CurrentInboundDoor = Annotated[InboundDoor, Depends(_inbound_door)]
