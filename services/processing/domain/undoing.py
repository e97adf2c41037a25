"""Takes the last act back, as an act of its own: a wrong click is put right and both stay in the history."""

from dataclasses import replace
from datetime import datetime

from services.processing.domain import refusals
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.practice import Practice
from services.processing.domain.state import ACT_NAMES, Act


def is_own_undoing(dossier: Dossier, deed: Deed) -> bool:
    """Whoever did the last act may take it back, also in an office that only has a step here."""
    return deed.act is Act.UNDONE and dossier.before is not None and dossier.before.actor == deed.actor


def undone(dossier: Dossier, deed: Deed, now: datetime, practice: Practice) -> Acted:
    """Everything but the version as it was before. Only the actor, soon, or a head of the competent office.

    Refuses what is not a person's last act, or was undone already.
    """
    before = dossier.before
    if before is None:
        raise refusals.nothing_to_undo()
    is_head = deed.is_by_head and deed.reach.office
    if before.actor != deed.actor and not is_head:
        raise refusals.act_of_another(before.actor)
    if now - dossier.last_act_at > practice.undoing and not is_head:
        raise refusals.undo_too_late(practice.undoing)
    after = replace(before.dossier, version=dossier.version + 1)
    details = {**deed.details, "undone": before.act.value, "of_version": dossier.version}
    return Acted.of(dossier, after, replace(deed, details=details, evidence=ACT_NAMES[before.act]))
