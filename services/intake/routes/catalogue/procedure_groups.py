"""Groups of interlinked procedures."""

from typing import Annotated

from fastapi import Path, Query

from services.intake.dependencies import CurrentClock, CurrentWork, Organiser
from services.intake.queries.catalogue.procedure_groups import list_groups
from services.intake.schemas.catalogue.procedure_groups import GroupIn, GroupOut
from services.intake.usecases.catalogue.save_group import save_group
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Day
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("procedure-groups")
GroupPath = Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9._\-]+$")]


@router.get("/procedure-groups", summary="Các nhóm thủ tục liên thông, cùng các khâu")
async def search(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    on: Annotated[Day | None, Query(description="Mặc định hôm nay")] = None,
) -> list[GroupOut]:
    """With the versions that belong to each on that day. No refusals."""
    return [GroupOut.of(group) for group in await list_groups(connection, on or legal_day(clock.now()))]


@router.put("/procedure-groups/{code}", summary="Đặt tên một nhóm thủ tục liên thông")
async def save(code: GroupPath, body: GroupIn, caller: Organiser, work: CurrentWork) -> GroupOut:
    """The same again changes nothing. Another name for a known group needs reach over the whole nation.

    Refuses: group_out_of_reach (403).
    """
    await save_group(work, caller, code, body.name, body.basis)
    [group] = await list_groups(work.connection, legal_day(work.now), code)
    return GroupOut.of(group)
