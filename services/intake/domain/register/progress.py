"""What a row of a book means beside what the suite already knows of its dossier."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.intake.domain.register.entry import Entry, Place


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
    """Codes that this book has already used, with what it said: the second different row of a code is refused."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Place, bytes]] = {}

    def is_repeat(self, place: Place, entry: Entry) -> bool:
        """True for an identical repeat; raises Contradicts for a different one."""
        first, digest = self._seen.setdefault(entry.code, (place, entry.digest[:16]))
        if first == place:
            return False
        if digest == entry.digest[:16]:
            return True
        raise Contradicts(f"Mã hồ sơ đã dùng ở {first} với nội dung khác: mỗi hồ sơ một mã, sửa một trong hai")
