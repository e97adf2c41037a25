"""What an office settles for itself where the law is silent."""

from dataclasses import dataclass
from datetime import timedelta

from services.processing.domain.risk import ENOUGH


@dataclass(frozen=True, slots=True)
class Practice:
    """How long after it happened an act may be entered by anyone, and how long its actor may take it back.

    Of a risk it is told where `enough` dossiers alike are known.
    """

    backdating: timedelta = timedelta(hours=24)
    undoing: timedelta = timedelta(hours=72)
    enough: int = ENOUGH


USUAL = Practice()
