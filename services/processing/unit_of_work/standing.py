"""A dossier's standing as its announced facts carry it."""

from services.processing.domain.dossier import Dossier
from services.processing.domain.steps import Step
from shared.contracts.processing import DuePart, LetterPart, MovePart, Standing, StepPart, WaitingPart
from shared.contracts.terms import TermPart
from shared.worktime import Term, legal_day


def standing_of(dossier: Dossier) -> Standing:
    """All that the yearbook needs to count it, as of its version."""
    matter = dossier.matter
    return Standing(
        dossier=str(matter.id),
        code=matter.code,
        version=dossier.version,
        office=matter.office,
        desk=matter.desk,
        procedure=matter.procedure,
        field=matter.field,
        level=matter.level,
        channel=matter.channel,
        origin=matter.origin,
        state=dossier.state.value,
        accepted_at=matter.accepted_at,
        accepted_on=matter.accepted_on,
        term=_term_part(matter.term),
        counts_by=matter.counts_by,
        dues=tuple(DuePart(from_at=d.from_at, due_at=d.due_at, due_on=d.due_on) for d in dossier.dues),
        waits=tuple(WaitingPart(reason=w.reason, from_at=w.from_at, until_at=w.until_at) for w in dossier.waits),
        letters=tuple(LetterPart(sent_on=x.sent_on, promised_on=x.promised_on) for x in dossier.letters),
        outcome=dossier.outcome,
        ended_at=dossier.ended_at,
        ended_on=legal_day(dossier.ended_at) if dossier.ended_at else None,
        returned_at=dossier.returned_at,
        cause=dossier.cause,
        steps=tuple(map(_step_part, dossier.steps)),
        moves=tuple(
            MovePart(from_at=m.from_at, office_from=m.office_from, office_to=m.office_to) for m in dossier.moves
        ),
    )


def _step_part(step: Step) -> StepPart:
    return StepPart(
        number=step.number,
        kind=step.kind.value,
        stage=step.stage,
        name=step.name,
        office=step.office,
        assignee=step.assignee,
        begun_at=step.begun_at,
        due_at=step.due_at,
        due_on=step.due_on,
        counts_by=step.counts_by,
        ended_at=step.ended_at,
        ended_by=step.ended_by,
        end=step.end.value if step.end else None,
        cause=step.cause,
    )


def _term_part(term: Term | None) -> TermPart | None:
    return TermPart(unit=term.unit, amount=term.amount, cutoff=f"{term.cutoff:%H:%M}") if term else None
