"""The days off and make-up Saturdays of a year with their papers, and a due date with its story."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.dependencies import Visiting
from services.desk.forms.due import UNITS, read_due
from services.desk.presenters.monitoring.what_if import CALENDAR
from services.desk.texts import _
from shared.callers import Role
from shared.worktime import Unit, day_in_words, due_in_words, legal_day, national_calendar

router = APIRouter()
PLACE = "/quan-tri/lich"


@router.get(PLACE)
async def show(visit: Visiting, nam: Annotated[int | None, Query(ge=1900, le=2999)] = None) -> Response:
    """The asked query is drawn again with its answer: a due date can be mailed as an address."""
    calendar = national_calendar()
    year = min(max(nam or legal_day(visit.desk.clock.now()).year, calendar.first_year), calendar.last_year)
    typed = {name: visit.request.query_params.getlist(name) for name in visit.request.query_params}
    deadline, problems = read_due(typed) if "nhan" in typed else (None, [])
    return visit.page(
        "administration/calendar.html",
        422 if problems else 200,
        year=year,
        years=range(calendar.first_year, calendar.last_year + 1),
        days=_days_of(year),
        units=[(unit.value, _(words)) for unit, words in UNITS.items()],
        usual=Unit.WORKING_DAY.value,
        deadline=deadline,
        due=due_in_words(deadline) if deadline else "",
        day_in_words=day_in_words,
        typed=typed,
        problems=problems,
        what_if=CALENDAR,
        may_ask=visit.person.has(Role.MONITOR, Role.LEADER),
    )


def _days_of(year: int) -> list[dict[str, Any]]:
    """In order: off, worked in place of another day, or not settled by any paper yet."""
    calendar = national_calendar()
    kinds = ((calendar.days_off, _("Nghỉ")), (calendar.make_up_days, _("Làm bù")))
    found: dict[date, dict[str, Any]] = {
        day: {"day": day, "kind": kind, "name": named.name, "paper": named.paper}
        for days, kind in kinds
        for day, named in days.items()
        if day.year == year
    }
    for day, named in calendar.uncertain_days.items():
        if day.year == year:
            taken = _("tạm tính là nghỉ") if calendar.why_off(day) else _("tạm tính là ngày làm việc")
            found[day] = {"day": day, "kind": _("Chưa chắc chắn, {taken}").format(taken=taken), "name": named.name}
            found[day]["paper"] = named.paper
    return [found[day] for day in sorted(found)]
