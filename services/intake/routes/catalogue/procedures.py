"""The catalogue of procedures: search, type ahead, read."""

from typing import Annotated

from fastapi import Query

from services.intake.dependencies import CurrentClock, NamePath
from services.intake.queries.catalogue.catalogue_acts import acts_about
from services.intake.queries.catalogue.procedure_search import list_procedures, suggest_procedures
from services.intake.queries.catalogue.procedures import find_procedure, find_version, papers_of, versions_of
from services.intake.queries.catalogue.shortened_limits import shortened_limits_of
from services.intake.queries.organisation.offices import find_office
from services.intake.routes.cursors import code_cursor
from services.intake.schemas.catalogue.catalogue_acts import ActOut
from services.intake.schemas.catalogue.procedures import Asked, ProcedureLine, ProcedureOut, SuggestionOut, VersionLine
from services.intake.schemas.catalogue.versions import PublishedLevel
from services.intake.schemas.parts import OfficeCode, Page
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Day, LongText, Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("procedures")
Level = Annotated[PublishedLevel | None, Query(description="Cấp thực hiện như đã công bố")]
On = Annotated[Day | None, Query(description="Ngày cần tra cứu; mặc định hôm nay")]


@router.get("/procedures", summary="Tìm thủ tục hành chính")
async def search_procedures(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    q: Annotated[
        Text | None, Query(description="Các từ trong tên, có dấu hay không, thứ tự nào cũng được; hoặc đầu mã")
    ] = None,
    field: Annotated[Text | None, Query(description="Tên lĩnh vực")] = None,
    level: Level = None,
    on: On = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[ProcedureLine]:
    """In force that day, in order of code; the last word may be only begun. Refuses: cursor_not_valid."""
    found = await list_procedures(
        connection,
        q=q,
        field=field,
        level=level,
        on=on or legal_day(clock.now()),
        after=code_cursor(cursor),
        limit=limit + 1,
    )
    items = [ProcedureLine.of(procedure) for procedure in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].code) if len(found) > limit else None)


@router.get("/procedures/suggest", summary="Gợi ý thủ tục khi đang gõ")
async def suggest(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    q: Annotated[Text, Query(description="Những chữ đã gõ: đầu các từ trong tên, hoặc đầu mã")],
    desk: Annotated[OfficeCode | None, Query(description="Mã nơi tiếp nhận: thủ tục hay nhận đứng trước")] = None,
    level: Level = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> list[SuggestionOut]:
    """In force today: the very code, what the desk receives most, the words as one run, short names. No refusals."""
    found = await suggest_procedures(connection, q=q, desk=desk, level=level, on=legal_day(clock.now()), limit=limit)
    return [SuggestionOut.of(one) for one in found]


@router.get("/procedures/{code}", summary="Một thủ tục: thời hạn, lệ phí, thành phần hồ sơ")
async def read_procedure(
    code: NamePath,
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    office: Annotated[
        OfficeCode | None, Query(description="Cơ quan giải quyết: thời hạn kèm phần đã rút ngắn ở đó")
    ] = None,
    case: Annotated[
        LongText | None, Query(min_length=1, description="Chỉ giấy tờ và thời hạn của trường hợp này")
    ] = None,
    on: On = None,
    version: Annotated[int | None, Query(ge=1, le=1_000_000, description="Một phiên bản, bất kể ngày")] = None,
) -> ProcedureOut:
    """The version in force that day, else the one nearest to it.

    Refuses: procedure_not_found, procedure_version_not_found, office_not_found, case_not_found.
    """
    day = on or legal_day(clock.now())
    path = (await find_office(connection, office, day)).path if office else ()
    found = find_version(connection, code, version) if version else find_procedure(connection, code, day)
    procedure = await found
    counted = procedure.as_procedure(await shortened_limits_of(connection, code))
    papers = await papers_of(connection, code, procedure.version)
    return ProcedureOut.whole(procedure, papers, Asked(counted, path, day, case))


@router.get("/procedures/{code}/versions", summary="Các phiên bản của một thủ tục, mới nhất trước")
async def list_versions(code: NamePath, _: CurrentCaller, connection: Reading) -> list[VersionLine]:
    """Those to come and those that ended, too; empty for a code that was never published."""
    return [VersionLine.model_validate(version) for version in await versions_of(connection, code)]


@router.get("/procedures/{code}/history", summary="Ai đã làm gì với một thủ tục, mới nhất trước")
async def history(code: NamePath, _: CurrentCaller, connection: Reading) -> list[ActOut]:
    """Items put one by one and limits shortened; what a file put stands in the history of its decision. No refusals."""
    return [ActOut.of(act) for act in await acts_about(connection, code)]
