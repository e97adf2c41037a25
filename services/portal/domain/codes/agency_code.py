"""Agency codes: QCVN 102:2016 writes level 1 last in 13 characters, QĐ 20/2020 writes it first. Both circulate."""

import re
from dataclasses import dataclass
from enum import StrEnum

from shared.errors import Invalid

LONGEST = 35  # QĐ 20/2020 art. 4–6
_OLD = re.compile(r"([0-9A-Z]{3})\.([0-9A-Z]{2})\.([0-9A-Z]{2})\.([A-Y][0-9]{2})")
_NEW = re.compile(r"[A-Y][0-9]{2}(?:\.[0-9A-Z]+)*|Z(?!00)[0-9]{2}[0-9A-Z]{0,32}")  # Z01–Z99: bodies outside the state
_OLD_WIDTHS = (3, 2, 2, 3)  # of levels 1 to 4


class AgencyScheme(StrEnum):
    """The rule by which a code is written."""

    QCVN_102 = "qcvn_102"
    QD_20 = "qd_20"


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """A code taken apart: level 1 first in both schemes; QCVN 102 without the zeros of levels it does not use."""

    scheme: AgencyScheme
    levels: tuple[str, ...]

    def __str__(self) -> str:
        if self.scheme is AgencyScheme.QD_20:
            return ".".join(self.levels)
        unused = ["0" * width for width in _OLD_WIDTHS[len(self.levels) :]]
        return ".".join(reversed([*self.levels, *unused]))


def read_agency_code(text: str, scheme: AgencyScheme | None = None) -> AgencyCode:
    """Refuses what is of no scheme, and what reads as two different agencies unless the scheme is said."""
    written = text.strip().upper() if text.isascii() else ""
    old = _OLD.fullmatch(written) if scheme is not AgencyScheme.QD_20 else None
    is_new = scheme is not AgencyScheme.QCVN_102 and len(written) <= LONGEST and _NEW.fullmatch(written) is not None
    if old and is_new:
        message = f"Mã định danh {written} đọc được theo cả QCVN 102:2016 lẫn QĐ 20/2020, hãy ghi rõ quy tắc"
        raise Invalid("agency_code_ambiguous", message)
    if old:
        return AgencyCode(AgencyScheme.QCVN_102, _used((old[4], old[3], old[2], old[1])))
    if is_new:
        return AgencyCode(AgencyScheme.QD_20, tuple(written.split(".")))
    message = f"{text[:40]} không phải mã định danh cơ quan (dạng 000.00.12.H26 hoặc H26.12)"
    raise Invalid("agency_code_not_valid", message)


def in_scheme(code: AgencyCode, scheme: AgencyScheme) -> AgencyCode | None:
    """The same agency in that scheme; None where QCVN 102 has no room for it and only an explicit map can say.

    An empty level between two used ones keeps its zeros: without them another agency would be meant. A group narrower
    than QCVN 102 wants is filled with zeros, so `H26.1` becomes `000.00.01.H26`.
    """
    if code.scheme is scheme:
        return code
    levels = _used(code.levels)
    if scheme is AgencyScheme.QD_20:
        return AgencyCode(scheme, levels)
    fitted = tuple(group.zfill(width) for group, width in zip(levels, _OLD_WIDTHS, strict=False))
    has_room = len(levels) <= len(_OLD_WIDTHS) and _OLD.fullmatch(str(AgencyCode(scheme, fitted)))
    return AgencyCode(scheme, fitted) if has_room else None


def agency_key(code: AgencyCode) -> str:
    """One text for all spellings that the rule alone can relate; for comparing and counting, never for sending."""
    old = in_scheme(code, AgencyScheme.QCVN_102)
    return str(old) if old else ".".join(_used(code.levels))


def same_agency(first: AgencyCode, second: AgencyCode) -> bool:
    """By the rule of conversion alone; AgencyMap knows those that it cannot relate."""
    return agency_key(first) == agency_key(second)


def _used(levels: tuple[str, ...]) -> tuple[str, ...]:
    last = max(number for number, group in enumerate(levels, start=1) if number == 1 or group.strip("0"))
    return levels[:last]
