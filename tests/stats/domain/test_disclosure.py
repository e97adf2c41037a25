"""No hidden count can be worked out: for every small table there is another one that is published exactly alike.

The attacker of these tests has everything that is published and knows the rules: what is left possible are all tables
that the rules turn into the same publication. Each hidden count must then still have at least two values.
"""

from collections.abc import Iterator
from itertools import product

import pytest

from services.stats.domain.disclosure import PublicCounts, TrueCounts, publish_parts, publish_whole

Pairs = tuple[tuple[int, int], ...]  # resolved and late of each part
Published = tuple[tuple[int | None, int | None], ...]  # of the whole, then of each part


def published(pairs: Pairs) -> Published:
    parts = {f"{place}": TrueCounts(0, *pair) for place, pair in enumerate(pairs)}
    whole = publish_whole(TrueCounts(0, sum(r for r, _ in pairs), sum(late for _, late in pairs)))
    told = publish_parts(whole, parts).values()
    return ((whole.resolved, whole.late), *((each.resolved, each.late) for each in told))


def shared_out(total: int, among: int) -> Iterator[tuple[int, ...]]:
    if among == 0:
        yield from [()] if total == 0 else []
        return
    if among == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in shared_out(total - first, among - 1))


def completions(told: Published, column: int) -> Iterator[tuple[int, ...]]:
    """All ways to fill in one column's hidden counts so that the parts make the whole (up to 4 where it is hidden)."""
    whole, cells = told[0][column], [part[column] for part in told[1:]]
    hidden = [place for place, cell in enumerate(cells) if cell is None]
    known = sum(cell for cell in cells if cell is not None)
    for total in [whole - known] if whole is not None else range(5):
        for counts in shared_out(total, len(hidden)):
            filled = [cell or 0 for cell in cells]
            for place, count in zip(hidden, counts, strict=True):
                filled[place] = count
            yield tuple(filled)


def what_can_be_worked_out(told: Published) -> set[tuple[int, int]]:
    """Place and column of hidden counts that have one value only."""
    hidden = {(place, column) for place, part in enumerate(told[1:]) for column in (0, 1) if part[column] is None}
    seen: dict[tuple[int, int], set[int]] = {cell: set() for cell in hidden}
    left = set(hidden)
    for resolved in completions(told, 0):
        for late in completions(told, 1):
            pairs = tuple(zip(resolved, late, strict=True))
            if not left:
                return set()
            if all(some <= all_ for all_, some in pairs) and published(pairs) == told:
                for place, column in list(left):
                    seen[place, column].add(pairs[place][column])
                left = {cell for cell in left if len(seen[cell]) < 2}
    return left


@pytest.mark.parametrize(("parts", "most", "most_late"), [(2, 9, 9), (3, 6, 6), (3, 8, 2)])
def test_no_hidden_count_can_be_worked_out(parts: int, most: int, most_late: int) -> None:
    pairs = [(resolved, late) for resolved in range(most + 1) for late in range(min(resolved, most_late) + 1)]
    told = {published(table) for table in product(pairs, repeat=parts)}
    hiding = [each for each in told if any(None in part for part in each[1:])]
    assert len(hiding) > 100
    for each in hiding:
        assert not what_can_be_worked_out(each), each


@pytest.mark.parametrize(("parts", "most"), [(4, 6), (5, 4)])
def test_nor_can_it_among_more_parts(parts: int, most: int) -> None:
    told = {published(tuple((count, 0) for count in table)) for table in product(range(most + 1), repeat=parts)}
    for each in told:
        assert not what_can_be_worked_out(each), each


def test_nor_can_it_from_the_tables_of_the_parts() -> None:
    """A count is published alike in the table above and in its own, so the tables below add nothing."""
    alike: dict[object, set[tuple[int, ...]]] = {}
    for a, b, c, d in product(range(13), repeat=4):
        told: list[object] = []
        whole = publish_whole(TrueCounts(a + b + c + d))
        children = publish_parts(whole, {"1": TrueCounts(a + b), "2": TrueCounts(c + d)})
        for key, pair in (("1", (a, b)), ("2", (c, d))):
            below = publish_parts(children[key], {f"{place}": TrueCounts(n) for place, n in enumerate(pair)})
            told += [children[key].received, *(each.received for each in below.values())]
        alike.setdefault((whole.received, *told), set()).add((a, b, c, d))
    for told_of, tables in alike.items():
        cells = [cell for place, cell in enumerate(told_of[1:]) if place % 3]  # type: ignore[index]
        for place, cell in enumerate(cells):
            beyond = any(max(table) == 12 for table in tables)  # more tables lie outside the ones tried here
            assert cell is not None or beyond or len({table[place] for table in tables}) > 1, told_of


def test_what_is_not_small_stays_as_it_is() -> None:
    parts = {"a": TrueCounts(100, 90, 10), "b": TrueCounts(50, 40, 0), "c": TrueCounts(0, 0, 0)}
    whole = publish_whole(TrueCounts(150, 130, 10))
    assert publish_parts(whole, parts) == {
        "a": PublicCounts(100, 90, 10),
        "b": PublicCounts(50, 40, 0),
        "c": PublicCounts(0, 0, 0),
    }


def test_one_small_count_takes_another_with_it() -> None:
    parts = {"a": TrueCounts(100), "b": TrueCounts(3), "c": TrueCounts(50)}
    told = publish_parts(publish_whole(TrueCounts(153)), parts)
    assert {key: each.received for key, each in told.items()} == {"a": 100, "b": None, "c": None}


def test_a_hidden_whole_hides_all_its_parts() -> None:
    told = publish_parts(PublicCounts(None, 0, 0), {"a": TrueCounts(4), "b": TrueCounts(0)})
    assert {each.received for each in told.values()} == {None}
