"""Reforms of the administrative map, and both maps asked from either side."""

from services.intake.dependencies import CurrentClock, CurrentShelf, CurrentWork, NamePath, Organiser
from services.intake.queries.organisation.offices import find_office
from services.intake.queries.organisation.successions import predecessors_of, successors_of
from services.intake.schemas.organisation.organisation import ReformIn, ReformOut, RelativeOut, RelativesOut
from services.intake.usecases.organisation.carry_out_reform import carry_out_reform
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("reforms")


@router.post("/reforms", summary="Sắp xếp đơn vị hành chính từ 01/07/2025")
async def reform(body: ReformIn, caller: Organiser, work: CurrentWork, shelf: CurrentShelf) -> ReformOut:
    """Ends the old units, writes their successors, and has what they had open moved. A repeat changes nothing.

    Refuses: province_not_found, office_out_of_reach (403), office_out_of_scope, successor_not_found,
    successor_not_in_force, office_already_succeeded (409), office_cycle (409), reform_not_yet (409).
    """
    done = await carry_out_reform(work, body.as_order(), lambda office: caller.reaches(office.path), caller.subject)
    shelf.forget()
    return ReformOut.of(body, done)


@router.get("/offices/{name}/successors", summary="Các đơn vị kế thừa một đơn vị")
async def read_successors(name: NamePath, _: CurrentCaller, connection: Reading, clock: CurrentClock) -> RelativesOut:
    """The default first. Refuses: office_not_found."""
    office = await find_office(connection, name, legal_day(clock.now()))
    found = await successors_of(connection, office.code)
    return RelativesOut(office=office.code, items=[RelativeOut.of(relative) for relative in found])


@router.get("/offices/{name}/predecessors", summary="Các đơn vị cũ mà một đơn vị kế thừa")
async def read_predecessors(name: NamePath, _: CurrentCaller, connection: Reading, clock: CurrentClock) -> RelativesOut:
    """Wholly or in part. Refuses: office_not_found."""
    office = await find_office(connection, name, legal_day(clock.now()))
    found = await predecessors_of(connection, office.code)
    return RelativesOut(office=office.code, items=[RelativeOut.of(relative) for relative in found])
