"""What tests and provinces look at: what was received, what is kept, what was wrong."""

from dataclasses import asdict
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.portal_standin.answering.answer import portal_of
from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.books.received import Received
from shared.errors import NotFound

router = APIRouter(prefix="/_admin")


@router.get("/dossiers")
async def list_dossiers(request: Request, details: bool = False) -> Response:
    """Every dossier without its record and rows; with `details` as the view of one gives it."""
    return _json([_view(each) if details else _line(each) for each in portal_of(request).dossiers.all()])


@router.get("/dossiers/{code}")
async def show_dossier(request: Request, code: str) -> Response:
    dossier = portal_of(request).dossiers.find(code)
    if dossier is None:
        raise NotFound("dossier_not_found", f"Không có hồ sơ {code}")
    return _json(_view(dossier))


@router.get("/received")
async def list_received(
    request: Request, after: int = 0, service: str | None = None, dossier: str | None = None, limit: int = 100_000
) -> Response:
    """In the order of arrival, after the call of that number."""
    calls = portal_of(request).log.calls[max(after, 0) :]
    told = [each for each in calls if service in (None, each.service) and _is_about(each, dossier)]
    return _json([asdict(each) for each in told[:limit]])


@router.get("/violations")
async def list_violations(request: Request, check: str | None = None, dossier: str | None = None) -> Response:
    found = portal_of(request).log.violations
    return _json([asdict(each) for each in found if check in (None, each.check) and dossier in (None, each.dossier)])


@router.get("/metrics")
async def show_metrics(request: Request) -> dict[str, int]:
    """Counts since the last reset: calls.*, faults.*, violations.*, rows, rows.duplicate, noise, dossiers."""
    portal = portal_of(request)
    return {**dict(sorted(portal.log.counts.items())), "dossiers": len(portal.dossiers.all())}


@router.get("/files")
async def list_files(request: Request) -> Response:
    """What following the published links gave, and how many are still to be followed."""
    files = portal_of(request).files
    return _json({"waiting": len(files.to_fetch), "fetched": [asdict(each) for each in files.fetched]})


def _line(dossier: Dossier) -> dict[str, Any]:
    return {
        "code": dossier.code,
        "agency": dossier.agency,
        "status": dossier.status,
        "created_by": dossier.created_by,
        "created_at": dossier.created_at,
        "pushes": dossier.pushes,
        "noise": dossier.noise,
        "statuses": dossier.statuses,
        "rows": len(dossier.progress),
        "duplicates": sum(row.is_duplicate for row in dossier.progress),
    }


def _view(dossier: Dossier) -> dict[str, Any]:
    rows = [{**row.sent, "received_at": row.received_at, "duplicate": row.is_duplicate} for row in dossier.progress]
    return {**_line(dossier), "record": dossier.record, "progress": rows}


def _is_about(call: Received, dossier: str | None) -> bool:
    return dossier is None or dossier in call.dossiers


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), media_type="application/json")
