"""What intake put right in a receipt, taken over: procedure, limit and the lawful due date from then on."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from services.processing.domain.deadline import Due, as_lawful
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.step_time import retimed
from shared.contracts.terms import CountsBy
from shared.worktime import Term, reckon
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Correction:
    """A revision of the receipt. `changed` has `procedure` or `due` where they differ from the one before."""

    revision: int
    changed: tuple[str, ...]
    procedure: str
    procedure_version: int
    field: str
    term: Term | None
    counts_by: CountsBy
    due_at: datetime | None
    due_on: date | None


def correct(dossier: Dossier, correction: Correction, actor: str, told_at: datetime, time: WorkingTime) -> Acted:
    """The dossier after it, in whatever state. Recorded behind an act that was faster, so that acts keep their order.

    Due dates that held before stay in the history; the corrected one holds from now on.
    """
    at = max(told_at, dossier.last_act_at)
    matter = replace(
        dossier.matter,
        procedure=correction.procedure,
        procedure_version=correction.procedure_version,
        field=correction.field,
        term=correction.term,
        counts_by=correction.counts_by,
    )
    dues = _dues(dossier, correction, at, time) if "due" in correction.changed else dossier.dues
    after = dossier.next(dossier.state, at, matter=matter, dues=dues, before=None)
    after = replace(after, steps=retimed(after, time))
    deed = Deed(Act.CORRECTED, actor, frozenset(), at, evidence=f"bản {correction.revision}")
    return Acted.of(dossier, after, deed)


def _dues(dossier: Dossier, correction: Correction, at: datetime, time: WorkingTime) -> tuple[Due, ...]:
    """The receipt's own date; where the clock has waited since, the right term is counted with those waits."""
    if correction.due_at is None or correction.due_on is None:
        return ()
    due = Due(at, correction.due_at, correction.due_on)
    suspensions = [lawful for lawful in map(as_lawful, dossier.waits) if lawful]
    if suspensions and correction.term and "procedure" in correction.changed:
        accepted_at = dossier.matter.accepted_at
        counted = reckon(correction.term, accepted_at, time.calendar, time.hours, suspensions)
        due = Due(at, counted.due_at, counted.due_on)
    return (*dossier.dues, due) if dossier.dues else (replace(due, from_at=dossier.matter.accepted_at),)
