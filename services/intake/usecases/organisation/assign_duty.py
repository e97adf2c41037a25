"""Decides who takes a group of fields at a desk, as a new act beside the old ones."""

from services.intake.domain.organisation.desk_duty import Duty, is_same, must_be_a_duty
from services.intake.unit_of_work.work import Work


async def assign_duty(work: Work, duty: Duty) -> tuple[Duty, bool]:
    """The act and whether it is new; the same again changes nothing. Refuses: validity_reversed, fields_missing."""
    must_be_a_duty(duty)
    await work.desks.lock(duty.desk)
    for known in await work.desks.duties(duty.desk):
        if is_same(known, duty):
            return known, False
    await work.desks.assign(duty)
    return duty, True
