"""The lists of open steps: which there are, what of them is asked for, and how one is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.responses import Response

from services.desk.clients.worklists import worklist_of
from services.desk.dependencies import Visit
from services.desk.presenters.work import heaps_of, must_of, nothing_due, tabs_of
from services.desk.presenters.work_filter import WorkFilter
from services.desk.texts import N_, _
from shared.contracts.states import STATE_NAMES

_LIMIT = 100
MOST = 50
Short = Annotated[str, Query(max_length=120)]


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """One list: its page, where processing has it, and what is always asked there."""

    address: str
    path: str
    title: str
    empty: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    holders: bool = False

    def asks(self, chosen: WorkFilter) -> dict[str, Any]:
        return chosen.asked() | dict(self.asked)


MINE = WorkPlace("/viec-cua-toi", "/worklists/mine", N_("Việc của tôi"), N_("Không có việc nào đang giao cho anh/chị."))
UNIT = WorkPlace(
    "/viec-don-vi", "/worklists/unit", N_("Việc của đơn vị"), N_("Đơn vị không có việc nào đang mở."), holders=True
)
TO_SIGN = WorkPlace(
    "/cho-ky",
    "/worklists/unit",
    N_("Chờ ký"),
    N_("Không có hồ sơ nào chờ ký."),
    {"role": "leader", "for_me": "true"},
    holders=True,
)


async def _filter(
    nhom: Short = "",
    buoc: Short = "",
    state: Annotated[str, Query(alias="trang-thai", max_length=40)] = "",
    procedure: Annotated[str, Query(alias="thu-tuc", max_length=60)] = "",
    office: Annotated[str, Query(alias="don-vi", max_length=60)] = "",
    nguoi: Short = "",
    unassigned: Annotated[str, Query(alias="chua-giao", max_length=1)] = "",
) -> WorkFilter:
    return WorkFilter(nhom, buoc.strip(), state, procedure.strip(), office, nguoi.strip(), unassigned == "1")


Filtered = Annotated[WorkFilter, Depends(_filter)]


async def draw_list(
    visit: Visit, place: WorkPlace, chosen: WorkFilter, cursor: str | None, status: int = 200, **more: Any
) -> Response:
    """Groups with their rows; a page of one hundred."""
    work = await worklist_of(
        visit.intake, visit.processing, place.path, place.asks(chosen), chosen.groups, cursor, _LIMIT
    )
    is_whole = work.next is None and cursor is None
    counts = work.counts
    return visit.page(
        "work.html",
        status,
        place=place,
        chosen=chosen,
        tabs=tabs_of(place.address, chosen, counts),
        heaps=heaps_of(place.address, chosen, work, is_whole=is_whole, of_unit=place is UNIT),
        must=must_of(counts),
        must_at=place.address + chosen.within("phai-xong").query(),
        shown=sum(counts["group"].get(name, 0) for name in chosen.groups) if chosen.groups else counts["total"],
        nothing_due=nothing_due(work) if chosen == WorkFilter() and cursor is None else "",
        stages=sorted(counts["stage"]),
        states=[(state, STATE_NAMES[state]) for state in sorted(counts["state"])],
        holders=sorted(counts["assignee"].items()),
        next=work.next,
        **({"problems": [], "typed": {}, "gives": False, "empty": _(place.empty)} | more),
    )
