"""Correcting what a receipt says, with its earlier revisions; fees are noted as paid the same way."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import corrections, dossiers
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.forms.correction import Problems, changes_of
from services.desk.pages.dossier import Code
from services.desk.presenters.correction_page import boxes_of, revision_lines
from services.desk.texts import _
from shared.callers import Role
from shared.errors import Refusal

router = APIRouter()
_CORRECTS = (Role.CLERK, Role.LEADER, Role.REGISTRAR)
_BOX_OF = {"nothing_corrected": "reason", "due_date_passed": "due_at", "dossier_ended": "due_at"}


@router.get("/ho-so/{code}/dinh-chinh")
async def correction_page(visit: Visiting, code: Code) -> Response:
    """What it says now, ready to be changed by those who may, and what it said before."""
    return await _page(visit, code, visit.typed_before())


@router.post("/ho-so/{code}/dinh-chinh")
async def correct(visit: Visiting, code: Code) -> Response:
    """A new revision with its reason; the receipt is printed again."""
    taken = await dossiers.taken_of(visit.intake, code)
    typed = visit.back_in_words()
    changes, problems = changes_of(taken, typed)
    if not changes and not problems:
        problems = [("reason", _("Chưa có gì khác với giấy hẹn"))]
    if problems:
        return await _page(visit, code, typed, problems, 422)
    try:
        return await visit.once(lambda: _corrected(visit, code, changes))
    except Refusal as refusal:
        return await _refused(visit, code, typed, refusal)


async def _corrected(visit: Visit, code: str, changes: dict[str, Any]) -> str:
    seen = visit.typed("_revision")
    revision = int(seen) if seen.isdigit() and len(seen) < 6 else 1
    await corrections.correct(visit.intake, code, revision, visit.typed("reason"), changes)
    visit.say(_("Đã đính chính, in lại giấy hẹn cho người nộp"))
    return f"/ho-so/{code}"


async def _refused(visit: Visit, code: str, typed: dict[str, list[str]], refusal: Refusal) -> Response:
    if refusal.status in {401, 403, 404, 503}:
        raise refusal
    given = [(name.removeprefix("changes.").rpartition(".")[2], said) for name, said in problems_of(refusal)]
    problems = [(name or _BOX_OF.get(refusal.code, ""), sentence) for name, sentence in given]
    return await _page(visit, code, typed, problems, refusal.status)


async def _page(
    visit: Visit, code: str, typed: dict[str, list[str]], problems: Problems | None = None, status: int = 200
) -> Response:
    taken = await dossiers.taken_of(visit.intake, code)
    earlier = await corrections.revisions_of(visit.intake, code)
    return visit.page(
        "dossier_correction.html",
        status,
        code=code,
        taken=taken,
        boxes=boxes_of(taken),
        earlier=revision_lines(earlier),
        typed=typed,
        problems=problems or [],
        may_correct=visit.person.has(*_CORRECTS) and taken["erased_at"] is None,
    )
