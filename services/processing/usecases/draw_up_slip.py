"""Draws up the control slip of a dossier as it stands."""

from services.processing.domain.dossier import Dossier
from services.processing.domain.person import Person
from services.processing.forms.control_slip import Slip, control_slip_sheet
from services.processing.queries.history import history_of
from services.processing.queries.office_names import names_down_to, names_of
from services.processing.unit_of_work.work import Work
from shared.forms.sheet import Sheet


async def draw_up_slip(work: Work, dossier: Dossier, person: Person) -> Sheet:
    matter = dossier.matter
    offices = {matter.office, matter.desk, *(step.office for step in dossier.steps)}
    history = await history_of(work.connection, matter.id)
    slip = Slip(
        dossier=dossier,
        person=person,
        names=await names_down_to(work.connection, matter.office),
        offices=await names_of(work.connection, offices),
        opened_by=history[0].actor,
    )
    return control_slip_sheet(slip)
