"""The strip above a dossier: state, due badge, who has it since when, and what is done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.clients.deeds import DEEDS, NEXT
from services.desk.presenters.badge import NO_BADGE, Badge, badge_of
from services.desk.presenters.names import Names
from services.desk.texts import _

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that may be done now: at once by a button, or on its own page."""

    segment: str
    words: str
    basis: str
    form: str | None
    limits: tuple[str, ...]

    @property
    def is_quick(self) -> bool:
        return DEEDS[self.segment].is_quick

    @property
    def is_grave(self) -> bool:
        return bool(DEEDS[self.segment].consequence)

    @property
    def must_say_why(self) -> bool:
        return "reason" in self.limits


@dataclass(frozen=True, slots=True)
class Strip:
    """What is seen of a dossier wherever one scrolls."""

    code: str
    procedure: str
    applicant: str
    state: str
    badge: Badge
    outcome: str
    due_at: str | None
    holder: str
    since: str | None
    version: int
    next: Offer | None
    others: tuple[Offer, ...]
    is_over: bool = False


def offers_of(work: Json) -> tuple[Offer, ...]:
    """What processing allows this person now, in its order."""
    return tuple(_offer(act) for act in work["allowed_acts"] if _segment(act) in DEEDS)


def _segment(act: Json) -> str:
    return str(act["href"]).rpartition("/")[2]


def _offer(act: Json) -> Offer:
    return Offer(_segment(act), sentence(act["name"]), act["basis"], act["form"], tuple(act["limits"]))


def sentence(words: str) -> str:
    """With a capital at its beginning."""
    return words[:1].upper() + words[1:]


def next_of(work: Json, offers: tuple[Offer, ...]) -> Offer | None:
    """At the last stage the result itself comes next, not one more step."""
    passed = "pass-on" if is_last_stage(work) and any(offer.segment == "finish" for offer in offers) else ""
    wanted = [name for name in NEXT if name != passed]
    return next((offer for name in wanted for offer in offers if offer.segment == name), None)


def is_last_stage(work: Json) -> bool:
    """Nothing of the route is ahead, and nothing runs beside."""
    running = [step for step in work["steps"] if step["end"] is None and step["kind"] == "stage"]
    return not work["to_come"] and len(running) <= 1


def strip_of(work: Json, taken: Json | None, names: Names) -> Strip:
    standing, offers = work["standing"], offers_of(work)
    first = next_of(work, offers)
    holder, since = holder_of(work, names)
    waiting = next((wait["from_at"] for wait in standing["waits"] if wait["until_at"] is None), None)
    return Strip(
        code=work["code"],
        procedure=taken["procedure_name"] if taken else standing["procedure"],
        applicant=(taken["applicant"] or {}).get("name", "") if taken else "",
        state=sentence(work["state_name"]),
        badge=badge_of(work["remaining"], work["due"]["due_at"], waiting) if work["remaining"] else NO_BADGE,
        outcome=outcome_words(work),
        due_at=work["due"]["due_at"],
        holder=holder,
        since=since,
        version=work["version"],
        next=first,
        others=tuple(offer for offer in offers if offer is not first),
        is_over=bool(standing["ended_at"]) and work["state"] not in {"ready", "refused"},
    )


def outcome_words(work: Json) -> str:
    """`Xong trước hạn 2 ngày`; nothing while it is open, or where it had no due date."""
    ended = work["came_out"]
    if ended is None or work["standing"]["outcome"] not in {"result", "refusal"}:
        return ""
    if ended["urgency"] == "overdue":
        return _("Xong quá hạn {n}").format(n=_amount(ended, ended["over"] or 0))
    if ended["urgency"] == "in_term":
        return _("Xong trước hạn {n}").format(n=_amount(ended, ended["left"] or 0))
    return _("Xong đúng hạn") if ended["urgency"] == "due_today" else ""


def _amount(told: Json, count: int) -> str:
    if told["counts_by"] == "hour":
        return _("{n} giờ").format(n=max(1, count // 60))
    return _("{n} ngày").format(n=max(1, count))


def holder_of(work: Json, names: Names) -> tuple[str, str | None]:
    """Who has it, since when: an open step's person or office, the citizen who is awaited, or the shelf."""
    standing = work["standing"]
    if standing["returned_at"]:
        return _("Người nộp đã nhận"), standing["returned_at"]
    if work["state"] in {"ready", "refused"}:
        desk = names.office(standing["desk"])
        return _("{desk}, chờ trả").format(desk=desk), standing["ended_at"]
    if standing["ended_at"]:
        return _("Đã đóng"), standing["ended_at"]
    return _open_holder(work, names)


def _open_holder(work: Json, names: Names) -> tuple[str, str | None]:
    standing = work["standing"]
    wait = next((wait for wait in standing["waits"] if wait["until_at"] is None), None)
    if wait:
        return _("Người nộp"), wait["from_at"]
    steps = [step for step in work["steps"] if step["end"] is None]
    if steps:
        who = [names.person(step["assignee"]) or names.office(step["office"]) for step in steps]
        return ", ".join(dict.fromkeys(who)), min(step["begun_at"] for step in steps)
    last = work["history"][-1]
    return names.office(standing["office"]), last["happened_at"]
