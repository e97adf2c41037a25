"""A whole procedure as generation A publishes it (`LayThuTuc`), for comparing it with ours."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any

from services.portal.domain.catalogue.portal_procedure import (
    PortalProcedure,
    PublishedFee,
    PublishedLimit,
    PublishedPaper,
    PublishedResult,
    as_compared,
)
from services.portal.domain.codes.procedure_code import read_procedure_code
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.worktime import Term, Unit
from shared.worktime.refusals import TermNotValid

Said = Mapping[str, Any]
_CHANNELS = {"1": Channel.DIRECT, "2": Channel.ONLINE, "3": Channel.POST}
# The words are a guess but for `Ngày làm việc`: no list of units is public. Another word is refused, never read as one.
_UNITS = {
    "giờ làm việc": Unit.WORKING_HOUR,
    "giờ": Unit.HOUR,
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "tuần": Unit.WEEK,
    "tháng": Unit.MONTH,
    "năm": Unit.YEAR,
}
_LEVELS = {"bộ": "bo", "tỉnh": "tinh", "huyện": "huyen", "xã": "xa", "khác": "khac"}
_AMOUNT = re.compile(r"\d{1,5}([.,]\d{1,3})?")
_MONEY = re.compile(r"\d{1,3}([., ]\d{3})+|\d{1,10}")


def read_published(said: Said) -> PortalProcedure:
    """Refuses `published_not_readable`: a limit or channel that would have to be guessed."""
    fields = _rows(said, "LINHVUCTHUCHIEN")
    times = list(_times(said))
    return PortalProcedure(
        code=read_procedure_code(_text(said, "MATTHC")).base,
        name=_text(said, "TENTTHC"),
        field_name=_text(fields[0], "TENLINHVUC") if fields else "",
        field_code=_text(fields[0], "MALINHVUC") if fields else "",
        levels=tuple(_level(row) for row in _rows(said, "CAPTHUCHIEN")),
        decision=_text(said, "QUYETDINH") or _text(said, "IDQUYETDINHCONGBO"),
        is_public=_text(said, "TRANGTHAI") in ("", "1"),
        limits=tuple(PublishedLimit(channel, _term(time), case) for channel, case, time in times),
        fees=tuple(_for_all_channels([fee for each in times for fee in _fees(*each)], {each[0] for each in times})),
        papers=tuple(_papers(said)),
        results=tuple(
            PublishedResult(_text(row, "TENKETQUA"), _text(row, "MAKETQUA")) for row in _rows(said, "KETQUATHUCHIEN")
        ),
    )


def _times(said: Said) -> Iterator[tuple[Channel, str, Said]]:
    """Every time of every channel; its description names the case where a channel has several."""
    for way in _rows(said, "CACHTHUCTHUCHIEN"):
        channel = _CHANNELS.get(_text(way, "KENH"))
        if channel is None:
            raise _unreadable(said, f"kênh {_text(way, 'KENH')} không có trong danh mục")
        times = _rows(way, "THOIGIAN") or [{}]
        for time in times:
            yield channel, _text(time, "MOTA") if len(times) > 1 else "", time


def _term(time: Said) -> Term | None:
    """Half working days are counted in halves, other parts of a unit up to the whole, as intake reads its files."""
    amount = _text(time, "THOIGIANGIAIQUYET")
    if not amount:
        return None
    unit = _UNITS.get(as_compared(_text(time, "DONVITINH")).lower())
    if unit is None or not _AMOUNT.fullmatch(amount):
        raise _unreadable(time, f"thời hạn “{amount} {_text(time, 'DONVITINH')}”")
    number = Fraction(amount.replace(",", "."))
    if number == 0:
        return Term(Unit.SAME_DAY, 0)
    if unit is Unit.WORKING_DAY and number.denominator == 2:
        return Term(Unit.HALF_DAY, number.numerator)
    try:
        return Term(unit, ceil(number))
    except TermNotValid as wrong:
        raise _unreadable(time, f"thời hạn {amount}: {wrong.message}") from wrong


def _fees(channel: Channel, case: str, time: Said) -> Iterator[PublishedFee]:
    """The portal names no fee; an amount in another currency or in words stays words."""
    for row in _rows(time, "PHILEPHI"):
        money, unit = _text(row, "SOTIEN"), _text(row, "DONVI")
        in_dong = unit.lower() in ("", "đồng", "vnd", "vnđ") and _MONEY.fullmatch(money)
        words = "" if in_dong else f"{money} {unit}".strip()
        yield PublishedFee(
            name="",
            amount=int(re.sub(r"\D", "", money)) if in_dong else None,
            text="; ".join(filter(None, (words, _text(row, "MOTA")))),
            channel=channel,
            case=case,
            code=_text(row, "MAPHILEPHI"),
        )


def _for_all_channels(fees: Iterable[PublishedFee], channels: set[Channel]) -> list[PublishedFee]:
    """A fee that every channel lists is one fee for all of them."""
    listed: dict[PublishedFee, set[Channel]] = {}
    for fee in fees:
        if fee.channel:
            listed.setdefault(replace(fee, channel=None), set()).add(fee.channel)
    return [
        fee if of == channels else replace(fee, channel=channel)
        for fee, of in listed.items()
        for channel in ([None] if of == channels else sorted(of))
    ]


def _papers(said: Said) -> Iterator[PublishedPaper]:
    for case in _rows(said, "THANHPHANHOSO"):
        for row in _rows(case, "GIAYTO"):
            yield PublishedPaper(
                name=_text(row, "TENGIAYTO"),
                case=_text(case, "TRUONGHOP"),
                originals=_count(row, "SOBANCHINH"),
                copies=_count(row, "SOBANSAO"),
                form_file=_text(row, "TENMAUDON"),
                code=_text(row, "MAGIAYTO"),
                replaced_by=_text(row, "MA_KQ_THAYTHE"),
            )


def _level(row: Said) -> str:
    """A level that is none of the five stays as it is written, so that the proposal shows it."""
    name = _text(row, "TENCAP")
    return next((level for word, level in _LEVELS.items() if word in name.lower()), name)


def _rows(said: Said, name: str) -> list[Said]:
    return [row for row in said.get(name) or () if isinstance(row, Mapping)]


def _text(said: Said, name: str) -> str:
    value = said.get(name)
    return as_compared(str(value)) if isinstance(value, str | int | float) else ""


def _count(said: Said, name: str) -> int | None:
    text = _text(said, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else None


def _unreadable(said: Said, what: str) -> Invalid:
    return Invalid("published_not_readable", f"Không đọc được {what} mà Cổng công bố {_text(said, 'MATTHC')}".strip())
