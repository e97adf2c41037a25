"""Tells the applicant's side of a dossier: from its state and from what its papers said to him."""

from datetime import datetime

from services.processing.domain.dossier import Dossier
from services.processing.domain.public_story import PublicStory, Told, public_story
from services.processing.domain.state import Act
from services.processing.queries.history import HistoryEntry, history_of, undone_versions
from services.processing.unit_of_work.work import Work
from shared.worktime.working_time import WorkingTime


async def tell_applicant(work: Work, dossier: Dossier, time: WorkingTime) -> PublicStory:
    history = await history_of(work.connection, dossier.matter.id)
    undone = undone_versions(history)
    return public_story(dossier, [_told(entry) for entry in history if entry.version not in undone], time)


def _told(entry: HistoryEntry) -> Told:
    promised = entry.details.get("promised_at")
    return Told(
        act=Act(entry.act),
        happened_at=entry.happened_at,
        note=entry.note,
        lacking=tuple((what, why) for what, why in entry.details.get("lacking", [])),
        promised_at=datetime.fromisoformat(promised) if promised else None,
    )
