"""Takes an office's figures apart by one dimension; parts equal the whole before anything leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.stats.domain.figures import Figures, Later, Sums, check_parts, sum_of
from services.stats.domain.measure import Breakdown
from services.stats.domain.period import Period
from services.stats.queries.courses import Answer, Asking, Step, together
from services.stats.queries.due_later import FallsDueLater, falls_due_later
from services.stats.queries.figures import Course, PartKey
from services.stats.queries.offices import Below, offices_below
from services.stats.queries.scopes import shares_of
from shared.errors import Invalid

_MOST_CELLS = 50_000
Children = Mapping[str | None, list[PartKey]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure. `is_own` is an office itself, without what lies below it.

    `level` is told of offices, levels and the fields of a level; `parent` of offices; `steps` where a series is asked.
    """

    key: str
    name: str | None
    period: Period
    figures: Figures
    is_own: bool = False
    level: str | None = None
    parent: str | None = None
    steps: tuple[Step, ...] = ()


async def take_apart(asking: Asking, by: Breakdown, *, whole_tree: bool) -> tuple[Answer, tuple[Part, ...]]:
    """The whole beside its parts, with as few looks at the books as there are tables to look at."""
    if by is Breakdown.OFFICE:
        return await _offices(asking, whole_tree=whole_tree)
    head = asking.question.head
    answer = await asking.answer(head.shares, by, asking.due_later, [head.code])
    _must_not_be_too_large(asking, len(answer.keys))
    own = PartKey(head.code)
    if by in _OF_ONE_TABLE:
        whole = await asking.whole({own: together(answer.courses.values())} if answer.courses else {})
    else:
        whole = await asking.whole()
        check_parts(whole.sums(own), [answer.sums(key) for key in answer.courses])
    return whole, tuple(_part(answer, key) for key in answer.keys if not answer.is_empty(key))


_OF_ONE_TABLE = {Breakdown.LEVEL, Breakdown.CHANNEL}  # the whole is the sum of the very same rows


def _must_not_be_too_large(asking: Asking, parts: int) -> None:
    if parts * len(asking.periods) > _MOST_CELLS:
        raise Invalid("answer_too_large", "Bảng quá lớn, hãy chọn kỳ ngắn hơn hoặc đơn vị nhỏ hơn")


def _part(answer: Answer, key: PartKey) -> Part:
    level = key.part[0] if len(key.part) > 1 else None
    steps = answer.steps(key) if len(answer.asking.periods) > 1 else ()
    return Part(key.part[-1], None, answer.asking.question.period, answer.total(key), level=level, steps=steps)


async def _offices(asking: Asking, *, whole_tree: bool) -> tuple[Answer, tuple[Part, ...]]:
    """Offices with their subtrees; then what the offices above them count themselves, if anything.

    A dossier that goes from one part to another leaves the one and enters the other, and neither for the whole.
    """
    question = asking.question
    below = await offices_below(asking.connection, question.head.code, whole_tree=whole_tree)
    _must_not_be_too_large(asking, len(below))
    codes = [each.code for each in below]
    shares = [*question.head.shares, *await shares_of(asking.connection, question.of, codes, question.today)]
    later = await _due_later(asking, codes)
    answer = await asking.answer(shares, Breakdown.OFFICE, later, codes)
    own = PartKey(question.head.code)
    whole = await asking.whole({own: answer.courses[own]} if own in answer.courses else {})
    parts = [
        _office(answer, PartKey(each.code), each)
        for each in below
        if not (each.is_ended and answer.is_empty(PartKey(each.code)))
    ]
    return whole, (*parts, *await _themselves(asking, whole, answer, below))


async def _due_later(asking: Asking, codes: Sequence[str]) -> list[FallsDueLater]:
    if not asking.due_later:
        return []
    question = asking.question
    return await falls_due_later(asking.connection, question.of, codes, question.now, only=asking.only)


def _office(answer: Answer, key: PartKey, of: Below, *, is_own: bool = False) -> Part:
    steps = answer.steps(key) if len(answer.asking.periods) > 1 else ()
    period = answer.asking.question.period
    return Part(of.code, of.name, period, answer.total(key), is_own, of.level, of.parent, steps)


async def _themselves(asking: Asking, whole: Answer, answer: Answer, below: Sequence[Below]) -> list[Part]:
    """What is left of an office without those directly below it."""
    head = asking.question.head
    every = {head.code: Below(head.code, head.name, head.level, None, is_ended=False)} | {o.code: o for o in below}
    inner = sorted({each.parent for each in below if each.parent in every} | {head.code})
    crossed = await asking.crossings.into_and_out_of(inner, with_below=False)
    children = _by_parent(below)
    courses, later = dict(_left(answer, children, inner)), dict(_later_left(whole, answer, children, inner))
    own = Answer(asking, courses, crossed, later)
    return [_office(own, key, every[key.root], is_own=True) for key in map(PartKey, inner) if not own.is_empty(key)]


def _left(answer: Answer, children: Children, inner: Sequence[str]) -> Iterator[tuple[PartKey, Course]]:
    for key in map(PartKey, inner):
        full = answer.course(key)
        parts = [answer.course(child) for child in children.get(key.root, ())]
        before = full.before.minus(sum_of(part.before for part in parts))
        steps = [
            (full.steps[n] or Sums()).minus(sum_of(part.steps[n] or Sums() for part in parts))
            for n in range(len(full.steps))
        ]
        yield key, Course(before, steps)


def _later_left(
    whole: Answer, answer: Answer, children: Children, inner: Sequence[str]
) -> Iterator[tuple[PartKey, Later]]:
    for key in map(PartKey, inner):
        full = (answer if key in answer.later else whole).later.get(key, Later())
        parts = [answer.later.get(child, Later()) for child in children.get(key.root, ())]
        yield (
            key,
            Later(full.dossiers - sum(p.dossiers for p in parts), full.filings - sum(p.filings for p in parts)),
        )


def _by_parent(below: Sequence[Below]) -> Children:
    children: dict[str | None, list[PartKey]] = {}
    for each in below:
        children.setdefault(each.parent, []).append(PartKey(each.code))
    return children
