"""What the program that tells the national portal asks of many dossiers at once."""

from fastapi import Response

from services.processing.dependencies import Consulting, PortalCaller
from services.processing.queries.words import words_of
from services.processing.schemas.words import WordOut, WordsIn, WordsOut
from shared.web.app import make_router

router = make_router("telling")


@router.post("/words", summary="Lời ghi cho người nộp và người thực hiện của nhiều hồ sơ")
async def words(body: WordsIn, caller: PortalCaller, work: Consulting, response: Response) -> WordsOut:
    """Reasons of supplements, refusals, stops and letters; notes among colleagues stay here."""
    response.headers["Cache-Control"] = "no-store"
    found = await words_of(work.connection, body.dossiers, caller.offices)
    return WordsOut(items=[WordOut.of(word) for word in found])
