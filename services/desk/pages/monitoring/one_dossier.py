"""One dossier as who oversees may see it: when what was done and where; nothing about persons who filed it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.desk.clients.dossiers import at, due_of, work_of
from services.desk.clients.part import part
from services.desk.dependencies import Visiting
from services.desk.pages.monitoring.looking import Viewed, crumbs_of, look, names_for
from services.desk.presenters.badge import badge_of
from services.desk.presenters.dossier_log import log_of
from services.desk.presenters.monitoring.view import DOSSIERS
from services.desk.presenters.names import Names
from services.desk.presenters.timeline import timeline_of

router = APIRouter()
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9._\-]{1,60}$")]


@router.get(f"{DOSSIERS}/{{code}}")
async def one_dossier(visit: Visiting, view: Viewed, code: Code) -> Response:
    """The way back keeps the filters of the list it was opened from."""
    looked, work, named, holdings, due = await asyncio.gather(
        look(visit, view),
        work_of(visit.processing, code),
        part(visit.processing.get(f"{at(code)}/names")),
        part(visit.processing.get(f"{at(code)}/holdings")),
        part(due_of(visit.processing, code)),
    )
    standing = work["standing"]
    names = await names_for(visit, looked, {standing["office"], standing["desk"]}, {standing["procedure"]})
    people = Names.of(named.found)
    return visit.page(
        "monitoring/one_dossier.html",
        view=view,
        code=code,
        work=work,
        standing=standing,
        office=names.office(standing["office"]),
        taken_in_at=names.office(standing["desk"]),
        procedure=names.procedure(standing["procedure"]),
        badge_=badge_of(work["remaining"], work["due"]["due_at"]),
        crumbs=crumbs_of(visit, looked, names),
        timeline=timeline_of(work, holdings.found, people),
        log=log_of(work, people),
        due=due.found,
    )
