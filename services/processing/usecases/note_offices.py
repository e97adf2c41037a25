"""Keeps the organisation as intake states it: who lies under whom, and which hours a desk keeps."""

from collections.abc import Sequence

from services.processing.repository.offices import StatedOffice
from services.processing.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.intake import OfficeRegistered
from shared.errors import Conflict


async def note_offices(work: Work, facts: Sequence[Fact]) -> None:
    """Any number of statements in one write; older ones than what is known change nothing.

    Refuses an office whose parent was never stated: both come in the order of intake's log.
    """
    stated = [(fact.seq, OfficeRegistered.of(fact)) for fact in facts]
    if not stated:
        return
    codes = {body.code for _, body in stated} | {body.parent for _, body in stated if body.parent}
    known = await work.offices.known(codes)
    newest: dict[str, StatedOffice] = {}
    moved: dict[str, None] = {}
    for seq, body in stated:
        before = known.get(body.code)
        if before and before[0] >= seq:
            continue
        path = _path_of(body, known)
        if before and before[1] != path:
            moved[body.code] = None
        known[body.code] = (seq, path)
        newest[body.code] = StatedOffice(body, seq, path)
    await work.offices.save(list(newest.values()), moved)
    if moved:
        await work.successions.refresh_heirs()


def _path_of(body: OfficeRegistered, known: dict[str, tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
    if body.parent is None:
        return (body.code,)
    if body.parent not in known:
        raise Conflict("office_not_known", "Chưa có bản tin đăng ký của đơn vị cấp trên")
    return (*known[body.parent][1], body.code)
