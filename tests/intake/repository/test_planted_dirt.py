"""Good rows and planted dirt in any order, number and kind of file: exactly the planted rows are refused."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.domain.register.moments import LOCAL
from services.intake.repository.registers.book_reader import read_book
from tests.intake.books import HEADER, TITLES, Sheet, Text, a_csv, a_workbook, an_open_document, book_row
from tests.intake.dirt import BAD, BETWEEN, GOOD, SIGNATURES

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=LOCAL)
_REPEAT, _CLASH = "an identical repeat", "a code used before with another story"
_KINDS = [*GOOD, *BAD, _REPEAT, _CLASH]


@st.composite
def books(draw: st.DrawFn) -> tuple[list[list[Any]], dict[int, str], int, int]:
    """Rows as typed, the planted errors by row number, and how many dossiers and repeats there are."""
    rows: list[list[Any]] = [*map(list, TITLES), list(HEADER)]
    planted: dict[int, str] = {}
    good, repeats = 0, 0
    taken: list[tuple[int, dict[str, Any]]] = []
    for number, kind in enumerate(draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=25)), start=1):
        if draw(st.integers(0, 4)) == 0:
            rows.append(list(draw(st.sampled_from(BETWEEN))))
        if kind in (_REPEAT, _CLASH) and not taken:
            continue
        if kind == _REPEAT:
            first, changes = draw(st.sampled_from(taken))
            rows.append(book_row(first, **changes))
            repeats += 1
        elif kind == _CLASH:
            first, changes = draw(st.sampled_from(taken))
            rows.append(book_row(first, **(changes | {"applicant": "Người khác hẳn"})))
            planted[len(rows)] = "Mã hồ sơ đã dùng ở dòng"
        else:
            changes, reason = BAD.get(kind, (GOOD.get(kind, {}), ""))
            rows.append(book_row(number, **changes))
            if reason:
                planted[len(rows)] = reason
            else:
                taken.append((number, changes))
                good += 1
    return [*rows, *map(list, SIGNATURES)], planted, good, repeats


def check(path: Path, book: bytes, planted: dict[int, str], good: int, repeats: int) -> None:
    (path / "book").write_bytes(book)
    lines = list(read_book(str(path / "book"), NOW))
    refused = {line["row"]: line["reason"] for line in lines if "reason" in line}
    assert refused.keys() == planted.keys()
    assert all(reason in refused[row] for row, reason in planted.items())
    entries = [line["entry"] for line in lines if "entry" in line]
    assert (sum(entry is not None for entry in entries), entries.count(None)) == (good, repeats)
    assert lines[-1] == {"end": True}


_MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_MANY
@given(book=books())
def test_in_a_workbook(tmp_path: Path, book: tuple[list[list[Any]], dict[int, str], int, int]) -> None:
    rows, *expected = book
    check(tmp_path, a_workbook(Sheet(rows)), *expected)


def as_text(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """What a program writes that knows only text: a formula's failure is its word, nothing is computed."""
    return [[str(cell) if isinstance(cell, Text) else cell for cell in row] for row in rows]


@_MANY
@given(book=books(), sign=st.sampled_from([",", ";", "\t"]))
def test_in_a_csv(tmp_path: Path, book: tuple[list[list[Any]], dict[int, str], int, int], sign: str) -> None:
    rows, planted, good, repeats = book
    check(tmp_path, a_csv(as_text(rows), sign), {row: _in_text(why) for row, why in planted.items()}, good, repeats)


@settings(_MANY, max_examples=15)
@given(book=books())
def test_in_an_open_document(tmp_path: Path, book: tuple[list[list[Any]], dict[int, str], int, int]) -> None:
    rows, planted, good, repeats = book
    check(
        tmp_path, an_open_document(as_text(rows)), {row: _in_text(why) for row, why in planted.items()}, good, repeats
    )


def _in_text(reason: str) -> str:
    """A failed formula is shown by its own word where the file holds nothing else."""
    return reason.partition("“#N/A”")[0]


@pytest.mark.parametrize("kind", sorted({*GOOD, *BAD}))
def test_each_kind_alone_in_a_csv(tmp_path: Path, kind: str) -> None:
    changes, reason = BAD.get(kind, (GOOD.get(kind, {}), ""))
    rows = [*TITLES, HEADER, book_row(1), book_row(2, **changes), book_row(3)]
    planted = {7: _in_text(reason)} if reason else {}
    check(tmp_path, a_csv(as_text(rows)), planted, 3 - len(planted), 0)
