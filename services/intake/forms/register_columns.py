"""The columns of the register book (form 06 of TT 01/2018, 07 of TT 03/2025) and what each says of a dossier.

Behind the form's own columns stand four more outside the printed area: with them our import reads the book back.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.intake.domain.dossiers.filing import CHANNEL_WORDS
from services.intake.queries.registers.register_book import RegisterLine
from shared.contracts.terms import Channel
from shared.text import dialled
from shared.worktime import LEGAL_ZONE


class Kind(StrEnum):
    """What a cell holds; instants travel as local ISO text without a zone."""

    NUMBER = "number"
    TEXT = "text"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in signs of the workbook."""

    name: str
    width: int
    kind: Kind = Kind.TEXT
    group: str = ""


_DAYS, _RESULT = "Ngày, tháng, năm", "Nhận kết quả"
COLUMNS = (
    Column("STT", 6, Kind.NUMBER),
    Column("Mã hồ sơ", 27),
    Column("Tên thủ tục hành chính", 40),
    Column("Số lượng hồ sơ (bộ)", 9, Kind.NUMBER),
    Column("Tên cá nhân, tổ chức", 26),
    Column("Địa chỉ", 30),
    Column("Số điện thoại", 14),
    Column("Cơ quan chủ trì giải quyết", 24),
    Column("Nhận hồ sơ", 16, Kind.INSTANT, _DAYS),
    Column("Hẹn trả kết quả", 16, Kind.INSTANT, _DAYS),
    Column("Trả kết quả", 16, Kind.INSTANT, _DAYS),
    Column("Phương thức nhận kết quả", 18, Kind.TEXT, _RESULT),
    Column("Ký nhận", 12, Kind.TEXT, _RESULT),
    Column("Ghi chú", 20),
)
READ_BACK = (
    Column("Mã TTHC", 11),
    Column("Hình thức nộp", 13),
    Column("Ngày có kết quả", 16, Kind.INSTANT),
    Column("Tình trạng", 20),
)
SETS_AT, RETURNED_AT = 3, 10

_RESULT_WAYS = {"desk": "Tại bộ phận một cửa", "post": "Qua bưu chính", "online": "Trực tuyến"}
_OUTCOMES = {
    "result": "Đã có kết quả",
    "refusal": "Từ chối giải quyết",
    "stopped": "Dừng giải quyết",
    "withdrawn": "Rút hồ sơ",
}


def cells_of(line: RegisterLine, number: int) -> list[Any]:
    """One value a column, the form's first; `number` is the dossier's in the book of the year."""
    return [
        number,
        line.code,
        line.procedure_name,
        line.sets,
        line.applicant_name,
        line.address or "",
        _phone(line.phone or ""),
        line.lead_agency or "",
        _local(line.accepted_at),
        _local(line.due_at),
        _local(line.returned_at),
        result_words(line.result_way),
        "",
        line.note or "",
        line.procedure,
        CHANNEL_WORDS[Channel(line.channel)],
        _local(line.ended_at),
        _standing(line),
    ]


def _standing(line: RegisterLine) -> str:
    if line.outcome is None:
        return "Đang giải quyết"
    if line.outcome == "result" and line.returned_at:
        return "Đã trả kết quả"
    return _OUTCOMES[line.outcome]


def result_words(way: str | None) -> str:
    """Ours in words; what a book said stays as it was written."""
    return _RESULT_WAYS.get(way or "", way or "")


def _phone(stored: str) -> str:
    """Old books have numbers that are none of Việt Nam's: they stay as written."""
    return dialled(stored)


def _local(at: datetime | None) -> str | None:
    return at.astimezone(LEGAL_ZONE).replace(tzinfo=None).isoformat() if at else None
