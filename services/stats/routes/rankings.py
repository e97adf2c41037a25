"""Rankings of the offices of a level: only above a minimum volume, with the counts beside the place."""

from typing import Annotated, Any

from fastapi import Query, Response

from services.stats.dependencies import Asked, CompleteTo, KnownTags, is_known
from services.stats.domain.ranking import RankedBy
from services.stats.routes.figures import figure_headers
from services.stats.schemas.rankings import RankingOut
from services.stats.usecases.rank_offices import rank_offices
from shared.contracts.terms import Level
from shared.web.app import make_router
from shared.web.transaction import Reading

# Below 30 dossiers a single one moves the rate by more than three points.
_USUAL_MINIMUM = 30

router = make_router("rankings")


@router.get(
    "/rankings",
    summary="Xếp hạng các đơn vị cùng cấp",
    response_model=RankingOut,
    responses={304: {"description": "Không đổi so với `ETag` đã gửi"}},
)
async def read_ranking(
    question: Asked,
    complete_to: CompleteTo,
    known: KnownTags,
    connection: Reading,
    response: Response,
    level: Annotated[Level, Query(description="Cấp của các đơn vị được so sánh")],
    by: Annotated[RankedBy, Query(description="Xếp theo tỷ lệ nào")] = RankedBy.ON_TIME,
    minimum: Annotated[
        int, Query(ge=1, le=1_000_000, description="Số hồ sơ tối thiểu ở mẫu số thì mới xếp hạng")
    ] = _USUAL_MINIMUM,
) -> Any:
    """`on_time`, `late`: of resolved; `overdue`: of open at the end of the period; `online_share`: of received.

    Equal rates share a place. Wilson's interval stands beside each rate, so that no small unit is shamed (or praised)
    by chance: where it is `within`, the counts do not tell the office from the whole.

    Refuses: office_not_found (also: out of reach), period_reversed, role_not_allowed (403).
    """
    headers = figure_headers(question.tag, complete_to.position)
    if is_known(question.tag, known):
        return Response(status_code=304, headers=headers)
    ranking = await rank_offices(connection, question, level, by, minimum)
    response.headers.update(headers)
    return RankingOut.of(question, ranking, complete_to, level=level, by=by, minimum=minimum)
