"""PAR indices: criteria, scores, cards of units, all units beside each other, and what would gain most."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from services.stats.dependencies import FigureReader, Now, ParScorer, Publisher
from services.stats.domain.par.entry import Kind
from services.stats.queries.units import find_measured
from services.stats.repository.criteria_sets import CriteriaSets
from services.stats.repository.par_entries import ParEntries
from services.stats.schemas.par.cards import CardOut, IndexOut
from services.stats.schemas.par.criteria import CriteriaSetIn, CriteriaSetOut, Year
from services.stats.schemas.par.entries import EnteredOut, RankIn, ScoresIn, StoryOut, ToldOut
from services.stats.schemas.par.gains import GainsOut
from services.stats.usecases.compare_units import compare_units
from services.stats.usecases.enter_scores import enter_scores
from services.stats.usecases.find_gains import find_gains
from services.stats.usecases.publish_criteria import publish_criteria
from services.stats.usecases.state_rank import state_rank
from shared.contracts.terms import Level
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("par")
AskedSet = Annotated[UUID, Query(alias="criteria_set", description="Bộ tiêu chí")]
AskedYear = Annotated[Year, Query(description="Năm được chấm điểm")]
AskedKind = Annotated[Kind, Query(description="Điểm tự chấm hay điểm thẩm định")]


@router.post("/par/criteria-sets", status_code=201, response_model=CriteriaSetOut, summary="Ban hành bộ tiêu chí")
async def publish(caller: Publisher, connection: Transaction, now: Now, body: CriteriaSetIn, response: Response) -> Any:
    """Parts that are not known may be left out; unknown is never counted as 0. A changed set is published anew.

    Refuses `criteria_not_valid`, `office_not_found`.
    """
    published = body.as_published(now, caller.subject)
    await publish_criteria(connection, caller, published)
    response.headers["Location"] = f"/par/criteria-sets/{published.id}"
    return CriteriaSetOut.of(published)


@router.get("/par/criteria-sets", response_model=list[CriteriaSetOut], summary="Các bộ tiêu chí")
async def list_criteria_sets(
    caller: FigureReader,
    connection: Reading,
    office: Annotated[Code | None, Query(description="Cơ quan ban hành")] = None,
    level: Annotated[Level | None, Query(description="Cấp của đơn vị được chấm")] = None,
    year: Annotated[Year | None, Query(description="Áp dụng cho năm này")] = None,
    limit: PageSize = 50,
) -> Any:
    """Newest first: the first one of an office, level and year is the one that holds."""
    found = await CriteriaSets(connection).list(
        visible_to=caller.offices, office=office, level=level, year=year, limit=limit
    )
    return [CriteriaSetOut.of(each) for each in found]


@router.get("/par/criteria-sets/{set_id}", response_model=CriteriaSetOut, summary="Một bộ tiêu chí")
async def read_criteria_set(caller: FigureReader, connection: Reading, set_id: UUID) -> Any:
    """Refuses `criteria_set_not_found`."""
    return CriteriaSetOut.of(await CriteriaSets(connection).find(set_id, visible_to=caller.offices))


@router.post("/par/scores", status_code=201, response_model=EnteredOut, summary="Chấm điểm một đơn vị")
async def score_unit(caller: ParScorer, connection: Transaction, now: Now, body: ScoresIn) -> Any:
    """Added, never overwritten; the newest wins. Appraised points take the reach of the office of the set.

    Refuses `criteria_set_not_found`, `office_not_found`, `unit_not_in_set`, `year_outside_set`,
    `criterion_not_in_set`, `points_above_maximum`, `appraised_from_above`, `role_not_allowed`.
    """
    entries = [each.as_entry() for each in body.scores]
    await enter_scores(connection, caller, body.criteria_set, body.unit, body.year, body.kind, entries, now)
    return EnteredOut(entered=len(entries))


@router.get("/par/scores", response_model=StoryOut, summary="Lịch sử chấm điểm của một đơn vị")
async def read_story(
    caller: FigureReader,
    connection: Reading,
    criteria_set: AskedSet,
    unit: Annotated[Code, Query(description="Đơn vị được chấm")],
    year: Annotated[Year | None, Query(description="Chỉ một năm")] = None,
    criterion: Annotated[Code | None, Query(description="Chỉ một tiêu chí")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Who scored what, when and by which evidence. Refuses `criteria_set_not_found`, `office_not_found`."""
    criteria = await CriteriaSets(connection).find(criteria_set, visible_to=caller.offices)
    await find_measured(connection, unit, criteria, visible_to=caller.offices)
    before = _number(cursor) if cursor else None
    found = await ParEntries(connection).story(
        criteria_set, unit, year=year, criterion=criterion, before=before, limit=limit + 1
    )
    more = write_cursor(found[limit - 1].number) if len(found) > limit else None
    return StoryOut(items=[ToldOut.of(told) for told in found[:limit]], next=more)


