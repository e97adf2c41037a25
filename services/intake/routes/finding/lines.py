"""The lines of dossiers that another service listed: whose they are and what for."""

from fastapi import Response

from services.intake.dependencies import CurrentCounter, DossierReader, sees_persons
from services.intake.queries.dossiers.dossiers import read_named
from services.intake.schemas.dossiers.dossiers import DossierLine
from services.intake.schemas.finding.lines import LinesIn, LinesOut
from shared.web.app import make_router

router = make_router("dossiers")


@router.post("/dossiers/lines", summary="Tên người nộp và thủ tục của một danh sách hồ sơ")
async def lines(body: LinesIn, caller: DossierReader, counter: CurrentCounter, response: Response) -> LinesOut:
    """In the order asked; those out of reach are left out. Numbers of people are masked, as in every list."""
    response.headers["Cache-Control"] = "no-store"
    async with counter.database().reading() as connection:
        found = await read_named(connection, counter.vault, body.ids, caller.offices)
    return LinesOut(items=[DossierLine.of(dossier, with_person=sees_persons(caller)) for dossier in found])
