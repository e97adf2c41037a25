"""Rankings, the index of QĐ 766 and satisfaction."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients.insight import costly_dossiers, index_of, ranking_of, satisfaction_of, votes_behind
from services.desk.dependencies import Visiting
from services.desk.pages.monitoring.looking import Viewed, look, names_for
from services.desk.pages.monitoring.tabled import Box, Tabled, draw_tables
from services.desk.presenters.monitoring.dossiers import codes_of
from services.desk.presenters.monitoring.standings import (
    INDEX,
    RANKED_BY,
    VOTES,
    costly_table,
    index_tables,
    ranking_tables,
    vote_rows,
    votes_tables,
)
from services.desk.presenters.monitoring.view import LEVELS
from services.desk.texts import _
from shared.errors import Refusal

router = APIRouter()
RANKING = "/giam-sat/xep-hang"
Cursor = Annotated[str | None, Query(max_length=400)]
_BELOW = {"nation": "province", "province": "commune", "district": "commune"}


@router.get(RANKING)
async def ranking(
    visit: Visiting,
    view: Viewed,
    by: Annotated[str, Query(alias="theo", max_length=20)] = "on_time",
    minimum: Annotated[int, Query(alias="it-nhat", ge=1, le=1_000_000)] = 30,
) -> Response:
    """Beside each rate where the true one may lie: small units are not shamed by chance."""
    looked = await look(visit, view)
    level = view.level or _BELOW.get(looked.office["level"], "commune")
    chosen = by if by in dict(RANKED_BY) else "on_time"
    told = await ranking_of(visit.stats, view.office, looked.period, level, chosen, minimum)
    names = await names_for(visit, looked, set(), set())
    boxes = [
        Box("cap", _("Cấp"), level, [(value, _(words)) for value, words in LEVELS.items()]),
        Box("theo", _("Xếp theo"), chosen, [(value, _(words)) for value, words in RANKED_BY]),
        Box("it-nhat", _("Ít nhất bao nhiêu hồ sơ"), str(minimum)),
    ]
    return draw_tables(
        visit, looked, names, Tabled(_("Xếp hạng"), RANKING, ranking_tables(view, told, chosen), boxes=boxes)
    )


@router.get(INDEX)
async def index(visit: Visiting, view: Viewed) -> Response:
    """Points are told where they are known; what has no source is neither full nor nothing."""
    looked = await look(visit, view)
    names = await names_for(visit, looked, set(), set())
    try:
        told = await index_of(visit.stats, view.office, looked.period)
    except Refusal as refusal:
        return draw_tables(visit, looked, names, Tabled(_("Chỉ số 766"), INDEX, [], fault=refusal.message))
    total = told["total"]
    lead = _("{points} điểm; cao nhất có thể {highest}; chưa có nguồn cho {unknown} điểm").format(
        points=str(total["points"]).replace(".", ","),
        highest=str(total["highest"]).replace(".", ","),
        unknown=total["unknown"],
    )
    return draw_tables(visit, looked, names, Tabled(_("Chỉ số 766"), INDEX, index_tables(view, told), lead))


@router.get(f"{INDEX}/{{item}}")
async def index_dossiers(
    visit: Visiting, view: Viewed, item: Annotated[str, Path(pattern=r"^[0-9a-z.]{1,10}$")], cursor: Cursor = None
) -> Response:
    looked = await look(visit, view)
    told = await costly_dossiers(visit.stats, view.office, looked.period, item, cursor)
    names = await names_for(visit, looked, *codes_of(told["items"]))
    more = view.address(f"{INDEX}/{item}", cursor=told["next"]) if told["next"] else ""
    trail = [(_("Chỉ số 766"), view.address(INDEX))]
    title = _("Hồ sơ làm mất điểm tiêu chí {item}").format(item=item)
    table = costly_table(view, told, names, more)
    return draw_tables(visit, looked, names, Tabled(title, INDEX, [table], trail=trail, has_form=False))


@router.get(VOTES)
async def satisfaction(visit: Visiting, view: Viewed) -> Response:
    looked = await look(visit, view)
    told = await satisfaction_of(visit.stats, view.office, looked.period, "office")
    names = await names_for(visit, looked, set(), set())
    return draw_tables(visit, looked, names, Tabled(_("Mức độ hài lòng"), VOTES, votes_tables(view, told)))


@router.get(f"{VOTES}/phieu")
async def votes(
    visit: Visiting,
    view: Viewed,
    verdict: Annotated[str | None, Query(alias="loai", max_length=20)] = None,
    oddity: Annotated[str | None, Query(alias="dau-hieu", max_length=40)] = None,
    cursor: Cursor = None,
) -> Response:
    """Votes with their dossiers; nobody's name."""
    looked = await look(visit, view)
    asked = {"verdict": verdict, "oddity": oddity}
    told = await votes_behind(visit.stats, view.office, looked.period, asked, cursor)
    offices = {vote["office"] for vote in told["items"] if vote["office"]}
    procedures = {vote["procedure"] for vote in told["items"] if vote["procedure"]}
    names = await names_for(visit, looked, offices, procedures)
    more = view.address(f"{VOTES}/phieu", loai=verdict, dau_hieu=oddity, cursor=told["next"]) if told["next"] else ""
    trail = [(_("Mức độ hài lòng"), view.address(VOTES))]
    table = vote_rows(view, told, names, more)
    return draw_tables(visit, looked, names, Tabled(_("Phiếu đánh giá"), VOTES, [table], trail=trail, has_form=False))
