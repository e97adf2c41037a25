"""The indicators of decision 766 as the portal would compute them from what it received."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.books.catalogue import Procedure
from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.domain.agency_code import is_within, normal_form
from services.portal_standin.domain.indicators import Counted, compute
from services.portal_standin.domain.punctuality import Limit, Row, judge, read_course
from services.portal_standin.domain.wire_time import read_time
from services.portal_standin.portal import NationalPortal
from shared.errors import Invalid

router = APIRouter(prefix="/_admin")
_UNITS = {"ngày làm việc": "working_day", "ngày": "day", "giờ": "hour"}


@router.get("/indicators")
async def indicators(
    request: Request, agency: str | None = None, own: int | None = None, details: bool = False
) -> dict[str, Any]:
    """`from`, `to`: days of reception, both included. `own`: the province's own count. `details`: verdicts by code."""
    portal = portal_of(request)
    first, last = _day(request, "from", "19000101"), _day(request, "to", "99991231")
    root = frozenset({normal_form(agency) or agency}) if agency else None
    found = {
        dossier.code: _counted(portal, dossier)
        for dossier in portal.dossiers.all()
        if first <= _received(dossier)[:8] <= last and (root is None or is_within(dossier.agency, root))
    }
    told = compute(found.values(), own)
    return {**told, "dossiers": {code: one.timeliness for code, one in found.items()}} if details else told


def _day(request: Request, name: str, default: str) -> str:
    asked = request.query_params.get(name)
    try:
        return f"{date.fromisoformat(asked):%Y%m%d}" if asked else default
    except ValueError:
        raise Invalid("not_a_day", f"{name} phải là ngày dạng 2026-11-24") from None


def _received(dossier: Dossier) -> str:
    """Blank where there is none: such a dossier is in no count."""
    told = str(dossier.record.get("NgayTiepNhan") or "")
    return told if read_time(told) else ""


def _counted(portal: NationalPortal, dossier: Dossier) -> Counted:
    procedure = portal.catalogue.find(str(dossier.record.get("MaTTHC") or ""))
    received = read_time(_received(dossier)) or portal.clock.now()
    due = read_time(str(dossier.record.get("NgayHenTra") or ""))
    rows = [Row(row.status, at) for row in dossier.progress if (at := read_time(row.at))]
    verdict = judge(read_course(rows), received, due, longest_of(procedure), portal.clock.now())
    status = dossier.row_status if dossier.row_status in ("9", "10") else dossier.status
    return Counted(dossier.record, status, verdict, has_paper_result=procedure is None or bool(procedure.results))


def longest_of(procedure: Procedure | None) -> Limit | None:
    """Over all channels; terms in other units than hours and days are passed over."""
    found: list[Limit] = []
    for channel in procedure.wire.get("CACHTHUCTHUCHIEN") or () if procedure else ():
        for time in channel.get("THOIGIAN") or ():
            unit = _UNITS.get(str(time.get("DONVITINH") or "").strip().lower())
            amount = str(time.get("THOIGIANGIAIQUYET") or "").replace(",", ".")
            if unit and amount.replace(".", "", 1).isdigit():
                found.append(Limit(float(amount), unit))
    return max(found, key=_weight, default=None)


def _weight(limit: Limit) -> float:
    return limit.amount * {"hour": 1, "day": 24, "working_day": 34}[limit.unit]  # seven days a week, five worked
