"""Names a group of interlinked procedures (nhóm thủ tục liên thông); its members say so version by version."""

from services.intake.unit_of_work.work import Work


async def save_group(work: Work, code: str, name: str, basis: str, actor: str) -> None:
    """The same again changes nothing."""
    await work.offices.lock_catalogue()
    if await work.procedure_groups.save(code, name, basis):
        await work.catalogue_acts.note(actor, "group_saved", code, {"name": name, "basis": basis})
