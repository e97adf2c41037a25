"""Draws a page of plain tables: every such page has the same head, the same filters and the same end."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from services.desk.clients.monitoring import Names
from services.desk.dependencies import Visit
from services.desk.pages.monitoring.looking import Looked, crumbs_of, days_typed
from services.desk.presenters.monitoring.period import choices_of
from services.desk.presenters.monitoring.tables import Table


@dataclass(frozen=True, slots=True)
class Box:
    """One more thing to choose or to type."""

    name: str
    label: str
    value: str
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Tabled:
    """`room` is the entry of the tabs; a page below it has its own `trail`."""

    title: str
    room: str
    tables: Sequence[Table]
    lead: str = ""
    boxes: Sequence[Box] = ()
    notes: Sequence[str] = ()
    trail: Sequence[tuple[str, str]] = ()
    fault: str = ""
    is_of_period: bool = True
    has_form: bool = True


def draw_tables(visit: Visit, looked: Looked, names: Names, page: Tabled) -> Response:
    return visit.page(
        "monitoring/tables.html",
        **{**days_typed(visit), **({"status": 422} if page.fault else {})},
        view=looked.view,
        office=looked.office,
        period=looked.period,
        period_words=looked.period_words if page.is_of_period else "",
        periods=choices_of(looked.period["this_month"], looked.period["name"]),
        crumbs=crumbs_of(visit, looked, names),
        trail=[*page.trail, (page.title, "")],
        title=page.title,
        room=page.room,
        place=page.room,
        asked=page.has_form,
        boxes=page.boxes,
        fault=page.fault,
        lead=page.lead,
        tables=page.tables,
        notes=page.notes,
    )
