"""What every page of the monitoring centre begins with: what is looked at, by whom, in which period."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query

from services.desk.clients.monitoring import Names, names_of, office_of, period_of
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.dates import read_day
from services.desk.presenters.monitoring.period import words_of
from services.desk.presenters.monitoring.view import View
from services.desk.texts import _
from shared.callers import Role

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
WATCHERS = (Role.MONITOR, Role.LEADER)
Short = Annotated[str | None, Query(max_length=60)]
Long = Annotated[str | None, Query(max_length=300)]


async def _view(
    visit: Visiting,
    office: Annotated[Short, Query(alias="don-vi")] = None,
    period: Annotated[Short, Query(alias="ky")] = None,
    from_on: Annotated[Short, Query(alias="tu")] = None,
    to_on: Annotated[Short, Query(alias="den")] = None,
    level: Annotated[Short, Query(alias="cap")] = None,
    field: Annotated[Long, Query(alias="linh-vuc")] = None,
    channel: Annotated[Short, Query(alias="kenh")] = None,
    procedure: Annotated[Short, Query(alias="thu-tuc")] = None,
    shown: Annotated[Short, Query(alias="dang")] = None,
) -> View:
    """Without an office: the person's own. Days typed go before a period's name, unless days were shown before and a
    period was chosen then (`dang=ngay`)."""
    visit.must_be(*WATCHERS)
    own = office or visit.person.offices[0]
    is_chosen = bool(period) and shown == "ngay"
    typed = {} if is_chosen else {"tu": from_on or "", "den": to_on or ""}
    days = {name: _day(said) for name, said in typed.items()}
    visit.request.state.typed = {name: [said] for name, said in typed.items() if said}
    visit.request.state.problems = _problems(typed, days)
    is_read = bool(days.get("tu")) and not visit.request.state.problems
    first, last = (days["tu"], days["den"]) if is_read else (None, None)
    chosen = None if is_read else period or None
    return View(own, chosen, first, last, level or None, field or None, channel or None, procedure or None)


def _day(typed: str | None) -> str | None:
    """As ISO, from the address or as typed; None where it is no day."""
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed) if _ISO.fullmatch(typed) else read_day(typed)
    except ValueError:
        return None
    return day.isoformat() if day else None


def _problems(typed: Mapping[str, str], days: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Both days or none, the first not after the last; until then the page shows the period chosen by name."""
    if not any(typed.values()):
        return []
    wrong = [(name, _("Nhập ngày như 5/8/2026")) for name in typed if not days[name]]
    if not wrong and (days["tu"] or "") > (days["den"] or ""):
        return [("den", _("Nhập ngày cuối không trước ngày đầu"))]
    return wrong


Viewed = Annotated[View, Depends(_view)]


@dataclass(frozen=True, slots=True)
class Looked:
    """The office with those above it that the person may see, and the period with its days."""

    view: View
    office: Mapping[str, Any]
    period: Mapping[str, Any]

    @property
    def period_words(self) -> str:
        return words_of(self.period)


def days_typed(visit: Visit) -> dict[str, Any]:
    """For the boxes of days: what was typed, and what is wrong with it."""
    state = visit.request.state
    return {"problems": state.problems, "typed": state.typed, "status": 422 if state.problems else 200}


async def look(visit: Visit, view: View) -> Looked:
    office, period = await asyncio.gather(
        office_of(visit.intake, view.office), period_of(visit.stats, view.period_asked)
    )
    return Looked(view, office, period)


def above(visit: Visit, looked: Looked) -> list[str]:
    """From the highest office in the person's reach down to the one looked at."""
    path: list[str] = list(looked.office["path"])
    first = min((path.index(code) for code in visit.person.offices if code in path), default=len(path) - 1)
    return path[first:]


def crumbs_of(visit: Visit, looked: Looked, names: Names) -> list[tuple[str, str]]:
    """The way from above to here; every step keeps period and filters."""
    return [(names.office(code), looked.view.of_office(code).address()) for code in above(visit, looked)]


async def names_for(visit: Visit, looked: Looked, offices: set[str], procedures: set[str]) -> Names:
    """Those of the page, of the way to it, and of the filters."""
    own = {looked.view.procedure} if looked.view.procedure else set()
    return await names_of(visit.intake, {*above(visit, looked), *offices}, {*procedures, *own})
