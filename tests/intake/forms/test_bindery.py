"""Books are bound one at a time, whole or not at all, and leave nothing behind."""

import asyncio
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from services.intake.forms.bindery import Bindery, BookKind
from services.intake.forms.register_columns import cells_of
from services.intake.forms.register_head import RegisterHead
from services.intake.queries.registers.register_book import RegisterLine
from shared.clock import SystemClock
from shared.errors import Unavailable
from tests.intake.forms.made_up import NAMES

NOW = SystemClock().now()
HEAD = RegisterHead.of(NAMES, date(2026, 1, 1), date(2026, 3, 5), 0, datetime(2026, 3, 5, 2, 0, 0, 123_456, tzinfo=UTC))
LINE = RegisterLine(
    **{"code": "000.00.19.H62-260305-0001", "procedure_name": "Đăng ký khai sinh", "procedure": "1.001193"},
    **{"sets": 1, "applicant_name": "Nguyễn Văn Mẫu", "address": None, "phone": None, "lead_agency": None},
    **{"accepted_at": datetime(2026, 3, 5, 2, tzinfo=UTC), "due_at": None, "returned_at": None, "ended_at": None},
    **{"result_way": None, "note": None, "channel": "direct", "outcome": None},
)


def left_in(files: Path) -> list[Path]:
    return list((files / "exports").iterdir())


@pytest.mark.parametrize("kind", list(BookKind))
async def test_a_book_is_handed_over_without_a_name(tmp_path: Path, kind: BookKind) -> None:
    async with Bindery(tmp_path).binding(kind, NOW) as book:
        await book.head(HEAD)
        await book.line(cells_of(LINE, 1))
        file = await book.finish()
    with file:
        assert left_in(tmp_path) == []
        assert file.read().startswith(b"PK\x03\x04" if kind is BookKind.XLSX else b"%PDF-1.7")
    assert (tmp_path / "exports").stat().st_mode & 0o077 == 0


async def test_the_same_lines_give_the_same_paper(tmp_path: Path) -> None:
    bindery, books = Bindery(tmp_path), []
    for _ in range(2):
        async with bindery.binding(BookKind.PDF, NOW) as book:
            await book.head(HEAD)
            await book.line(cells_of(LINE, 1))
            with await book.finish() as file:
                books.append(file.read())
    assert books[0] == books[1]


async def test_a_writer_that_dies_is_a_refusal_and_not_half_a_book(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        async with Bindery(tmp_path).binding(BookKind.XLSX, NOW) as book:
            await book.head(HEAD)
            book._writing._process.kill()
            for number in range(20_000):
                await book.line(cells_of(LINE, number))
            await book.finish()
    assert refused.value.code == "register_not_written"
    assert left_in(tmp_path) == []


async def test_lines_that_break_off_make_no_book(tmp_path: Path) -> None:
    async with Bindery(tmp_path).binding(BookKind.XLSX, NOW) as book:
        await book.head(HEAD)
        await book.line(cells_of(LINE, 1))
        await book._writing._send()
        assert book._writing._process.stdin
        book._writing._process.stdin.close()
        assert await book._writing._process.wait() != 0
        assert not book._writing._target.exists()


async def test_a_reader_that_goes_away_ends_the_writer(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def export() -> None:
        async with Bindery(tmp_path).binding(BookKind.XLSX, NOW):
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(export())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left_in(tmp_path) == []


async def test_books_are_bound_one_after_the_other(tmp_path: Path) -> None:
    bindery, at_work, most = Bindery(tmp_path), 0, 0

    async def export() -> None:
        nonlocal at_work, most
        async with bindery.binding(BookKind.XLSX, NOW) as book:
            at_work += 1
            most = max(most, at_work)
            await book.head(HEAD)
            (await book.finish()).close()
            at_work -= 1

    await asyncio.gather(export(), export(), export())
    assert most == 1


async def test_what_a_killed_service_left_is_swept_away_after_an_hour(tmp_path: Path) -> None:
    old, young = tmp_path / "exports" / "old", tmp_path / "exports" / "young"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "book.xlsx").write_bytes(b"people")
    past = (NOW - timedelta(hours=2)).timestamp()
    os.utime(old, (past, past))
    async with Bindery(tmp_path).binding(BookKind.XLSX, NOW):
        assert not old.exists()
    assert left_in(tmp_path) == [young]
