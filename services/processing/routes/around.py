"""Around a dossier: who is who in its history, and where a dossier of another office is."""

from typing import Annotated, Any

from fastapi import Path

from services.processing.dependencies import Consulting, DossierRef, Official, Reader
from services.processing.queries.names_in_dossier import names_in
from services.processing.queries.whereabouts import whereabouts
from services.processing.schemas.around import NamesOut, WhereaboutsOut
from shared.errors import NotFound
from shared.web.app import make_router
from shared.web.fields import Code

router = make_router("dossiers")


@router.get("/dossiers/{dossier}/names", response_model=NamesOut, summary="Tên cán bộ, đơn vị có mặt trong hồ sơ")
async def read_names(caller: Reader, work: Consulting, ref: DossierRef) -> Any:
    """Of the accounts in its steps and acts, and of the offices. Refuses `dossier_not_found`."""
    dossier = await work.dossiers.find(ref, visible_to=caller.offices)
    names = await names_in(work.connection, dossier)
    return NamesOut(people=dict(names.people), offices=dict(names.offices))


@router.get("/whereabouts/{code}", response_model=WhereaboutsOut, summary="Hồ sơ đang thuộc đơn vị nào")
async def tell_whereabouts(
    _: Official, work: Consulting, code: Annotated[Code, Path(description="Mã hồ sơ, đúng như trên giấy hẹn")]
) -> Any:
    """Of any office, so that a citizen is sent to the right door. Refuses `dossier_not_found`."""
    found = await whereabouts(work.connection, code)
    if found is None:
        raise NotFound("dossier_not_found", "Không có hồ sơ mang mã này")
    return WhereaboutsOut.of(found)
