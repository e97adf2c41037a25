"""What a clerk types in: everything the receipt needs that the suite does not know by itself."""

from dataclasses import dataclass

from services.intake.domain.applicant import Applicant
from services.intake.domain.receipt import Paper
from shared.contracts.terms import Channel


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier handed in. `office` is the competent one, empty where the desk itself is competent."""

    desk: str
    office: str | None
    procedure: str
    channel: Channel
    applicant: Applicant
    summary: str | None
    papers: tuple[Paper, ...]
    sets: int
