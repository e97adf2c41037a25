"""Acting on a dossier: one page for every act, one click for the easy ones, the officer's decision, and undoing."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.desk.clients import dossiers, offices
from services.desk.clients.deeds import DEEDS, NEEDS_NO_REASON
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.saying import Problems, Saying, read_saying
from services.desk.pages.dossier import Code, Next
from services.desk.pages.sign_in import own_address
from services.desk.presenters.act_page import Scene, act_context, conflict_of
from services.desk.presenters.dossier_log import done_words
from services.desk.presenters.dossier_strip import offers_of
from services.desk.presenters.names import Names
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
    return await _page(visit, code, segment, visit.typed_before(), tiep=tiep)


@router.post("/ho-so/{code}/viec/{segment}")
async def act(visit: Visiting, code: Code, segment: Segment) -> Response:
    """Does it, says it and offers to take it back; what is wrong comes back with all that was typed."""
    _must_be_known(segment)
    typed = visit.back_in_words()
    if visit.typed("_more"):
        return await _page(visit, code, segment, typed, rows=_MORE_ROWS)
    return await _act(visit, code, segment, typed)


@router.post("/ho-so/{code}/quyet-dinh")
async def decide(visit: Visiting, code: Code) -> Response:
    """The officer's decision box: what needs more than a note goes on to the page of its act with the note."""
    segment = _DECISIONS.get(visit.typed("decision"))
    if segment is None:
        raise NotFound("decision_not_known", _("Chọn một quyết định trong ô bên cạnh hồ sơ"))
    note = {"note": visit.typed_all("note")}
    if not DEEDS[segment].is_quick:
        return await _page(visit, code, segment, note)
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
            return await _page(visit, code, segment, typed, saying.problems, status=422)
        return await visit.once(lambda: _done(visit, code, segment, saying))
    except Unavailable as away:
        return _away(visit, away)
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
    version = _seen_version(visit)
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


def _seen_version(visit: Visit) -> int:
    seen = visit.typed("_version")
    return int(seen) if seen.isdigit() and len(seen) < 10 else 1


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
        return await _page(visit, code, segment, typed, status=Conflict.status, is_conflict=True)
    given = [(name.partition(".")[0], sentence) for name, sentence in refusal.fields.items()]
    problems = given or [(_BOX_OF.get(refusal.code, ""), refusal.message)]
    return await _page(visit, code, segment, typed, problems, status=refusal.status)


def _away(visit: Visit, away: Unavailable) -> Response:
    """Nothing is lost: the page holds all that was typed and sends it again."""
    kept = [(name, value) for name, value in visit.form.multi_items() if isinstance(value, str)]
    hidden = [(name, value) for name, value in kept if name != "_token"]
    shown = [value for name, value in kept if value and not name.startswith("_")]
    return visit.page("form_kept.html", away.status, message=away.message, hidden=hidden, shown=shown)


async def _page(
    visit: Visit,
    code: str,
    segment: str,
    typed: dict[str, list[str]],
    problems: Problems | None = None,
    *,
    status: int = 200,
    tiep: str = "",
    is_conflict: bool = False,
    rows: int = 0,
) -> Response:
    scene = await _scene(visit, code, segment)
    if scene.offer is None and not is_conflict:
        raise _not_offered(scene)
    seen = _seen_version(visit) if is_conflict else 0
    return visit.page(
        "dossier_act.html",
        status,
        **act_context(scene, typed, rows),
        problems=problems or [],
        typed=typed,
        tiep=own_address(tiep or visit.typed("_tiep")) if tiep or visit.typed("_tiep") else "",
        conflict=conflict_of(scene, seen) if is_conflict else None,
    )


async def _scene(visit: Visit, code: str, segment: str) -> Scene:
    parts = await dossiers.for_act(visit.intake, visit.processing, code, visit.person.roles)
    work = parts.work
    offer = next((each for each in offers_of(work) if each.segment == segment), None)
    checklist = parts.checklist.found if segment == "supplement-request" else None
    officials = parts.officials.found["officials"] if parts.officials.found else []
    return Scene(segment, work, Names.of(parts.names.found), parts.taken.found, offer, checklist, officials)


def _not_offered(scene: Scene) -> Refusal:
    act = DEEDS[scene.segment].act
    why = next((each["why"] for each in scene.work["withheld_acts"] if each["act"] == act), None)
    state = scene.work["state_name"]
    return Conflict("act_not_offered", why or _("Hồ sơ {state}, lúc này không làm được việc này").format(state=state))
