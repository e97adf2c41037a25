"""When one time limit can be called shorter than another: only within units that the law itself relates."""

from collections.abc import Iterable

from shared.worktime import Term, Unit

# Units in the same family are whole multiples of one another by definition. A working day is two half days whatever
# hours the desk keeps; working hours, calendar days and months are families of their own.
_FAMILIES = {
    Unit.HALF_DAY: ("working", 1),
    Unit.WORKING_DAY: ("working", 2),
    Unit.WORKING_HOUR: ("working hours", 1),
    Unit.DAY: ("calendar", 1),
    Unit.WEEK: ("calendar", 7),
    Unit.MONTH: ("months", 1),
    Unit.YEAR: ("months", 12),
    Unit.HOUR: ("hours", 1),
}
_WITHIN_A_DAY = frozenset({"working hours", "hours"})


def is_shorter(term: Term, than: Term) -> bool | None:
    """None where the two cannot be compared. Same-day is shorter than every limit of days and more."""
    if Unit.SAME_DAY in (term.unit, than.unit):
        other = than if term.unit is Unit.SAME_DAY else term
        if other.unit is Unit.SAME_DAY:
            return False
        return None if _FAMILIES[other.unit][0] in _WITHIN_A_DAY else term.unit is Unit.SAME_DAY
    (family, size), (family_of_other, size_of_other) = _FAMILIES[term.unit], _FAMILIES[than.unit]
    if family != family_of_other:
        return None
    return term.amount * size < than.amount * size_of_other


def fit_within(parts: Iterable[Term], whole: Term) -> bool:
    """False where the parts that can be compared with the whole already exceed it."""
    if whole.unit is Unit.SAME_DAY:
        return all(part.unit is Unit.SAME_DAY or _FAMILIES[part.unit][0] in _WITHIN_A_DAY for part in parts)
    family, size = _FAMILIES[whole.unit]
    known = [_FAMILIES[part.unit] + (part.amount,) for part in parts if part.unit is not Unit.SAME_DAY]
    return sum(amount * one for of, one, amount in known if of == family) <= whole.amount * size
