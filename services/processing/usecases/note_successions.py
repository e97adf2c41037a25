"""Keeps which office continues one that ended, as intake states it."""

from collections.abc import Sequence

from services.processing.domain.succession import Succession, must_end
from services.processing.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.intake import OfficeSucceeded
from shared.errors import Conflict


async def note_successions(work: Work, facts: Sequence[Fact]) -> set[str]:
    """The offices that ended. A repeat is named again, so that what was entered since moves too.

    Refuses an office or successor that was never stated (both stand before it in intake's log), and an office that
    would continue itself.
    """
    stated = [OfficeSucceeded.of(fact) for fact in facts]
    if not stated:
        return set()
    codes = {body.code for body in stated} | {body.successor for body in stated}
    if codes - (await work.offices.known(codes)).keys():
        raise Conflict("office_not_known", "Chưa có bản tin đăng ký của đơn vị cũ hoặc đơn vị kế thừa")
    await work.successions.save([Succession(body.code, body.successor, body.on) for body in stated])
    ended = {body.code for body in stated}
    must_end(ended, await work.successions.after(ended))
    return ended
