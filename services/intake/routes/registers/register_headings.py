"""How a book is understood, and what an office calls its columns: said once, read ever after."""

from uuid import UUID

from services.intake.dependencies import CurrentBooks, CurrentClock, CurrentDatabase, CurrentWork, Registrar
from services.intake.domain.organisation.office import Office
from services.intake.domain.organisation.reach import office_out_of_reach
from services.intake.queries.organisation.offices import find_office, reaches
from services.intake.queries.registers.register_headings import headings_of, names_of
from services.intake.queries.registers.register_imports import find_import
from services.intake.repository.registers.register_headings import set_headings
from services.intake.schemas.parts import OfficeCode
from services.intake.schemas.registers.register_headings import HeadingOut, HeadingsIn, HeadingsOut, PreviewOut
from shared.callers import Caller
from shared.db.database import Connection
from shared.web.app import make_router
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("register-headings")


@router.get("/register-imports/{id_}/preview", summary="Sổ được hiểu thế nào: cột, phông chữ cũ, các dòng đầu")
async def preview(
    id_: UUID, caller: Registrar, database: CurrentDatabase, books: CurrentBooks, clock: CurrentClock
) -> PreviewOut:
    """Of the columns' names as they are set now. Refuses: register_import_not_found, book_not_kept (404)."""
    async with database.reading() as connection:
        read, _ = await find_import(connection, id_, caller.offices, 0)
        names = names_of(await headings_of(connection, read.office))
    return PreviewOut.model_validate(await books.preview(read.file_digest, clock.now(), names))


@router.get("/register-headings/{office}", summary="Tên cột riêng trong sổ của một đơn vị")
async def read_headings(office: OfficeCode, caller: Registrar, connection: Reading, clock: CurrentClock) -> HeadingsOut:
    """Refuses: office_not_found, office_out_of_reach."""
    found = await find_office(connection, office, legal_day(clock.now()))
    return await _told(connection, caller, found)


@router.put("/register-headings/{office}", summary="Đặt tên cột riêng trong sổ của một đơn vị")
async def put_headings(office: OfficeCode, body: HeadingsIn, caller: Registrar, work: CurrentWork) -> HeadingsOut:
    """They hold for every book of this office that is handed in afterwards. Refuses: office_not_found,
    office_out_of_reach."""
    found = await find_office(work.connection, office, legal_day(work.now))
    await _told(work.connection, caller, found)
    await set_headings(work.connection, found.code, body.columns, caller.subject, work.now)
    return await _told(work.connection, caller, found)


async def _told(connection: Connection, caller: Caller, office: Office) -> HeadingsOut:
    if not await reaches(connection, office.code, caller.offices):
        raise office_out_of_reach()
    items = [HeadingOut.model_validate(each) for each in await headings_of(connection, office.code)]
    return HeadingsOut(office=office.code, items=items)
