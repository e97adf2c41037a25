"""Alerts: units over the threshold or silent, dossiers late for long, clocks that stand, papers asked for twice."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients.insight import alerts_of, open_dossiers
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.monitoring.looking import Viewed, look, names_for
from services.desk.pages.monitoring.tabled import Box, Tabled, draw_tables
from services.desk.presenters.monitoring.alerts import (
    LATE_DAYS,
    PLACE,
    THRESHOLD,
    WAIT_DAYS,
    open_table,
    over_threshold,
    silent_table,
    summary_of,
    units_table,
)
from services.desk.presenters.monitoring.dossiers import codes_of
from services.desk.presenters.monitoring.tables import Table
from services.desk.presenters.monitoring.view import View
from services.desk.texts import _
from shared.worktime import legal_day

router = APIRouter()
_SHARES = ("1", "2", "5", "10")


@router.get(PLACE)
async def alerts(
    visit: Visiting, view: Viewed, threshold: Annotated[int, Query(alias="nguong", ge=0, le=100)] = THRESHOLD
) -> Response:
    looked = await look(visit, view)
    late_before, waits_before = _days_before(visit, LATE_DAYS), _days_before(visit, WAIT_DAYS)
    asked = (visit.stats, visit.processing, view.office, looked.period, late_before, waits_before)
    units, silent, oddities, late, waiting = await alerts_of(*asked)
    over = over_threshold(units["breakdown"]["items"], threshold)
    tables = [
        summary_of(view, oddities, late["total"], waiting["total"], len(over), len(silent["items"]), threshold),
        units_table(view, over, threshold),
        silent_table(view, silent),
    ]
    chosen = [(each, f"{each}%") for each in dict.fromkeys([*_SHARES, str(threshold)])]
    boxes = [Box("nguong", _("Ngưỡng quá hạn"), str(threshold), chosen)]
    names = await names_for(visit, looked, set(), set())
    return draw_tables(visit, looked, names, Tabled(_("Cảnh báo"), PLACE, tables, boxes=boxes))


def _days_before(visit: Visit, days: int) -> date:
    return legal_day(visit.desk.clock.now()) - timedelta(days=days)


@router.get(f"{PLACE}/{{kind}}")
async def alert_dossiers(
    visit: Visiting,
    view: Viewed,
    kind: Annotated[str, Path(pattern="^(qua-han|dung-gio)$")],
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """As long as the number on the page of alerts, at the moment that it says."""
    looked = await look(visit, view)
    urgency, limits, title = _asked(visit, kind)
    page, counts = await open_dossiers(visit.processing, view.office, urgency, limits, cursor)
    names = await names_for(visit, looked, *codes_of(page["dossiers"]))
    more = view.address(f"{PLACE}/{kind}", cursor=page["next"]) if page["next"] else ""
    table = open_table(view, page, counts["total"], names, title, more)
    return draw_tables(visit, looked, names, _below(view, title, table))


def _asked(visit: Visit, kind: str) -> tuple[str, dict[str, str], str]:
    if kind == "qua-han":
        limits = {"due_before": _days_before(visit, LATE_DAYS).isoformat()}
        return "overdue", limits, _("Hồ sơ quá hạn trên {n} ngày").format(n=LATE_DAYS)
    limits = {"waiting_before": _days_before(visit, WAIT_DAYS).isoformat()}
    return "waiting", limits, _("Dừng tính giờ trên {n} ngày").format(n=WAIT_DAYS)


def _below(view: View, title: str, table: Table) -> Tabled:
    trail = [(_("Cảnh báo"), view.address(PLACE))]
    return Tabled(title, PLACE, [table], trail=trail, is_of_period=False, has_form=False)
