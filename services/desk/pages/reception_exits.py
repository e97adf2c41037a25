"""The other exits of the counter: asking for what lacks (form 02) or refusing (form 03), seen before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import reception as intake
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.forms.answers import completion_of, refusal_of
from services.desk.forms.reception import FIELDS, dossier_of, filing_of, lacking
from services.desk.forms.typed import Problem, Typed
from services.desk.pages.counter import AtCounter
from services.desk.pages.reception import PLACE, Seen, draw_form, see_to_send, take_scans
from services.desk.presenters.filing import ANSWER_FIELDS, lines_to_complete, reasons
from services.desk.sessions.session import Counter
from services.desk.texts import _
from shared.errors import Refusal

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Exit:
    """One of the two: its address, the name of its answer in intake, and how it is read."""

    place: str
    answer: str
    read: Callable[[Typed], dict[str, Any]]


_ASK = Exit(f"{PLACE}/yeu-cau-bo-sung", "request_completion", completion_of)
_REFUSE = Exit(f"{PLACE}/tu-choi", "refuse", refusal_of)


@router.post(_ASK.place)
async def ask(visit: Visiting, counter: AtCounter) -> Response:
    return await _leave(visit, counter, _ASK)


@router.post(_REFUSE.place)
async def refuse(visit: Visiting, counter: AtCounter) -> Response:
    return await _leave(visit, counter, _REFUSE)


async def _leave(visit: Visit, counter: Counter, way: Exit) -> Response:
    """First what follows is shown; sent from there, the filing is recorded and answered in one act."""
    seen, away = await see_to_send(visit, counter)
    typed = Typed(seen.values)
    try:
        if away:
            raise away
        await take_scans(visit, counter, seen)
        dossier_of(typed, counter.code, seen.papers)
        if typed.problems:
            return await draw_form(visit, counter, seen, typed.problems)
        return await _answer(visit, counter, seen, way)
    except Refusal as refusal:
        return await _refused(visit, counter, seen, way, refusal)


async def _answer(visit: Visit, counter: Counter, seen: Seen, way: Exit) -> Response:
    if "_sure" not in visit.form:
        return _draw(visit, seen, way, [])
    typed = Typed(seen.values)
    answer = way.read(typed)
    if typed.problems:
        return _draw(visit, seen, way, typed.problems)
    body = filing_of(Typed(seen.values), counter.code, seen.papers, {way.answer: answer})
    return await visit.once(lambda: _record(visit, body))


async def _record(visit: Visit, body: Mapping[str, Any]) -> str:
    filing = await intake.file(visit.intake, body, visit.form_key)
    return f"/quay/ho-so-nop/{filing['id']}"


async def _refused(visit: Visit, counter: Counter, seen: Seen, way: Exit, refusal: Refusal) -> Response:
    """What is wrong with the answer is mended here, what is wrong with the form there."""
    if "_sure" in visit.form and any(name.startswith("answer.") for name in refusal.fields or {}):
        return _draw(visit, seen, way, problems_of(refusal, ANSWER_FIELDS), refusal.status)
    return await draw_form(visit, counter, seen, problems_of(refusal, FIELDS), refusal)


def _draw(visit: Visit, seen: Seen, way: Exit, problems: list[Problem], status: int = 422) -> Response:
    procedure = seen.sight.procedure
    decision = procedure["decision"] if procedure else ""
    basis = _("Thành phần hồ sơ công bố tại Quyết định {decision}").format(decision=decision) if decision else ""
    return visit.page(
        "reception_exit.html",
        status if problems else 200,
        place=way.place,
        is_refusal=way is _REFUSE,
        typed=seen.values,
        problems=problems,
        procedure=procedure["name"] if procedure else "",
        kept=[(name, each) for name, each in seen.values.items() if not name.startswith(_OF_ANSWER)],
        lines=lines_to_complete(seen.values, lacking(Typed(seen.values), seen.papers)),
        basis=basis or _("Điều 17 Nghị định 118/2025/NĐ-CP"),
        reasons=reasons(),
    )


_OF_ANSWER = ("what-", "why-", "basis", "answer_by", "contact", "reason")
