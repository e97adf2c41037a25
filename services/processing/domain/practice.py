"""What an office settles for itself where the law is silent."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Practice:
    """How long after it happened an act may be entered by anyone, and how long its actor may take it back."""

    backdating: timedelta = timedelta(hours=24)
    undoing: timedelta = timedelta(hours=72)


USUAL = Practice()
