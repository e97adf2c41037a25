"""Lists of dossiers as files: bounded, logged before the first byte, numbers masked."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import StreamingResponse

from services.intake.dependencies import CurrentClock, CurrentDatabase, CurrentVault, Exporter, Exports
from services.intake.domain.privacy.exports import ExportForm
from services.intake.queries.organisation.offices import find_office
from services.intake.queries.privacy.exports import Listed
from services.intake.routes.attachment import attachment
from services.intake.schemas.parts import OfficeCode, ProcedureCode
from services.intake.usecases.privacy.export_dossiers import Exporting, export_dossiers
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import FIRST_DAY, LAST_DAY, Code, Day
from shared.worktime import LEGAL_ZONE, legal_day

router = make_router("exports")
_FILTERS = frozenset({"office", "desk", "from", "to", "procedure", "code"})
_TYPES = {
    ExportForm.CSV: "text/csv; charset=utf-8",
    ExportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _file(form: ExportForm) -> dict[int | str, dict[str, Any]]:
    kind = _TYPES[form].partition(";")[0]
    return {200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}}}}}


async def _exporting(
    caller: Exporter, database: CurrentDatabase, vault: CurrentVault, clock: CurrentClock, files: Exports
) -> Exporting:
    return Exporting(database, vault, clock, caller, files)


async def _listed(
    _: Exporter,
    request: Request,
    database: CurrentDatabase,
    clock: CurrentClock,
    office: Annotated[OfficeCode | None, Query(description="Cơ quan có thẩm quyền, gồm cả cấp dưới")] = None,
    desk: Annotated[OfficeCode | None, Query(description="Nơi tiếp nhận, gồm cả cấp dưới")] = None,
    first: Annotated[Day, Query(alias="from", description="Tiếp nhận từ ngày")] = FIRST_DAY,
    last: Annotated[Day, Query(alias="to", description="đến hết ngày")] = LAST_DAY,
    procedure: Annotated[ProcedureCode | None, Query()] = None,
    code: Annotated[Code | None, Query(description="Đúng mã hồ sơ")] = None,
) -> Listed:
    """Office, desk, days, procedure, code. Refuses any other filter: a list must not hold more than was asked for."""
    if unknown := request.query_params.keys() - _FILTERS:
        message = "Kết xuất chỉ lọc theo đơn vị, nơi tiếp nhận, ngày, thủ tục và mã: bỏ điều kiện khác"
        raise Invalid("filter_not_known", message, fields=dict.fromkeys(sorted(unknown), message))
    today = legal_day(clock.now())
    async with database.reading() as connection:
        return Listed(
            office=(await find_office(connection, office, today)).code if office else None,
            desk=(await find_office(connection, desk, today)).code if desk else None,
            accepted_from=datetime.combine(first, time(0), LEGAL_ZONE),
            accepted_before=datetime.combine(last + timedelta(days=1), time(0), LEGAL_ZONE),
            procedure=procedure,
            code=code,
        )


Wanted = Annotated[Listed, Depends(_listed)]
CurrentExporting = Annotated[Exporting, Depends(_exporting)]


@router.get(
    "/dossiers/export.csv",
    summary="Kết xuất danh sách hồ sơ (CSV)",
    response_class=StreamingResponse,
    responses=_file(ExportForm.CSV),
)
async def export_csv(exporting: CurrentExporting, listed: Wanted) -> StreamingResponse:
    """UTF-8 with a byte order mark; no cell is computed by a spreadsheet. Who takes how many rows is logged before.

    Refuses: filter_not_known, office_not_found, export_too_large (over 50,000 rows), export_day_limit (over 100,000
    rows a day).
    """
    return await _answer(exporting, listed, ExportForm.CSV)


@router.get(
    "/dossiers/export.xlsx",
    summary="Kết xuất danh sách hồ sơ (Excel)",
    response_class=StreamingResponse,
    responses=_file(ExportForm.XLSX),
)
async def export_xlsx(exporting: CurrentExporting, listed: Wanted) -> StreamingResponse:
    """Text as text, instants as instants of Việt Nam. Who takes how many rows is logged before.

    Refuses: filter_not_known, office_not_found, export_too_large (over 50,000 rows), export_day_limit (over 100,000
    rows a day).
    """
    return await _answer(exporting, listed, ExportForm.XLSX)


async def _answer(exporting: Exporting, listed: Listed, form: ExportForm) -> StreamingResponse:
    made = await export_dossiers(exporting, listed, form)
    return attachment(made.file, f"ho-so-{made.digest[:12]}.{form.value}", _TYPES[form])