@router.post("/par/ranks", status_code=201, response_model=EnteredOut, summary="Ghi thứ hạng đã công bố")
async def note_rank(caller: ParScorer, connection: Transaction, now: Now, body: RankIn) -> Any:
    """For years and units whose points are not known: "19 of 63", "up 30 on 2016".

    Refuses as `POST /par/scores` does, and `rank_not_valid`.
    """
    await state_rank(connection, caller, body.criteria_set, body.unit, body.year, body.as_entry(), now)
    return EnteredOut(entered=1)


@router.get("/par/index", response_model=IndexOut, summary="Chỉ số của các đơn vị trong một năm")
async def read_index(
    caller: FigureReader,
    connection: Reading,
    criteria_set: AskedSet,
    year: AskedYear,
    kind: AskedKind = Kind.APPRAISED,
) -> Any:
    """Ranks are among all units whose points are known, in total and per field; shown are those within reach.

    Refuses `criteria_set_not_found`, `year_outside_set`.
    """
    compared = await compare_units(connection, caller, criteria_set, year, kind)
    within_reach = {code for code, unit in compared.units.items() if caller.reaches(unit.path)}
    return IndexOut.of(compared, [code for code in compared.cards if code in within_reach])


@router.get("/par/units/{unit}", response_model=CardOut, summary="Phiếu điểm của một đơn vị")
async def read_card(
    caller: FigureReader,
    connection: Reading,
    unit: Code,
    criteria_set: AskedSet,
    year: AskedYear,
    kind: AskedKind = Kind.APPRAISED,
) -> Any:
    """Every criterion with points, maximum, share, rank, and what changed since the year before.

    Refuses `criteria_set_not_found`, `office_not_found`, `unit_not_in_set`, `year_outside_set`.
    """
    compared = await compare_units(connection, caller, criteria_set, year, kind, unit)
    await find_measured(connection, unit, compared.criteria, visible_to=caller.offices)
    return CardOut.of(compared, unit)


@router.get("/par/units/{unit}/gains", response_model=GainsOut, summary="Tiêu chí nào còn nhiều điểm nhất")
async def read_gains(
    caller: FigureReader,
    connection: Reading,
    now: Now,
    unit: Code,
    criteria_set: AskedSet,
    year: AskedYear,
    kind: AskedKind = Kind.SELF,
) -> Any:
    """Maximum − points, largest first, with how far the best unit got and what the yearbook itself counts.

    Refuses as the card does.
    """
    compared = await compare_units(connection, caller, criteria_set, year, kind, unit)
    await find_measured(connection, unit, compared.criteria, visible_to=caller.offices)
    return GainsOut.of(compared, unit, await find_gains(connection, caller, compared, unit, now))


def _number(cursor: str) -> int:
    (number,) = read_cursor(cursor, 1)
    if not isinstance(number, int):
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu")
    return number
