"""The catalogue of procedures: search and read."""

from typing import Annotated, Literal

from fastapi import Query

from services.intake.dependencies import CurrentClock, NamePath
from services.intake.queries.procedures import find_procedure, list_procedures, papers_of
from services.intake.routes.cursors import code_cursor
from services.intake.schemas.parts import Page
from services.intake.schemas.procedures import ProcedureLine, ProcedureOut
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("procedures")
PublishedLevel = Literal["bo", "tinh", "huyen", "xa", "khac"]


@router.get("/procedures", summary="Tìm thủ tục hành chính")
async def search_procedures(
    _: CurrentCaller,
    connection: Reading,
    q: Annotated[Text | None, Query(description="Một phần tên, có dấu hay không, hoặc đầu mã")] = None,
    field: Annotated[Text | None, Query(description="Tên lĩnh vực")] = None,
    level: Annotated[PublishedLevel | None, Query(description="Cấp thực hiện như đã công bố")] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[ProcedureLine]:
    """The newest version of each, in order of code. Refuses: cursor_not_valid."""
    found = await list_procedures(connection, q=q, field=field, level=level, after=code_cursor(cursor), limit=limit + 1)
    items = [ProcedureLine.of(procedure) for procedure in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].code) if len(found) > limit else None)


@router.get("/procedures/{code}", summary="Một thủ tục: thời hạn, lệ phí, thành phần hồ sơ")
async def read_procedure(code: NamePath, _: CurrentCaller, connection: Reading, clock: CurrentClock) -> ProcedureOut:
    """The version in force today, else the one nearest to today. Refuses: procedure_not_found."""
    procedure = await find_procedure(connection, code, legal_day(clock.now()))
    return ProcedureOut.whole(procedure, await papers_of(connection, code, procedure.version))
