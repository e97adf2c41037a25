"""Every kind of file that a book comes in: old and new Excel, open documents, CSV; and files that are a trap."""

import asyncio
import resource
import sys
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from services.intake.domain.register.moments import LOCAL
from services.intake.repository.registers.book_reader import read_book
from services.intake.repository.registers.books import Books
from tests.intake.books import HEADER, TITLES, Sheet, a_csv, a_workbook, an_open_document, book_row
from tests.intake.old_fonts import to_tcvn3

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=LOCAL)
OLD_EXCEL = Path(__file__).parents[1] / "so-cu.xls"
ROWS = [*TITLES, HEADER, book_row(1), book_row(2, received="hôm qua"), [], book_row(3)]


def read(path: Path, book: bytes) -> list[dict[str, Any]]:
    (path / "book").write_bytes(book)
    return list(read_book(str(path / "book"), NOW))


def told(lines: Sequence[dict[str, Any]]) -> tuple[list[str], list[int]]:
    """Codes taken and numbers of the rows refused."""
    taken = [line["entry"]["code"][-4:] for line in lines if line.get("entry")]
    return taken, [line["row"] for line in lines if "reason" in line]


@pytest.mark.parametrize(
    "book",
    [
        a_workbook(Sheet(ROWS)),
        an_open_document(ROWS),
        a_csv(ROWS),
        a_csv(ROWS, ";"),
        a_csv(ROWS, "\t", "utf-8"),
        a_csv(ROWS, "\t", "utf-16"),
        a_csv(ROWS, "|", "utf-8"),
    ],
    ids=["xlsx", "ods", "csv with its mark", "semicolons", "tabs", "unicode text", "strokes"],
)
def test_the_same_rows_are_read_from_every_kind_of_file(tmp_path: Path, book: bytes) -> None:
    lines = read(tmp_path, book)
    assert told(lines) == (["0001", "0003"], [7])
    assert lines[-1] == {"end": True}


def test_an_old_excel_file_is_read_with_its_numbers_and_merged_cells(tmp_path: Path) -> None:
    lines = read(tmp_path, OLD_EXCEL.read_bytes())
    assert told(lines) == (["0001", "0002", "0004", "0006"], [8, 12])
    second = lines[2]["entry"]
    assert second["accepted_at"] == "2024-05-08T08:30:00+07:00"
    assert (second["identity_number"], second["phone"]) == ("026187000123", "+84912000124")


def test_a_csv_keeps_its_quoted_signs_lines_and_formulas(tmp_path: Path) -> None:
    rows = [
        HEADER,
        book_row(1, applicant='Công ty "Mẫu", chi nhánh\nTam Đảo', identity='="026187000123"', note="a;b"),
        book_row(2, applicant=to_tcvn3("Nguyễn Thị Hường")),
    ]
    first, second = (line["entry"] for line in read(tmp_path, a_csv(rows)) if line.get("entry"))
    assert first["applicant"] == 'Công ty "Mẫu", chi nhánh Tam Đảo'
    assert (first["identity_number"], first["note"]) == ("026187000123", "a;b")
    assert second["applicant"] == "Nguyễn Thị Hường"


def test_numbers_that_an_export_wrote_with_a_fraction_are_whole(tmp_path: Path) -> None:
    row = book_row(1, identity="26187000123.0", phone="912000124.0", received="8052024.0", due="20240513.0")
    (entry,) = (line["entry"] for line in read(tmp_path, a_csv([HEADER, row])) if line.get("entry"))
    assert (entry["identity_number"], entry["phone"]) == ("026187000123", "+84912000124")
    assert (entry["accepted_at"][:10], entry["due_at"][:10]) == ("2024-05-08", "2024-05-13")


async def test_a_csv_in_another_writing_says_how_to_save_it(tmp_path: Path) -> None:
    rows = [HEADER, *(book_row(n, note="x" * 100) for n in range(1, 60))]
    lines = await through_books(tmp_path, a_csv(rows, writing="utf-8") + "Nguyễn".encode("utf-16-le") + b"\xe9\x00")
    assert "Tệp CSV không ở mã UTF-8" in lines[-1]["failed"]


@pytest.mark.parametrize("counts_from_1904", [False, True])
def test_days_are_the_same_wherever_the_workbook_counts_from(tmp_path: Path, counts_from_1904: bool) -> None:
    behind = 1462 if counts_from_1904 else 0
    rows = [
        HEADER,
        book_row(1, received=datetime(2024, 5, 8, 8, 30), due=date(2024, 5, 13)),  # noqa: DTZ001
        book_row(2, received=45420.354166666664 - behind, due=45425 - behind),
    ]
    lines = read(tmp_path, a_workbook(Sheet(rows), counts_from_1904=counts_from_1904))
    entries = [line["entry"] for line in lines if line.get("entry")]
    assert [entry["accepted_at"] for entry in entries] == ["2024-05-08T08:30:00+07:00"] * 2
    assert [entry["due_at"] for entry in entries] == ["2024-05-13T17:00:00+07:00"] * 2


async def through_books(folder: Path, book: bytes) -> list[dict[str, Any]]:
    """Kept and read by the reading process, as in service."""

    async def chunks() -> Any:
        yield book

    books = Books(folder)
    stored = await books.keep(chunks())
    async with books.reading(stored.digest, NOW) as lines:
        return [line async for line in lines]


def a_sheet_of(xml: str) -> bytes:
    """A workbook whose one sheet is the given XML."""
    stream = BytesIO(a_workbook(Sheet([HEADER, book_row(1)])))
    out = BytesIO()
    with ZipFile(stream) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else content)
    return out.getvalue()


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "book",
    [a_sheet_of(_SHEET.format(_FAR)), a_sheet_of(_SHEET.format('<row><c t="inlineStr"><is><t>' + "x" * (200 << 20)))],
    ids=["a cell in the farthest corner", "one endless text"],
)
async def test_an_absurd_file_fails_within_the_limits(tmp_path: Path, book: bytes) -> None:
    assert len(book) < 2 << 20
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    (line,) = await asyncio.wait_for(through_books(tmp_path, book), 120)
    assert "Không đọc được tệp" in line["failed"] or "Không thấy dòng tiêu đề" in line["failed"]
    assert not line.get("is_killed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_maxrss < 2 << 20  # KiB
    assert after.ru_utime - before.ru_utime < 120


async def test_an_endless_reading_is_ended_by_its_processor_time(tmp_path: Path) -> None:
    code = (
        "from services.intake.repository import reading_limits as limits; limits._PROCESSOR_SECONDS = 1; "
        "limits.keep_within_limits()\nwhile True: pass"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    assert await asyncio.wait_for(process.wait(), 60) == -24  # SIGXCPU, not the SIGKILL of somebody else
