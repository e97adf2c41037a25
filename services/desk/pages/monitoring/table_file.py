"""The table of the board as a plain list: CSV that Excel opens, UTF-8 with its mark."""

import csv
import io
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.monitoring import figures_of
from services.desk.dependencies import Visiting
from services.desk.pages.monitoring.looking import Viewed, look, names_for
from services.desk.presenters.monitoring import parts
from services.desk.presenters.monitoring.measures import NAMES
from services.desk.texts import _

router = APIRouter()
_COLUMNS = ("received", "resolved", "early", "on_time", "late", "in_term", "overdue", "waiting")


@router.get("/giam-sat/bang.csv")
async def table(
    visit: Visiting, view: Viewed, by: Annotated[str | None, Query(alias="theo", max_length=10)] = None
) -> Response:
    looked = await look(visit, view)
    chosen = by if by in parts.BY and parts.is_possible(view, by) else parts.usual_by(view, looked.office["level"])
    told = await figures_of(visit.stats, view.office, looked.period, view.only, parts.BY[chosen])
    items = told["breakdown"]["items"]
    procedures = {part["key"] for part in items} if chosen == "thu-tuc" else set()
    names = await names_for(visit, looked, set(), procedures)
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow([_("Mã"), _(parts.TITLES[chosen]), *(_(NAMES[name]) for name in _COLUMNS), _("Đúng hạn (%)")])
    for part in items:
        figures = part["figures"]
        rate = part["rates"]["on_time"]["percent"]
        sheet.writerow([part["key"], parts.name_of(chosen, part, names), *(figures[name] for name in _COLUMNS), rate])
    name = f"so-lieu-{view.office}-{looked.period['from']}-{looked.period['to']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)
