"""Draws up the control slip of a dossier as it stands; a draft until it is known whose dossier it is."""

from collections.abc import Sequence

from services.processing.domain.dossier import Dossier
from services.processing.domain.hand_overs import Done
from services.processing.domain.state import Act
from services.processing.forms.control_slip import Slip, control_slip_sheet
from services.processing.queries.history import HistoryEntry, history_of, undone_versions
from services.processing.queries.office_names import names_down_to, names_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.draw_up_paper import Draft


async def draw_up_slip(work: Work, dossier: Dossier) -> Draft:
    matter = dossier.matter
    moved = (code for move in dossier.moves for code in (move.office_from, move.office_to))
    offices = {matter.office, matter.desk, *moved, *(step.office for step in dossier.steps)}
    acts = _standing(await history_of(work.connection, matter.id))
    names = await names_down_to(work.connection, matter.office)
    office_names = await names_of(work.connection, offices)
    return lambda person: control_slip_sheet(Slip(dossier, acts, person, names, office_names))


def _standing(history: Sequence[HistoryEntry]) -> list[Done]:
    """Without what was undone, and the undoing itself."""
    undone = undone_versions(history)
    return [
        Done(Act(each.act), each.actor, each.happened_at, each.note or "", each.details)
        for each in history
        if each.version not in undone and each.act != Act.UNDONE
    ]
