"""Whom an open step waits for: the applicant, another office that was asked, or nobody but whoever has it."""

from services.processing.domain.dossier import Dossier
from services.processing.domain.steps import Step, StepKind, open_steps

APPLICANT = "applicant"


def waits_on(dossier: Dossier, step: Step) -> str | None:
    """APPLICANT, the code of an office whose opinion is awaited, or None. Only stages wait for others."""
    if step.kind is not StepKind.STAGE:
        return None
    if dossier.open_wait:
        return APPLICANT
    opinions = open_steps(dossier.steps, StepKind.OPINION)
    return opinions[0].office if opinions else None
