"""How far the books are, and the operator's proof that they are right: counting again and building anew."""

from services.stats.dependencies import CompleteTo, CurrentDatabase, Operator, RunReader
from services.stats.schemas.upkeep import PositionOut, RebuiltOut, RecountedOut
from services.stats.usecases.rebuild_from_facts import rebuild_from_facts
from services.stats.usecases.recount import recount
from shared.web.app import make_router
from shared.web.caller import CurrentCaller

router = make_router("upkeep")


@router.get("/position", summary="Đã tính đến bản tin nào")
async def read_position(_: CurrentCaller, complete_to: CompleteTo) -> PositionOut:
    """The last position counted of each source, without gaps; parked facts are on `/parked`."""
    sources = complete_to.sources
    return PositionOut(intake=sources["intake"], processing=sources["processing"], complete_to=complete_to)


@router.post("/recount", summary="Đếm lại mọi số liệu và đối chiếu")
async def count_again(_: Operator, database: CurrentDatabase, read_run: RunReader) -> RecountedOut:
    """From the dossiers and from the facts, at one moment, while counting goes on. Changes nothing.

    Refuses: log_unavailable (503), log_incomplete (409: a source lost facts that were counted).
    """
    return RecountedOut.of(await recount(database, read_run))


@router.post("/rebuild", summary="Lập lại sổ thống kê từ các bản tin")
async def build_again(_: Operator, database: CurrentDatabase, read_run: RunReader) -> RebuiltOut:
    """Rows that differ from what the facts give are put right; figures can be read all the while.

    Refuses: log_unavailable (503), log_incomplete (409).
    """
    return RebuiltOut.of(await rebuild_from_facts(database, read_run))
