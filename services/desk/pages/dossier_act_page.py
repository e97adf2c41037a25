"""Drawing the page of an act: with what was typed, what is wrong, two people side by side, or a dead service."""

from starlette.responses import Response

from services.desk.clients import dossiers
from services.desk.clients.deeds import DEEDS
from services.desk.dependencies import Visit
from services.desk.forms.saying import Problems
from services.desk.pages.sign_in import own_address
from services.desk.presenters.act_page import Scene, act_context, conflict_of
from services.desk.presenters.dossier_strip import offers_of
from services.desk.presenters.names import Names
from services.desk.texts import _
from shared.errors import Conflict, Refusal, Unavailable


def seen_version(visit: Visit) -> int:
    seen = visit.typed("_version")
    return int(seen) if seen.isdigit() and len(seen) < 10 else 1


def answer_away(visit: Visit, away: Unavailable) -> Response:
    """Nothing is lost: the page holds all that was typed and sends it again."""
    kept = [(name, value) for name, value in visit.form.multi_items() if isinstance(value, str)]
    hidden = [(name, value) for name, value in kept if name != "_token"]
    shown = [value for name, value in kept if value and not name.startswith("_")]
    return visit.page("form_kept.html", away.status, message=away.message, hidden=hidden, shown=shown)


async def act_page_of(
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
    seen = seen_version(visit) if is_conflict else 0
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
