"""What a row of a book means beside what the suite already knows of its dossier."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.intake.domain.register.entry import Entry, Place

_ROW_BITS, _PLACE_BITS = 28, 40  # the row within the place; the rest of the place is the sheet


@dataclass(frozen=True, slots=True)
class KnownDossier:
    """A dossier as the books of the suite have it."""

    id: UUID
    code: str
    office: str
    procedure: str
    channel: str
    accepted_at: datetime
    due_at: datetime | None
    applicant_name: str
    origin: str
    outcome: str | None
    ended_at: datetime | None
    returned_at: datetime | None
    entry_digest: bytes | None
    erased_at: datetime | None = None


class Step(StrEnum):
    """What is to be done with a row: nothing, a new dossier, a correction of details, or news of its end."""

    UNCHANGED = "unchanged"
    NEW = "new"
    DETAILS = "details"
    ENDED = "ended"


class Contradicts(ValueError):
    """The row and the suite's books cannot both be right; the message says what to compare."""


def step_of(entry: Entry, digests: Collection[bytes], office: str, known: KnownDossier | None) -> Step:
    """The step for a row, given its keyed digests; raises Contradicts where only a person can decide."""
    if known is None:
        return Step.NEW
    if known.entry_digest in digests and known.office == office:
        return Step.UNCHANGED
    _check_receipt(entry, office, known)
    if (known.outcome, known.ended_at, known.returned_at) == (entry.outcome, entry.ended_at, entry.returned_at):
        return Step.DETAILS
    if known.outcome is None:
        return Step.ENDED
    if known.outcome == entry.outcome and known.ended_at == entry.ended_at and known.returned_at is None:
        return Step.ENDED  # the result has been handed over since
    raise Contradicts("Hồ sơ này đã có kết quả khác trong hệ thống: đối chiếu tình trạng và ngày kết quả")


def _check_receipt(entry: Entry, office: str, known: KnownDossier) -> None:
    if known.erased_at is not None:
        raise Contradicts("Dữ liệu cá nhân của hồ sơ này đã xoá: bỏ dòng này khỏi sổ")
    if known.office != office:
        raise Contradicts(f"Mã hồ sơ này đã thuộc đơn vị {known.office}: kiểm tra lại mã hoặc chọn đúng đơn vị")
    if known.origin != "register":
        raise Contradicts("Mã hồ sơ này đã được tiếp nhận trực tiếp trên hệ thống: bỏ dòng này khỏi sổ")
    differing = [
        words
        for words, ours, theirs in (
            ("ngày tiếp nhận", known.accepted_at, entry.accepted_at),
            ("ngày hẹn trả", known.due_at, entry.due_at),
            ("mã thủ tục", known.procedure, entry.procedure),
            ("hình thức nộp", known.channel, entry.channel),
            ("tên người nộp", known.applicant_name, entry.applicant),
        )
        if ours != theirs
    ]
    if differing:
        raise Contradicts(f"Mã hồ sơ này đã có trong hệ thống với {', '.join(differing)} khác: đối chiếu lại sổ")


class SeenCodes:
    """Codes that this book has already used, with what it said: the second different row of a code is refused.

    Kept as numbers made of digests, some 130 bytes a row: a book may have a million rows. That two codes share 64
    bits happens once in ten million such books.
    """

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._sheets: dict[str, int] = {}

    def is_repeat(self, place: Place, entry: Entry) -> bool:
        """True for an identical repeat; raises Contradicts for a different one."""
        said = _number(entry.digest + entry.unit.encode())
        sheet = self._sheets.setdefault(place.sheet, len(self._sheets))
        here = (said << _PLACE_BITS) | (sheet << _ROW_BITS) | place.row
        first = self._seen.setdefault(_number(entry.code.encode()), here)
        if first == here:
            return False
        if first >> _PLACE_BITS == said:
            return True
        where = self._place(first)
        raise Contradicts(f"Mã hồ sơ đã dùng ở {where} với nội dung khác: mỗi hồ sơ một mã, sửa một trong hai")

    def _place(self, kept: int) -> Place:
        sheet = (kept >> _ROW_BITS) & ((1 << (_PLACE_BITS - _ROW_BITS)) - 1)
        return Place(kept & ((1 << _ROW_BITS) - 1), list(self._sheets)[sheet])


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())
