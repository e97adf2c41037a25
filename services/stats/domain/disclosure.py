"""What of small counts may be published, so that nobody can work out how many stand behind a hidden one.

Counts of 1 to 4 are hidden; 0 is published, for nobody stands behind it. Parts add up to a published whole, so where
one is hidden others are too, until what is hidden could be shared out among them in several ways, also by those who
know these rules: for that, which others are hidden hangs on their place in the list and not on their size. Where that
cannot be had, the measure is hidden for all parts.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

SMALLEST = 5
MEASURES = ("received", "resolved", "late")


@dataclass(frozen=True, slots=True)
class TrueCounts:
    """As counted. Late dossiers are some of the resolved; else the three hang together in no way."""

    received: int = 0
    resolved: int = 0
    late: int = 0

    def __sub__(self, other: "TrueCounts") -> "TrueCounts":
        return TrueCounts(self.received - other.received, self.resolved - other.resolved, self.late - other.late)

    def __add__(self, other: "TrueCounts") -> "TrueCounts":
        return TrueCounts(self.received + other.received, self.resolved + other.resolved, self.late + other.late)


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """None is hidden."""

    received: int | None
    resolved: int | None
    late: int | None

    @property
    def hidden(self) -> tuple[str, ...]:
        return tuple(name for name in MEASURES if getattr(self, name) is None)

    @property
    def says_something(self) -> bool:
        """Whether any count but nought is published: where rows tell what exists, others are left out."""
        return any((self.received, self.resolved, self.late))


def publish_whole(counts: TrueCounts) -> PublicCounts:
    """What is part of nothing else that is published."""
    return PublicCounts(
        None if _is_small(counts.received) else counts.received,
        None if _is_small(counts.resolved) else counts.resolved,
        None if _tells_too_much(counts) or (counts.late and _is_small(counts.resolved)) else counts.late,
    )


def publish_parts(whole: PublicCounts, parts: Mapping[str, TrueCounts]) -> dict[str, PublicCounts]:
    """Parts that make up a whole which is published like this; where the whole is hidden, so are its parts."""
    received = _plainly_hidden(whole.received, {key: part.received for key, part in parts.items()})
    resolved = _plainly_hidden(whole.resolved, {key: part.resolved for key, part in parts.items()})
    are_all_late = whole.late is not None and whole.late == whole.resolved  # then so it is in every part
    late = resolved if are_all_late else _late_hidden(whole.late, parts, resolved)
    return {
        key: PublicCounts(
            None if key in received else part.received,
            None if key in resolved else part.resolved,
            None if key in late else part.late,
        )
        for key, part in parts.items()
    }


def _is_small(count: int) -> bool:
    return 0 < count < SMALLEST


def _tells_too_much(counts: TrueCounts) -> bool:
    """Late, or what was resolved and not late: each is the rest of the other."""
    return counts.late > 0 and (_is_small(counts.late) or _is_small(counts.resolved - counts.late))


def _plainly_hidden(whole: int | None, counts: Mapping[str, int]) -> frozenset[str]:
    small = [key for key, count in counts.items() if _is_small(count)]
    return _hidden(whole, counts, small, frozenset(counts), _has_room)


def _late_hidden(
    whole: int | None, parts: Mapping[str, TrueCounts], resolved_hidden: Collection[str]
) -> frozenset[str]:
    """Late dossiers are at least so many resolved and at most so many: where that tells anything, more is hidden."""
    counts = {key: part.late for key, part in parts.items()}
    told = {key: part.resolved for key, part in parts.items() if key not in resolved_hidden}
    small = [key for key, part in parts.items() if _tells_too_much(part) or (part.late and key not in told)]
    may_be_hidden = frozenset(key for key in parts if told.get(key) != 0)  # of none resolved none were late

    def is_safe(late: Mapping[str, int], hidden: Sequence[str]) -> bool:
        """At least two parts could have all of it, as far as one can see."""
        all_of_it = sum(late[key] for key in hidden)
        return _has_room(late, hidden) and sum(1 for key in hidden if told.get(key, 0) >= all_of_it) > 1

    return _hidden(whole, counts, small, may_be_hidden, is_safe)


def _hidden(
    whole: int | None,
    counts: Mapping[str, int],
    small: Sequence[str],
    may_be_hidden: frozenset[str],
    is_safe: Callable[[Mapping[str, int], Sequence[str]], bool],
) -> frozenset[str]:
    if whole is None:
        return may_be_hidden
    hidden = sorted(small)
    if not hidden:
        return frozenset()
    for key in _others(counts, hidden):
        if is_safe(counts, hidden):
            break
        hidden.append(key)
    return frozenset(hidden) if is_safe(counts, hidden) else may_be_hidden


def _others(counts: Mapping[str, int], hidden: Collection[str]) -> Iterator[str]:
    """In the order of the list, from behind the first hidden one round to it."""
    keys = sorted(counts)
    place = keys.index(min(hidden))
    others = [key for key in keys[place:] + keys[:place] if counts[key] and key not in hidden]
    return iter(others)


def _has_room(counts: Mapping[str, int], hidden: Sequence[str]) -> bool:
    """Enough above one for each to be shared out, and not the most that small counts can be."""
    shared = [counts[key] for key in hidden]
    most = all(count == SMALLEST - 1 for count in shared)
    return sum(shared) - len(shared) >= SMALLEST - 1 and not most
