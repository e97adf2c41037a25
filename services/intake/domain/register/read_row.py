"""Reads one row of a book into an Entry, or says what is wrong with it and what to do."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import NamedTuple

from services.intake.domain.catalogue.procedure_code import is_procedure_code
from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.register.cells import (
    Cell,
    compact,
    digits_with_zero,
    is_blank,
    is_fault,
    procedure_code,
    tidy,
    whole_number,
)
from services.intake.domain.register.entry import Entry
from services.intake.domain.register.header import Columns
from services.intake.domain.register.moments import Moment, Unreadable, read_moment
from services.intake.domain.register.person import book_identity, book_phone
from services.intake.domain.register.words import Standing, channel_of, standing_of

# Where a book gives a day without an hour: received at opening, everything else by closing (hours P75).
_OPENS, _CLOSES = time(7, 30), time(17, 0)
_LONGEST = 500


class CannotBeTaken(ValueError):
    """Why a row is rejected, in words for the person who keeps the book."""


class Times(NamedTuple):
    """The four moments of a row, in the order in which they must follow each other."""

    received: Moment
    due: Moment | None
    result: Moment | None
    returned: Moment | None


def read_row(row: Sequence[Cell], columns: Columns, now: datetime) -> Entry:
    """The row's entry; raises CannotBeTaken with the reason."""
    code = _dossier_code(_cell(row, columns, "code"))
    procedure = _procedure(_cell(row, columns, "procedure"))
    applicant = _text(row, columns, "applicant")
    if not applicant:
        raise CannotBeTaken("Thiếu tên người nộp hồ sơ: điền tên tổ chức, cá nhân rồi nạp lại")
    channel = _channel(_cell(row, columns, "channel"))
    times = _times(row, columns, now)
    standing = _standing(_cell(row, columns, "status"), times)
    number, is_odd = book_identity(_digits(row, columns, "identity", {8: 9, 11: 12}), now.date())
    ended_at, returned_at = _end(standing, times)
    return Entry(
        code=code,
        procedure=procedure,
        procedure_name=_text(row, columns, "procedure_name"),
        sets=whole_number(_cell(row, columns, "sets")) or 1,
        applicant=applicant,
        identity_number=number,
        identity_is_odd=is_odd,
        phone=book_phone(_digits(row, columns, "phone", {9: 10})),
        address=_text(row, columns, "address"),
        lead_agency=_text(row, columns, "lead"),
        channel=channel,
        accepted_at=times.received.at(_OPENS),
        due_at=times.due.at(_CLOSES) if times.due else None,
        outcome=None if standing is Standing.OPEN else standing.value,
        ended_at=ended_at,
        returned_at=returned_at,
        result_way=_text(row, columns, "return_way"),
        note=_text(row, columns, "note"),
        unit=_text(row, columns, "office"),
    )


def _cell(row: Sequence[Cell], columns: Columns, name: str) -> Cell:
    place = columns.get(name)
    return row[place] if place is not None and place < len(row) else None


def _text(row: Sequence[Cell], columns: Columns, name: str) -> str:
    """Words for people; what a failed formula left is no word."""
    cell = _cell(row, columns, name)
    return "" if is_fault(cell) else tidy(cell)[:_LONGEST]


def _digits(row: Sequence[Cell], columns: Columns, name: str, lost: dict[int, int]) -> str:
    cell = _cell(row, columns, name)
    return "" if is_fault(cell) else digits_with_zero(cell, lost)


def _dossier_code(cell: Cell) -> str:
    code = compact(cell).upper()
    if not code:
        raise CannotBeTaken("Thiếu mã hồ sơ: điền mã ghi trên giấy tiếp nhận")
    if not read_dossier_code(code):
        raise CannotBeTaken(f"Mã hồ sơ “{code[:40]}” sai dạng: phải là mã đơn vị-nămthángngày-số, có ngày thật")
    return code


def _procedure(cell: Cell) -> str:
    code = procedure_code(cell)
    if not code:
        raise CannotBeTaken("Thiếu mã thủ tục hành chính: tra mã (dạng 1.001193) rồi điền")
    if not is_procedure_code(code):
        raise CannotBeTaken(f"Mã thủ tục “{code[:40]}” sai dạng: phải là một chữ số, dấu chấm, sáu chữ số")
    return code


