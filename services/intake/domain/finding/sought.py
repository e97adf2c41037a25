"""What a list of dossiers is asked for, once every word of the question has been understood."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Sought:
    """Filters of a list; all must hold. The span of acceptance is half-open.

    `marks` are groups of telephone numbers and blind marks: one of each group must be on the dossier. `words` are
    folded, `beginning` is the beginning of one more, and `endings` are the words it may be (None: too many to say).
    Where offices bound the list is said apart (`Places`).
    """

    accepted_from: datetime
    accepted_before: datetime
    procedure: str | None = None
    codes: tuple[str, ...] = ()
    code_beginning: str | None = None
    marks: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    beginning: str | None = None
    endings: tuple[str, ...] | None = None
    states: tuple[str, ...] = ()
    due_before: date | None = None
