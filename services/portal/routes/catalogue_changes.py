"""What the portal's catalogue would change in ours: listed, accepted into a draft decision, refused."""

from typing import Annotated

from fastapi import Query, Response

from services.portal.dependencies import CurrentWorks, Looking, PersonsIntake, Registrar, Working
from services.portal.queries.catalogue_changes import list_changes
from services.portal.repository.catalogue_changes import ChangeState
from services.portal.schemas.catalogue_changes import ChangeOut, ChangesOut, DraftedOut, DraftIn, RejectIn
from services.portal.usecases.draft_changes import Accepted, draft_changes
from services.portal.usecases.reject_changes import reject_changes
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor

router = make_router("catalogue-changes")
States = Annotated[list[ChangeState], Query(description="Mặc định: còn chờ quyết định")]
_WAITING = [ChangeState.OPEN, ChangeState.BY_HAND]


@router.get("/catalogue-changes", summary="Danh mục ở Cổng khác danh mục ở đây những gì")
async def search(
    caller: Registrar,
    work: Looking,
    connection: Annotated[Code | None, Query()] = None,
    state: States = _WAITING,
    procedure: Annotated[Code | None, Query()] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> ChangesOut:
    """In order of procedure. Refuses: cursor_not_valid."""
    after = read_cursor(cursor, 2) if cursor else []
    found = await list_changes(work.connection, connection, state, procedure, after, limit + 1)
    items = [ChangeOut.model_validate(row) for row in found[:limit]]
    more = write_cursor(items[-1].procedure, items[-1].number) if len(found) > limit else None
    return ChangesOut(items=items, next=more)


@router.post("/catalogue-changes/draft", summary="Chấp nhận: đưa vào dự thảo quyết định công bố")
async def draft(caller: Registrar, works: CurrentWorks, intake: PersonsIntake, body: DraftIn) -> DraftedOut:
    """In the registrar's own name: intake asks what this person may do there. Nothing in force changes before the
    decision is published there.

    Refuses: catalogue_changes_moved_on (409), and what intake refuses of a decision.
    """
    accepted = Accepted(body.connection, body.numbers, body.issuer, body.decision)
    return DraftedOut.model_validate(await draft_changes(works, intake, accepted, caller.subject))


@router.post("/catalogue-changes/reject", status_code=204, summary="Từ chối các thay đổi")
async def reject(caller: Registrar, work: Working, body: RejectIn) -> Response:
    """All or none. Not proposed again while the difference is the same. Refuses: catalogue_changes_moved_on (409)."""
    await reject_changes(work, body.connection, body.numbers, body.reason, caller.subject)
    return Response(status_code=204)
