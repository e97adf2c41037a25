"""What a request is given, and what a role may do here: the one place of this service that decides it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.services import Services
from services.portal.connections import Connection as Portal
from services.portal.jobs.deliver import Delivery
from services.portal.unit_of_work.work import Work
from services.portal.unit_of_work.works import Works
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


async def _registrar(caller: CurrentCaller) -> Caller:
    """Who keeps the catalogue at intake."""
    caller.must_be(Role.REGISTRAR, Role.ADMINISTRATOR)
    return caller


async def _paper_reader(caller: CurrentCaller) -> Caller:
    """Who works on dossiers; which of them they reach, intake says."""
    caller.must_be(Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR)
    return caller


async def _persons_intake(request: Request, caller: CurrentCaller) -> BoundClient:
    """Asked with the token that the caller was known by."""
    services: Services = request.app.state.outside.services
    return services.intake.bound(request.headers["authorization"].partition(" ")[2])


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


async def _inbound_door(request: Request) -> InboundDoor:
    station, outside = request.app.state.station, request.app.state.outside
    works = Works(station.database, station.clock)
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
CurrentInboundDoor = Annotated[InboundDoor, Depends(_inbound_door)]
