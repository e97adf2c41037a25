"""Reminds those who hold dossiers: in each one's history, and by message where they want to be told."""

from collections.abc import Sequence
from dataclasses import replace

from services.processing.domain.deed import Acted, Deed
from services.processing.domain.steps import Step
from services.processing.domain.warnings.reminder import held_step, reminder_words
from services.processing.unit_of_work.work import Work
from services.processing.unit_of_work.works import Works
from services.processing.usecases.act_on_dossier import act_on_dossier
from services.processing.usecases.act_on_many import Item, Result
from shared.callers import Caller
from shared.errors import Conflict, Refusal
from shared.notify.message import Message
from shared.notify.outbox import Outbox


async def remind_holders(works: Works, caller: Caller, deed: Deed, items: Sequence[Item]) -> list[Result]:
    """Each for itself, as in a batch. The step is given again to who has it, with the head's words.

    Refuses `nobody_holds_it`, and what giving a step refuses.
    """
    return [await _remind(works, caller, deed, item) for item in items]


async def _remind(works: Works, caller: Caller, deed: Deed, item: Item) -> Result:
    try:
        async with works.begin() as work:
            dossier = await work.dossiers.find(item.dossier, visible_to=caller.offices)
            step = held_step(dossier)
            if step is None:
                raise Conflict("nobody_holds_it", "Chưa ai giữ hồ sơ này: giao việc trước")
            mine = replace(deed, happened_at=work.now, step=step.number, assignee=step.assignee)
            acted = await act_on_dossier(work, caller, item.dossier, item.seen, mine)
            await _tell(work, acted, step)
            return Result(item, acted=acted)
    except Refusal as refusal:
        return Result(item, refusal=refusal)


async def _tell(work: Work, acted: Acted, step: Step) -> None:
    """One message a medium; who was not entered, or wants none, reads it in his list."""
    for entered in await work.officials.these([step.assignee or ""]):
        official, matter = entered.official, acted.dossier.matter
        messages = [
            Message(
                key=f"reminder:{matter.id}:{acted.dossier.version}:{medium.value}",
                medium=medium,
                kind="reminder",
                about=entered.id,
                address=address,
                subject=words.subject,
                text=words.text,
                details=words.details,
            )
            for medium in official.media
            if (address := official.address(medium))
            and (words := reminder_words(medium, acted.dossier, step, acted.deed.note or ""))
        ]
        await Outbox(work.connection, "processing").queue(messages, work.now)
