"""Official forms for a period: on the screen with every cell a link, and as files."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import RedirectResponse, Response

from services.desk.clients.reports import closings_of, forms_of, report_file, report_of
from services.desk.dependencies import SEE_OTHER, Visiting
from services.desk.pages.monitoring.files import passed_on
from services.desk.pages.monitoring.looking import Looked, Viewed, crumbs_of, days_typed, look, names_for
from services.desk.presenters.monitoring.period import choices_of
from services.desk.presenters.monitoring.report import checks_of, head_of, lines_of, rows_asked
from services.desk.texts import N_, _

router = APIRouter()
FormName = Annotated[str, Path(max_length=20, pattern=r"^[A-Za-z0-9.\-]+$")]
RowsName = Annotated[str | None, Query(alias="dong", max_length=20)]
ROWS = (
    ("cap-linh-vuc", N_("Theo cấp và lĩnh vực")),
    ("cap", N_("Theo cấp")),
    ("linh-vuc", N_("Theo lĩnh vực")),
    ("don-vi", N_("Theo đơn vị")),
)
FILES = (("xlsx", N_("Excel")), ("pdf", N_("PDF")), ("text", N_("Đoạn văn")))


@router.get("/giam-sat/bieu")
async def forms(view: Viewed) -> Response:
    return RedirectResponse(view.address("/giam-sat/bieu/II.06a"), SEE_OTHER)


@router.get("/giam-sat/bieu/{form}")
async def report(visit: Visiting, view: Viewed, form: FormName, rows: RowsName = None) -> Response:
    """Whole offices only: a form knows no level, field or channel of its own."""
    looked = await look(visit, view)
    told, known, closed = await asyncio.gather(
        report_of(visit.stats, form, view.office, span_of(looked), rows_asked(rows)),
        forms_of(visit.stats),
        closings_of(visit.stats, view.office),
    )
    names = await names_for(visit, looked, set(), set())
    return visit.page(
        "monitoring/report.html",
        **days_typed(visit),
        view=view,
        office=looked.office,
        period=looked.period,
        period_words=looked.period_words,
        periods=choices_of(looked.period["this_month"], looked.period["name"]),
        crumbs=crumbs_of(visit, looked, names),
        form=form,
        forms=list(dict.fromkeys(each["name"] for each in known)),
        told=told,
        head=head_of(told["form"]["columns"]),
        lines=lines_of(view, told),
        checks=checks_of(told),
        rows=rows or "cap-linh-vuc",
        row_choices=[(name, _(words)) for name, words in ROWS],
        files=[(kind, _(words)) for kind, words in FILES],
        closings=[each for each in closed["items"] if _is_of(each, looked)],
    )


def span_of(looked: Looked) -> dict[str, str | None]:
    return {"from": looked.period["from"], "to": looked.period["to"]}


def _is_of(closing: Mapping[str, Any], looked: Looked) -> bool:
    return closing["office"] == looked.view.office and dict(closing["period"]) == span_of(looked)


@router.get("/giam-sat/tai/{form}.{kind}")
async def download(
    visit: Visiting,
    view: Viewed,
    form: FormName,
    kind: Annotated[str, Path(pattern="^(xlsx|pdf|text)$")],
    rows: RowsName = None,
) -> Response:
    span = span_of(await look(visit, view))
    return passed_on(await report_file(visit.stats, form, view.office, span, rows_asked(rows), kind))
