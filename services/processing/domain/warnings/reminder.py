"""The words of a reminder: a head asks who holds a dossier to see to it. No name of any applicant."""

from services.processing.domain.dossier import Dossier
from services.processing.domain.steps import Step, StepKind, open_steps
from services.processing.domain.warnings.wording import Words
from shared.notify.message import Medium
from shared.text import without_diacritics


def held_step(dossier: Dossier) -> Step | None:
    """The open step whose holder is reminded: the first that somebody has, the applicant's notice last."""
    held = [step for step in open_steps(dossier.steps) if step.assignee]
    return min(held, key=lambda step: (step.kind is StepKind.NOTICE, step.number), default=None)


def reminder_words(medium: Medium, dossier: Dossier, step: Step, note: str) -> Words:
    """What the head wrote, on which dossier, due when."""
    code = dossier.matter.code
    due = f", hạn {step.due_on:%d/%m/%Y}" if step.due_on else ""
    text = f"Nhắc việc: hồ sơ {code}, {step.name}{due}. {note}"
    details = {"code": code, "step": step.name, "note": note}
    return Words(f"Nhắc việc: {code}", without_diacritics(text) if medium is Medium.SMS else text, details)
