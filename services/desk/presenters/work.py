"""Open steps as they are shown: groups with their counts, and a row a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from services.desk.clients.worklists import Step, Worklist
from services.desk.presenters.badge import Badge, badge_of
from services.desk.presenters.queue import name_of
from services.desk.presenters.work_filter import GROUPS, MUST, WorkFilter
from services.desk.presenters.written import at, day
from services.desk.texts import _


@dataclass(frozen=True, slots=True)
class WorkRow:
    """The time left for the step first, for the dossier second. `tick` is what its box sends; empty: no box."""

    address: str
    own: Badge
    whole: Badge
    code: str
    verb: str
    applicant: str
    procedure: str
    from_whom: str
    note: str
    holder: str
    tick: str


@dataclass(frozen=True, slots=True)
class Heap:
    """A group with the rows of it on this page; `more` are on no page yet shown."""

    title: str
    address: str
    count: int
    rows: Sequence[WorkRow]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def must_of(counts: Mapping[str, Any]) -> int:
    """What has to be done today: the late ones and those due today."""
    return sum(int(counts["group"].get(group, 0)) for group in MUST)


def tabs_of(place: str, chosen: WorkFilter, counts: Mapping[str, Any]) -> list[tuple[str, str, int, bool, str]]:
    """For the macro `tabs`: all, then group by group, Alt and a digit each."""
    whole = (f"{place}{chosen.within('').query()}", _("Tất cả"), counts["total"], not chosen.groups, "Alt+1")
    groups = [
        (f"{place}{chosen.within(key).query()}", _(title), _count(counts, names), chosen.group == key, f"Alt+{number}")
        for number, (key, (title, names)) in enumerate(GROUPS.items(), start=2)
    ]
    return [whole, *groups]


def heaps_of(place: str, chosen: WorkFilter, work: Worklist, *, is_whole: bool, of_unit: bool) -> list[Heap]:
    """In the order of urgency, without empty ones; `is_whole`: the page has everything there is."""
    rows = rows_of(place, chosen, work, of_unit=of_unit)
    heaps = []
    for key, (title, names) in GROUPS.items():
        mine = [row for step, row in zip(work.steps, rows, strict=True) if step["group"] in names]
        if mine:
            count = len(mine) if is_whole else _count(work.counts, names)
            heaps.append(Heap(_(title), f"{place}{chosen.within(key).query()}", count, mine))
    return heaps


def rows_of(place: str, chosen: WorkFilter, work: Worklist, *, of_unit: bool) -> list[WorkRow]:
    """Each leads on to the one below it, so that a list is worked through without coming back."""
    codes = list(dict.fromkeys(step["code"] for step in in_order(work.steps)))
    below = dict(pairwise(codes))
    return [
        replace(
            _row(step, work.lines.get(step["dossier"])),
            address=address_of(place, chosen, step["code"], below.get(step["code"], "")),
            tick=_tick(step) if of_unit or _is_simple(step) else "",
        )
        for step in work.steps
    ]


def in_order(steps: Sequence[Step]) -> list[Step]:
    """By group, then as they came: by due date."""
    return sorted(steps, key=_rank)


def _rank(step: Step) -> int:
    return next(n for n, (_title, names) in enumerate(GROUPS.values()) if step["group"] in names)


def _row(step: Step, line: Mapping[str, Any] | None) -> WorkRow:
    return WorkRow(
        address="",
        own=_own_badge(step),
        whole=badge_of(step["dossier_remaining"], step["dossier_due_at"]),
        code=step["code"],
        verb=step["name"],
        applicant=name_of(line),
        procedure=line["procedure_name"] if line else step["procedure"],
        from_whom=step["from_name"] or step["from_whom"] or "",
        note=step["note"] or "",
        holder=step["assignee_name"] or step["assignee"] or "",
        tick="",
    )


def address_of(place: str, chosen: WorkFilter, code: str, following: str) -> str:
    """The dossier's page, with the way to the next of the list."""
    query = chosen.query()
    onward = f"{place}/tiep{query}{'&' if query else '?'}toi={following}" if following else place + query
    return f"/ho-so/{code}?tiep={quote(onward, safe='/')}"


def _own_badge(step: Step) -> Badge:
    badge = badge_of(step["remaining"], step["due_at"])
    return replace(badge, hint=_("Hạn của bước {when}").format(when=at(step["due_at"]))) if step["due_at"] else badge


def _is_simple(step: Step) -> bool:
    """Only stages can be done many at once, and none that waits for others; any open step can be given to somebody."""
    return step["kind"] == "stage" and not step["waits_on"]


def _tick(step: Step) -> str:
    return f"{step['code']}|{step['version']}|{step['number']}|{'cuoi' if step['is_last'] else 'giua'}"


def _count(counts: Mapping[str, Any], names: Sequence[str]) -> int:
    return sum(int(counts["group"].get(name, 0)) for name in names)


def nothing_due(work: Worklist) -> str:
    """What comes next, where nothing is due: "Hết việc đến hạn. 6 hồ sơ còn hạn từ 24/07."."""
    if must_of(work.counts) or not work.counts["total"]:
        return ""
    left = _count(work.counts, ("soon", "later"))
    first = min((step["due_on"] for step in work.steps if step["due_on"] and not step["waits_on"]), default=None)
    if not left or first is None:
        waiting = _count(work.counts, ("waiting",))
        return _("Hết việc đến hạn. {n} hồ sơ đang chờ người khác.").format(n=waiting)
    return _("Hết việc đến hạn. {n} hồ sơ còn hạn từ {day}.").format(n=left, day=day(first)[:5])