def _channel(cell: Cell) -> str:
    if is_blank(cell):
        return "direct"  # the national portal counts an empty KenhThucHien as direct
    channel = channel_of(cell)
    if channel is None:
        raise CannotBeTaken(f"Không hiểu hình thức nộp “{tidy(cell)[:60]}”: ghi Trực tiếp, Trực tuyến hoặc Bưu chính")
    return channel


def _moment(row: Sequence[Cell], columns: Columns, name: str, words: str) -> Moment | None:
    cell = _cell(row, columns, name)
    try:
        return read_moment(cell)
    except Unreadable:
        advice = "ghi dạng ngày/tháng/năm giờ:phút, ngày có thật"
        raise CannotBeTaken(f"Không đọc được {words} “{tidy(cell)[:40]}”: {advice}") from None


def _times(row: Sequence[Cell], columns: Columns, now: datetime) -> Times:
    received = _moment(row, columns, "received", "ngày tiếp nhận")
    if received is None:
        raise CannotBeTaken("Thiếu ngày tiếp nhận: điền ngày giờ trên giấy tiếp nhận")
    times = Times(
        received,
        _moment(row, columns, "due", "ngày hẹn trả"),
        _moment(row, columns, "result", "ngày có kết quả"),
        _moment(row, columns, "returned", "ngày trả kết quả"),
    )
    _check_order(times, now)
    return times


def _check_order(times: Times, now: datetime) -> None:
    received, due, result, returned = times
    if received.at(_OPENS) > now and (received.hour or received.on > now.date()):
        raise CannotBeTaken("Ngày tiếp nhận ở tương lai: sửa lại ngày")
    for moment, words in ((result, "có kết quả"), (returned, "trả kết quả")):
        if moment and moment.precedes(received):
            raise CannotBeTaken(f"Ngày {words} trước ngày tiếp nhận: xem lại hai ngày này")
        if moment and (moment.on > now.date() or (moment.hour and moment.at(_CLOSES) > now)):
            raise CannotBeTaken(f"Ngày {words} ở tương lai: sửa lại ngày")
    if result and returned and returned.precedes(result):
        raise CannotBeTaken("Ngày trả kết quả trước ngày có kết quả: xem lại hai ngày này")
    if due and due.precedes(received):
        raise CannotBeTaken("Ngày hẹn trả trước ngày tiếp nhận: xem lại hai ngày này")


def _standing(cell: Cell, times: Times) -> Standing:
    has_end, shown = bool(times.result or times.returned), tidy(cell)[:60]
    standing = Standing.BY_DATES if is_blank(cell) else standing_of(cell)
    if standing is None:
        raise CannotBeTaken(f"Không hiểu tình trạng “{shown}”: ghi như Đã trả kết quả, Đang giải quyết, Rút hồ sơ")
    if standing is Standing.BY_DATES:
        return Standing.RESULT if has_end else Standing.OPEN
    if standing is Standing.REFUSED_AT_DESK:
        raise CannotBeTaken(f"“{shown}”: hồ sơ không được tiếp nhận thì không ghi vào sổ theo dõi, bỏ dòng này")
    if standing is not Standing.OPEN and not has_end:
        raise CannotBeTaken(f"Tình trạng “{shown}” nhưng không có ngày kết quả hay ngày trả: điền ngày kết thúc")
    if standing is Standing.OPEN and has_end:
        raise CannotBeTaken(f"Tình trạng “{shown}” nhưng có ngày kết quả hoặc ngày trả: sửa tình trạng hoặc bỏ ngày")
    return standing


def _end(standing: Standing, times: Times) -> tuple[datetime | None, datetime | None]:
    """When it ended and when it was handed over, never before what came earlier the same day."""
    end = times.result or times.returned
    if standing is Standing.OPEN or end is None:
        return None, None
    ended_at = max(end.at(_CLOSES), times.received.at(_OPENS))
    if times.result and times.returned and times.result.hour is None and times.returned.hour:
        ended_at = min(ended_at, max(times.returned.at(_CLOSES), times.received.at(_OPENS)))
    if times.returned is None or standing not in (Standing.RESULT, Standing.REFUSAL):
        return ended_at, None
    return ended_at, max(times.returned.at(_CLOSES), ended_at)
