"""Warnings before something is late: mine, my unit's, and what a dossier had."""

from typing import Annotated, Any

from fastapi import Query

from services.processing.dependencies import Consulting, DossierRef, Official
from services.processing.domain.warnings.kinds import Kind
from services.processing.queries.warnings import (
    Wanted,
    count_warnings,
    open_warnings,
    warnings_of_dossier,
)
from services.processing.routes.places import read_warning_place, write_warning_place
from services.processing.schemas.acts import Account
from services.processing.schemas.warnings import RaisedOut, WarningCountsOut, WarningOut, WarningsOut
from services.processing.unit_of_work.work import Work
from shared.callers import Caller
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize

router = make_router("warnings")
OfKind = Annotated[Kind | None, Query(description="Loại cảnh báo")]
Office = Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")]
Assignee = Annotated[Account | None, Query(description="Của một cán bộ")]


@router.get("/warnings/mine", response_model=WarningsOut, summary="Cảnh báo của tôi")
async def list_mine(
    caller: Official, work: Consulting, kind: OfKind = None, limit: PageSize = 50, cursor: Cursor = None
) -> Any:
    """Of what the caller was given, and of what nobody was given where the caller has the role it concerns.

    Open ones, earliest due first. Refuses `cursor_not_valid`.
    """
    return await _page(work, _mine(caller, kind), limit, cursor)


@router.get("/warnings/mine/counts", response_model=WarningCountsOut, summary="Số cảnh báo của tôi")
async def count_mine(caller: Official, work: Consulting, kind: OfKind = None) -> Any:
    """By kind, each equal to its list."""
    return await _counts(work, _mine(caller, kind))


@router.get("/warnings", response_model=WarningsOut, summary="Cảnh báo của đơn vị")
async def list_unit(
    caller: Official,
    work: Consulting,
    office: Office = None,
    assignee: Assignee = None,
    kind: OfKind = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Open ones at offices in reach, earliest due first. Refuses `office_not_found`, `cursor_not_valid`."""
    return await _page(work, Wanted(caller.offices, assignee, None, office, kind), limit, cursor)


@router.get("/warnings/counts", response_model=WarningCountsOut, summary="Số cảnh báo của đơn vị")
async def count_unit(
    caller: Official, work: Consulting, office: Office = None, assignee: Assignee = None, kind: OfKind = None
) -> Any:
    """By kind, each equal to its list. Refuses `office_not_found`."""
    return await _counts(work, Wanted(caller.offices, assignee, None, office, kind))


@router.get("/dossiers/{dossier}/warnings", response_model=list[RaisedOut], summary="Các cảnh báo của hồ sơ")
async def list_of_dossier(caller: Official, work: Consulting, ref: DossierRef) -> Any:
    """All that were raised, the quiet ones too, in their order. Refuses `dossier_not_found`."""
    dossier = await work.dossiers.find(ref, visible_to=caller.offices)
    found = await warnings_of_dossier(work.connection, dossier.matter.id)
    return [RaisedOut.model_validate(warning) for warning in found]


def _mine(caller: Caller, kind: Kind | None) -> Wanted:
    return Wanted(caller.offices, caller.subject, frozenset(caller.roles), None, kind)


async def _page(work: Work, wanted: Wanted, limit: int, cursor: str | None) -> WarningsOut:
    after = read_warning_place(cursor) if cursor else None
    found = await open_warnings(work.connection, wanted, after, limit + 1)
    page = found[:limit]
    following = write_warning_place(page[-1].place) if len(found) > limit else None
    warnings = [WarningOut.model_validate(warning) for warning in page]
    return WarningsOut(warnings=warnings, next=following, as_of=work.now)


async def _counts(work: Work, wanted: Wanted) -> WarningCountsOut:
    kinds = await count_warnings(work.connection, wanted)
    return WarningCountsOut(total=sum(kinds.values()), kinds=kinds, as_of=work.now)
