"""The scores of TT 01/2018: of an agency, of its officers, and what is stated for them."""

from services.stats.dependencies import Asked, CompleteTo, InputStater, Now, OfficerJudge
from services.stats.domain.indices.criteria import in_force
from services.stats.reference.criteria import index_tt01
from services.stats.schemas.index_766 import StatementOut
from services.stats.schemas.scores import OfficerScoresOut, ScoreIn, ScoresOut
from services.stats.schemas.statements import StatementsOut
from services.stats.usecases.indices.list_statements import list_statements
from services.stats.usecases.indices.state_score import state_score
from services.stats.usecases.indices.tell_officers import tell_officers
from services.stats.usecases.indices.tell_scores import tell_scores
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("indices")


@router.get("/index/tt01", summary="Điểm theo Thông tư 01/2018 của một cơ quan trong một kỳ")
async def read_scores(question: Asked, complete_to: CompleteTo, connection: Reading) -> ScoresOut:
    """Nine scores of 0 to 2: 1 to 4 and 7 are means of the dossiers that ended, with one decimal; the others are the
    agency's. A quarter is 15/12–14/3 and so on, a year 15/12–14/12, but any period may be asked.

    What the suite does not know is null until stated; the grade is given once it cannot change any more.

    Refuses: criteria_not_in_force, office_not_found, period_reversed, answer_too_large (over two million dossiers),
    role_not_allowed.
    """
    return ScoresOut.of(question, await tell_scores(connection, question), complete_to)


@router.post("/index/tt01/inputs", status_code=201, summary="Khai điểm cho một tiêu chí")
async def state(body: ScoreIn, caller: InputStater, connection: Transaction, now: Now) -> StatementOut:
    """Kept for ever with who said it; the newest of an item, office and period holds, where the suite has no own score.

    Refuses: item_not_known, criteria_not_in_force, period_reversed, office_not_found, role_not_allowed.
    """
    return StatementOut.model_validate(await state_score(connection, caller, body.as_said(), now))


@router.get("/index/tt01/inputs", summary="Mọi điểm đã khai cho cơ quan và kỳ này")
async def read_inputs(question: Asked, connection: Reading) -> StatementsOut:
    """Oldest first, also what no longer holds. Refuses: criteria_not_in_force, office_not_found."""
    criteria = in_force(index_tt01(), question.period.to_on).criteria
    stated = await list_statements(connection, question, criteria)
    return StatementsOut(items=[StatementOut.model_validate(each) for each in stated])


@router.get("/index/tt01/officers", summary="Điểm của từng cán bộ theo Thông tư 01/2018")
async def read_officers(
    question: Asked, _: OfficerJudge, connection: Reading, limit: PageSize = 50, cursor: Cursor = None
) -> OfficerScoresOut:
    """By account, for leaders only: steps done by the account at the offices asked, on dossiers that ended.

    Refuses: role_not_allowed, criteria_not_in_force, office_not_found, cursor_not_valid.
    """
    after = _place(cursor) if cursor else None
    criteria, found = await tell_officers(connection, question, after, limit + 1)
    page = found[:limit]
    more = write_cursor(page[-1].officer) if len(found) > limit else None
    return OfficerScoresOut.of_page(question, criteria, page, more)


def _place(cursor: str) -> str:
    (officer,) = read_cursor(cursor, 1)
    if not isinstance(officer, str) or not officer.isprintable():
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu")
    return officer
