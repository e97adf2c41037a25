"""Names a group of interlinked procedures (nhóm thủ tục liên thông); its members say so version by version."""

from services.intake.domain.organisation.office import NATION
from services.intake.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import Forbidden


async def save_group(work: Work, caller: Caller, code: str, name: str, basis: str) -> None:
    """The same again changes nothing. Whoever may organise adds a group; only the nation renames one."""
    await work.offices.lock_catalogue()
    known = await work.procedure_groups.find(code)
    if known == (name, basis):
        return
    if known is not None and not caller.reaches((NATION,)):
        raise Forbidden("group_out_of_reach", "Nhóm này đã có tên khác; chỉ quản trị toàn quốc mới đổi được")
    await work.procedure_groups.save(code, name, basis)
    await work.catalogue_acts.note(caller.subject, "group_saved", code, {"name": name, "basis": basis})
