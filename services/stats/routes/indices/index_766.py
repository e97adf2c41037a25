"""The index of QĐ 766: told, fed with what lies outside this suite, and opened to the dossiers that cost points."""

from typing import Annotated

from fastapi import Query

from services.stats.dependencies import Asked, CompleteTo, InputStater, Now
from services.stats.domain.indices.criteria import in_force
from services.stats.reference.criteria import index_766
from services.stats.routes.dossier_pages import place_of
from services.stats.schemas.figures import PeriodOut
from services.stats.schemas.index_766 import CostlyDossierOut, CostlyDossiersOut, IndexOut, StatementOut
from services.stats.schemas.statements import StatementIn, StatementsOut
from services.stats.usecases.indices.list_statements import list_statements
from services.stats.usecases.indices.open_item import open_item
from services.stats.usecases.indices.state_input import state_input
from services.stats.usecases.indices.tell_index_766 import tell_index_766
from shared.web.app import make_router
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("indices")
Item = Annotated[str, Query(min_length=1, max_length=20, pattern=r"^[A-Za-z0-9.]+$", description="Mã tiêu chí")]


@router.get("/index/766", summary="Bộ chỉ số 766 của một đơn vị trong một kỳ")
async def read_index(question: Asked, complete_to: CompleteTo, connection: Reading) -> IndexOut:
    """Every item with numerator, denominator, points and distance to full points, for the office and all below it.

    Points are ratio times maximum; with a threshold full from there on. What this suite cannot count takes stated
    counts, and has null points ("chưa có nguồn") until somebody states some: the total then lies between `points` and
    `highest`. Criteria hold by the last day of the period.

    Refuses: criteria_not_in_force, office_not_found, period_reversed, role_not_allowed.
    """
    return IndexOut.of(question, await tell_index_766(connection, question), complete_to)


@router.post("/index/766/inputs", status_code=201, summary="Khai số liệu cho một tiêu chí")
async def state(body: StatementIn, caller: InputStater, connection: Transaction, now: Now) -> StatementOut:
    """Kept for ever with who said it; the newest of an item, office and period holds.

    `kind=portal` states the portal's own points or counts: they are compared with ours and never counted;
    with `item=total` the points of the whole index.

    Refuses: item_not_known, criteria_not_in_force, counts_not_whole, counts_not_valid, counts_needed,
    points_over_maximum, nothing_stated, period_reversed, office_not_found, role_not_allowed.
    """
    return StatementOut.model_validate(await state_input(connection, caller, body.as_said(), now))


@router.get("/index/766/inputs", summary="Mọi số liệu đã khai cho đơn vị và kỳ này")
async def read_inputs(question: Asked, connection: Reading) -> StatementsOut:
    """Oldest first, also what no longer holds. Refuses: criteria_not_in_force, office_not_found."""
    criteria = in_force(index_766(), question.period.to_on).criteria
    stated = await list_statements(connection, question, criteria)
    return StatementsOut(items=[StatementOut.model_validate(each) for each in stated])


@router.get("/index/766/dossiers", summary="Hồ sơ làm mất điểm của một tiêu chí")
async def read_costly_dossiers(
    question: Asked, connection: Reading, item: Item, limit: PageSize = 50, cursor: Cursor = None
) -> CostlyDossiersOut:
    """For 2.1 those late by the index's reading, for 5.4 also those disliked or complained of, by acceptance.

    Refuses: item_not_known, item_has_no_dossiers, criteria_not_in_force, cursor_not_valid, office_not_found.
    """
    opened = await open_item(connection, question, item, place_of(cursor), limit)
    last = opened.dossiers[-1] if opened.has_more else None
    return CostlyDossiersOut(
        office=question.head.code,
        period=PeriodOut.model_validate(question.period),
        item=item,
        total=opened.total,
        items=[CostlyDossierOut.model_validate(dossier) for dossier in opened.dossiers],
        next=write_cursor(*last.place) if last else None,
    )
