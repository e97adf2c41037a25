"""Acting on a dossier: one page for every act, one click for the easy ones, the officer's decision, and undoing."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.desk.clients import dossiers, offices
from services.desk.clients.deeds import DEEDS, NEEDS_NO_REASON
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.saying import Saying, read_saying
from services.desk.pages.dossier import Code, Next
from services.desk.pages.dossier_act_page import act_page_of, answer_away, seen_version
from services.desk.pages.sign_in import own_address
from services.desk.presenters.dossier_log import done_words
from services.desk.texts import _
from shared.errors import Conflict, NotFound, Refusal, Unauthorized, Unavailable

router = APIRouter()
Segment = Annotated[str, Path(max_length=40)]
_DECISIONS = {
    "dat": "pass-on",
    "trinh": "pass-on",
    "ket-qua": "finish",
    "bo-sung": "supplement-request",
    "chuyen": "assignment",
    "tra-lai": "send-back",
}
_MORE_ROWS = 3
_BOX_OF = {
    "reason_missing": "note",
    "promise_not_later": "promised_on",
    "letter_too_late": "promised_on",
    "step_not_named": "step",
    "stage_not_before": "to_stage",
    "opinion_not_complete": "until_at",
    "field_check_not_complete": "until_at",
    "cause_missing": "cause",
    "proof_missing": "proof",
    "office_not_found": "office",
    "backdating_needs_leader": "happened_at",
    "happened_before_last_act": "happened_at",
    "happened_in_future": "happened_at",
    "supplement_already_requested": "legal_basis",
    "assigning_needs_leader": "assignee",
}


@router.get("/ho-so/{code}/viec/{segment}")
async def act_page(visit: Visiting, code: Code, segment: Segment, tiep: Next = "") -> Response:
    """What the act asks for, on what basis, and what it cannot take back."""
    _must_be_known(segment)
    return await act_page_of(visit, code, segment, visit.typed_before(), tiep=tiep)


@router.post("/ho-so/{code}/viec/{segment}")
async def act(visit: Visiting, code: Code, segment: Segment) -> Response:
    """Does it, says it and offers to take it back; what is wrong comes back with all that was typed."""
    _must_be_known(segment)
    typed = visit.back_in_words()
    if visit.typed("_more"):
        return await act_page_of(visit, code, segment, typed, rows=_MORE_ROWS)
    return await _act(visit, code, segment, typed)


@router.post("/ho-so/{code}/quyet-dinh")
async def decide(visit: Visiting, code: Code) -> Response:
    """The officer's decision box: what needs more than a note goes on to the page of its act with the note."""
    segment = _DECISIONS.get(visit.typed("decision"))
    if segment is None:
        raise NotFound("decision_not_known", _("Chọn một quyết định trong ô bên cạnh hồ sơ"))
    note = {"note": visit.typed_all("note")}
    if not DEEDS[segment].is_quick:
        return await act_page_of(visit, code, segment, note)
    return await _act(visit, code, segment, note)


@router.post("/ho-so/{code}/hoan-tac/{version}")
async def undo(visit: Visiting, code: Code, version: Annotated[int, Path(ge=1, le=10**9)]) -> Response:
    """The offer of ten seconds: takes back the act that led to this version."""

    async def undone() -> str:
        body = {"note": _("Bấm nhầm, hoàn tác ngay sau khi làm")}
        await dossiers.act(visit.processing, code, "undo", version, body)
        visit.say(_("Đã hoàn tác, hồ sơ trở lại như trước"))
        return f"/ho-so/{code}"

    return await visit.once(undone)


def _must_be_known(segment: str) -> None:
    if segment not in DEEDS:
        raise NotFound("no_such_act", _("Không có việc này. Mở lại hồ sơ để xem các việc có thể làm."))


async def _act(visit: Visit, code: str, segment: str, typed: dict[str, list[str]]) -> Response:
    saying = read_saying(segment, typed, must_say_why=segment not in NEEDS_NO_REASON)
    try:
        await _name_office(visit, saying)
        if saying.problems:
            return await act_page_of(visit, code, segment, typed, saying.problems, status=422)
        return await visit.once(lambda: _done(visit, code, segment, saying))
    except Unavailable as away:
        return answer_away(visit, away)
    except Refusal as refusal:
        return await _refused(visit, code, segment, typed, refusal)


async def _name_office(visit: Visit, saying: Saying) -> None:
    """An office may be named by its name; what is not clear is asked for again."""
    if wanted := saying.body.get("office"):
        code, sentence = await offices.office_named(visit.intake, wanted)
        saying.body["office"] = code
        if sentence:
            saying.wrong("office", sentence)


async def _done(visit: Visit, code: str, segment: str, saying: Saying) -> str:
    version = seen_version(visit)
    try:
        done = await dossiers.act(visit.processing, code, segment, version, saying.body)
    except Refusal as refusal:
        if refusal.code != "version_conflict":
            raise
        done = await _after_own_change(visit, code, segment, Seen(version, refusal, saying.body))
    can_undo = not DEEDS[segment].consequence and any(each["act"] == "undone" for each in done["allowed_acts"])
    undo_at = f"/ho-so/{code}/hoan-tac/{done['version']}" if can_undo else None
    visit.say(done_words(DEEDS[segment].act, done.get("warnings", ())), undo_at)
    following = visit.typed("_tiep")
    return own_address(following) if following else f"/ho-so/{code}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was asked at which version, and the refusal it met."""

    version: int
    refusal: Refusal
    body: dict[str, Any]


async def _after_own_change(visit: Visit, code: str, segment: str, seen: Seen) -> dict[str, Any]:
    """Nobody else came between: one's own act, whose answer was lost, is done; one's own correction is no conflict."""
    work = await dossiers.work_of(visit.processing, code)
    since = [each for each in work["history"] if each["version"] > seen.version]
    acts = [each["act"] for each in since if each["actor"] == visit.person.subject]
    if acts == [DEEDS[segment].act] and len(since) == 1:
        return work
    if acts and len(acts) == len(since) and set(acts) == {"corrected"}:
        return await dossiers.act(visit.processing, code, segment, work["version"], seen.body)
    raise seen.refusal


async def _refused(visit: Visit, code: str, segment: str, typed: dict[str, list[str]], refusal: Refusal) -> Response:
    if refusal.status in {Unauthorized.status, NotFound.status} and refusal.code != "office_not_found":
        raise refusal
    if refusal.code == "version_conflict":
        return await act_page_of(visit, code, segment, typed, status=Conflict.status, is_conflict=True)
    given = [(name.partition(".")[0], sentence) for name, sentence in refusal.fields.items()]
    problems = given or [(_BOX_OF.get(refusal.code, ""), refusal.message)]
    return await act_page_of(visit, code, segment, typed, problems, status=refusal.status)
