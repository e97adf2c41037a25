"""The page of an act: its boxes with what may be chosen, and two people's work on one dossier side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.clients.deeds import CAUSES, DEEDS, RECEIVERS, WAYS, reasons_of
from services.desk.presenters.dossier_log import Entry, act_name, log_of
from services.desk.presenters.dossier_strip import Offer, sentence, strip_of
from services.desk.presenters.names import Names
from services.desk.presenters.written import clock
from services.desk.texts import _
from shared.contracts.states import STATE_NAMES

Json = Mapping[str, Any]
Typed = Mapping[str, list[str]]
Choices = list[tuple[str, str]]
_KINDS = {
    "pass-on": "stage",
    "send-back": "stage",
    "opinion": "opinion",
    "field-check-report": "field_check",
    "result-correction": "correction",
}
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """A dossier before one act; `offer` is None where processing does not allow it to this person now."""

    segment: str
    work: Json
    names: Names
    taken: Json | None
    offer: Offer | None
    checklist: Json | None
    officials: Sequence[Json]


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """What somebody else did since this person looked, and the state then and now."""

    sentence: str
    since: tuple[Entry, ...]
    state_then: str
    state_now: str


def act_context(scene: Scene, typed: Typed, more_rows: int = 0) -> dict[str, Any]:
    deed, offer = DEEDS[scene.segment], scene.offer
    return {
        "segment": scene.segment,
        "strip": strip_of(scene.work, scene.taken, scene.names),
        "offer": offer,
        "title": offer.words if offer else act_name(deed.act),
        "asks": deed.asks,
        "consequence": _(deed.consequence) if deed.consequence else "",
        "must_say_why": offer.must_say_why if offer else False,
        "steps": _steps(scene),
        "stages": _stages(scene.work),
        "late_steps": _late_steps(scene.work),
        "officials": [(each["account"], each["name"]) for each in scene.officials],
        "rows": _rows(scene, typed, more_rows),
        "reasons": reasons_of(scene.segment),
        "causes": [("", _("– chọn nguyên nhân –")), *_said(CAUSES)],
        "ways": _said(WAYS),
        "receivers": _said(RECEIVERS),
        "asked_before": _asked_before(scene.work),
    }


def _said(choices: Sequence[tuple[str, str]]) -> Choices:
    return [(value, _(words)) for value, words in choices]


def _steps(scene: Scene) -> Choices:
    """Open steps that the act may be about; one alone need not be chosen."""
    kind = _KINDS.get(scene.segment)
    found = [step for step in scene.work["steps"] if step["end"] is None and kind in {None, step["kind"]}]
    if len(found) < 2 or "step" not in DEEDS[scene.segment].asks:
        return []
    named = [(str(step["number"]), f"{step['name']}: {_holder(step, scene.names)}") for step in found]
    return [("", _("– chọn bước –")), *named]


def _holder(step: Json, names: Names) -> str:
    return names.person(step["assignee"]) or names.office(step["office"])


def _stages(work: Json) -> Choices:
    done = {step["stage"]: step["name"] for step in work["steps"] if step["end"] == "done" and step["stage"]}
    return [("", _("– chọn bước –")), *((str(number), name) for number, name in sorted(done.items()))]


def _late_steps(work: Json) -> Choices:
    late = [step for step in work["steps"] if step["judged"] == "late" or _is_over(step)]
    return [("", _("Cả hồ sơ")), *((str(step["number"]), step["name"]) for step in late)]


def _is_over(step: Json) -> bool:
    return step["remaining"] is not None and step["remaining"]["urgency"] == "overdue"


def _rows(scene: Scene, typed: Typed, more: int) -> list[tuple[str, str]]:
    """As typed; at first the papers that the checklist lacks, ready to be kept or taken out."""
    what, why = typed.get("lacking_what", []), typed.get("lacking_why", [])
    rows = list(zip(what, why, strict=False)) or [(name, "") for name in _lacking(scene.checklist)]
    return rows + [("", "")] * max(more, _ROWS - len(rows), 1)


def _lacking(checklist: Json | None) -> list[str]:
    lines = checklist["lines"] if checklist else []
    return [line["name"].rstrip(" ;.") for line in lines if line["standing"] in {"missing", "short"}]


def _asked_before(work: Json) -> bool:
    undone = {each["details"].get("of_version") for each in work["history"] if each["act"] == "undone"}
    return any(e["act"] == "supplement_requested" and e["version"] not in undone for e in work["history"])


def conflict_of(scene: Scene, seen: int) -> TwoPeople:
    """`Hồ sơ vừa được Lê Thị Hằng chuyển lúc 08:40. Xem lại trước khi lưu.`"""
    since = tuple(entry for entry in log_of(scene.work, scene.names) if entry.version > seen)
    then = next((each for each in reversed(scene.work["history"]) if each["version"] <= seen), None)
    last = log_of(scene.work, scene.names)[0]
    told = _("Hồ sơ vừa được {who} {act} lúc {at}. Xem lại trước khi lưu.")
    words = act_name(scene.work["history"][-1]["act"])
    when = clock(last.at)
    return TwoPeople(
        sentence=told.format(who=last.who, act=words[:1].lower() + words[1:], at=when),
        since=since,
        state_then=sentence(STATE_NAMES[then["to_state"]]) if then else "",
        state_now=sentence(scene.work["state_name"]),
    )
