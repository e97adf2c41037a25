"""Correcting a mistake: what of a receipt may be put right, and when it is too late for that.

A correction is a new act with author and reason; what it replaces stays. A date that was missed is not a mistake: it is
owed a letter (form 04), so a promised date is not moved once its day has passed or the dossier has ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.domain.dossiers.receipt import Fee, Paper, Return
from shared.contracts.terms import CountsBy
from shared.errors import Conflict, Invalid
from shared.worktime import Term, legal_day


@dataclass(frozen=True, slots=True)
class Particulars:
    """All that a correction may change, as one revision has it."""

    procedure: str
    procedure_version: int
    procedure_name: str
    field: str
    case: str | None
    term: Term | None
    counts_by: CountsBy
    due_at: datetime | None
    due_on: date | None
    applicant: Applicant
    proxy: Proxy | None
    summary: str | None
    papers: tuple[Paper, ...]
    sets: int
    fees: tuple[Fee, ...]
    result: Return


# What a person calls what was changed; the parts of a procedure and of a promise go together.
_PARTS: Mapping[str, str] = {
    "procedure_version": "procedure",
    "procedure_name": "procedure",
    "field": "procedure",
    "term": "due",
    "counts_by": "due",
    "due_at": "due",
    "due_on": "due",
}


def changed_parts(before: Particulars, after: Particulars) -> tuple[str, ...]:
    """Names of what differs; refuses a correction that changes nothing."""
    names = (each.name for each in fields(Particulars) if getattr(before, each.name) != getattr(after, each.name))
    parts = tuple(dict.fromkeys(_PARTS.get(name, name) for name in names))
    if not parts:
        raise Invalid("nothing_corrected", "Nội dung đính chính giống hệt nội dung đang có")
    return parts


def must_be_correctable(parts: tuple[str, ...], before: Particulars, ended_at: datetime | None, now: datetime) -> None:
    """Refuses to move what was promised or counted after the dossier ended or its day passed."""
    if not {"procedure", "due"} & set(parts):
        return
    if ended_at:
        raise Conflict("dossier_ended", "Hồ sơ đã có kết quả: không đính chính thủ tục hay ngày hẹn trả được nữa")
    if "due" in parts and before.due_on and legal_day(now) > before.due_on:
        message = "Đã quá ngày hẹn trả: lập văn bản xin lỗi và hẹn lại (mẫu 04), không đính chính ngày hẹn"
        raise Conflict("due_date_passed", message)


def stated_due(due_at: datetime, accepted_at: datetime) -> date:
    """The legal day of a promised date that a person states; refuses one before acceptance."""
    if due_at < accepted_at:
        message = "Ngày hẹn trả phải sau lúc tiếp nhận"
        raise Invalid("due_before_received", message, fields={"due_at": message})
    return legal_day(due_at)
