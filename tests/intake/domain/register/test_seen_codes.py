"""Codes that a book uses again: the same story is passed over, another is refused and told where the first stands."""

import tracemalloc
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from services.intake.domain.register.entry import Entry, Place
from services.intake.domain.register.header import find_header
from services.intake.domain.register.moments import LOCAL
from services.intake.domain.register.progress import Contradicts, SeenCodes
from services.intake.domain.register.read_row import read_row
from tests.intake.books import HEADER, book_row

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=LOCAL)


def an_entry(number: int = 1, **changes: Any) -> Entry:
    found = find_header([HEADER])
    assert found
    return read_row(book_row(number, **changes), found[1], NOW)


def test_a_repeat_is_known_and_a_clash_names_the_first_place() -> None:
    seen = SeenCodes()
    assert not seen.is_repeat(Place(6, "Tháng 1"), an_entry())
    assert not seen.is_repeat(Place(1_048_576, "Tháng 2"), an_entry(2))
    assert seen.is_repeat(Place(7, "Tháng 2"), an_entry())
    with pytest.raises(Contradicts, match="dòng 6 trang “Tháng 1”"):
        seen.is_repeat(Place(8, "Tháng 2"), an_entry(applicant="Người khác"))
    with pytest.raises(Contradicts, match="dòng 1048576 trang “Tháng 2”"):
        seen.is_repeat(Place(9, "Tháng 3"), replace(an_entry(2), unit="H62.19.01"))


def test_a_row_takes_little_memory() -> None:
    seen, entry = SeenCodes(), an_entry()
    tracemalloc.start()
    try:
        for number in range(20_000):
            seen.is_repeat(Place(number), replace(entry, code=f"H62.19-240508-{number:05}"))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken / 20_000 < 200
