"""Exports the register book of a desk: the one way by which many people's data leaves as a file."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from services.intake.domain.organisation.office import NATION, Office
from services.intake.domain.organisation.reach import must_reach
from services.intake.forms.bindery import Bindery, BookKind
from services.intake.forms.register_columns import cells_of
from services.intake.forms.register_head import RegisterHead
from services.intake.queries.organisation.offices import find_office, offices_by_codes
from services.intake.queries.registers.register_book import RegisterSpan, count_register, register_lines
from shared.callers import Caller
from shared.clock import Clock
from shared.db.database import Connection, Database
from shared.errors import Invalid
from shared.worktime import legal_day

# The writing process may compute for two minutes (0.1 ms a line of the workbook); a PDF takes 0.25 MB a line.
MOST_LINES = {BookKind.XLSX: 500_000, BookKind.PDF: 3_000}


@dataclass(frozen=True, slots=True)
class RegisterExport:
    """The book as an open file, and what it holds: what a log of exports has to know."""

    file: BinaryIO
    kind: BookKind
    office: str
    first: date
    last: date
    count: int


async def export_register(
    database: Database,
    bindery: Bindery,
    clock: Clock,
    caller: Caller,
    office: str,
    first: date | None,
    last: date | None,
    kind: BookKind,
) -> RegisterExport:
    """Without days: the year so far. Refuses a desk out of reach, days of two years, more lines than the kind holds."""
    now = clock.now()
    first, last = _one_year(first, last, legal_day(now))
    async with database.reading() as connection:
        desk = await _desk_in_reach(connection, caller, office, legal_day(now))
        span = RegisterSpan(desk.code, first, last)
        _refuse_too_long(kind, (await count_register(connection, span)).within)
    count = 0
    async with bindery.binding(kind, now) as book:
        async with database.reading() as connection:
            before = (await count_register(connection, span)).before
            await book.head(RegisterHead.of(await _names(connection, desk), first, last, before, now))
            async for line in register_lines(connection, span):
                count += 1
                await book.line(cells_of(line, before + count))
        # the connection is given back before the book is bound
        return RegisterExport(await book.finish(), kind, desk.code, first, last, count)


def _one_year(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    if last is None:
        year_ends = date(first.year, 12, 31) if first else today
        last = max(min(year_ends, today), first or today)
    first = first or last.replace(month=1, day=1)
    if first > last or first.year != last.year:
        message = "Sổ mở theo từng năm: chọn từ ngày và đến ngày trong cùng một năm, từ ngày không sau đến ngày"
        raise Invalid("register_span_not_one_year", message, fields={"from": message})
    return first, last


async def _desk_in_reach(connection: Connection, caller: Caller, office: str, today: date) -> Office:
    desk = await find_office(connection, office, today)
    must_reach(caller, desk.path)
    return desk


def _refuse_too_long(kind: BookKind, count: int) -> None:
    most = MOST_LINES[kind]
    if count > most:
        said, limit = (f"{number:,}".replace(",", ".") for number in (count, most))
        other = " hoặc tải bản Excel" if kind is BookKind.PDF else ""
        message = f"Sổ có {said} hồ sơ, bản {kind.value.upper()} tối đa {limit}: chọn khoảng ngày ngắn hơn{other}"
        raise Invalid("register_too_long", message)


async def _names(connection: Connection, desk: Office) -> list[str]:
    path = [code for code in desk.path if code != NATION]
    offices = await offices_by_codes(connection, path)
    return [offices[code].name for code in path]
