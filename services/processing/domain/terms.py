"""A time limit as facts carry it."""

from shared.contracts.terms import TermPart
from shared.worktime import Term, read_clock, read_unit
from shared.worktime.term import SAME_DAY_CUTOFF


def term_of(part: TermPart | None) -> Term | None:
    if part is None:
        return None
    return Term(read_unit(part.unit), part.amount, read_clock(part.cutoff) if part.cutoff else SAME_DAY_CUTOFF)
