"""Register imports over the wire."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.register.doubts import WORDS, Doubt
from services.intake.domain.register.entry import Place, Reject
from services.intake.queries.registers.register_imports import ImportRead, RowGroup
from services.intake.schemas.parts import LegalInstant, Out


class RejectOut(Out):
    """A row that was not taken: the number that the sheet shows, and what to do."""

    sheet: Annotated[str, Field(description="Tên trang, để trống khi sổ chỉ có một trang")]
    row: int
    reason: str


class RegisterImportLine(Out):
    """How far a book is. `rows` is an estimate until `done`; `position` is where the last fact lies in intake's log."""

    id: UUID
    office: str
    file_name: str
    committed: Annotated[bool, Field(description="false: chỉ xem trước, không ghi gì")]
    state: Literal["waiting", "reading", "writing", "done", "failed", "cancelled"]
    reason: Annotated[str | None, Field(description="Vì sao không đọc được, hoặc những gì đã ghi khi bị dừng")]
    rows: int
    done: int
    imported: int
    unchanged: int
    doubtful: Annotated[int, Field(description="Số dòng đã nhận nhưng có điểm lạ, xem `/summary`")]
    rejected_count: int
    position: int | None
    created_at: LegalInstant
    finished_at: LegalInstant | None

    @classmethod
    def line(cls, read: ImportRead) -> "RegisterImportLine":
        return RegisterImportLine(**_values(read))


class RegisterImportOut(RegisterImportLine):
    """With the rows that were not taken."""

    rejected: list[RejectOut]

    @classmethod
    def of(cls, read: ImportRead, rejects: list[Reject]) -> Self:
        rejected = [RejectOut(sheet=one.place.sheet, row=one.place.row, reason=one.reason) for one in rejects]
        return cls(**_values(read), rejected=rejected)


class PlaceOut(Out):
    """A row by the number that the sheet shows."""

    sheet: str
    row: int


class RowGroupOut(Out):
    """Rows of one kind: how many, and the first of them."""

    reason: str
    rows: int
    first: list[PlaceOut]


class DoubtOut(RowGroupOut):
    """Rows that were taken though odd in this way."""

    doubt: Doubt


class RegisterSummaryOut(Out):
    """What a book is worth: `ready` rows are taken (or would be), `doubtful` of them are odd."""

    rows: int
    ready: int
    doubtful: int
    unchanged: int
    refused: int
    reasons: list[RowGroupOut]
    doubts: list[DoubtOut]

    @classmethod
    def of(cls, read: ImportRead, reasons: Sequence[RowGroup], doubts: Mapping[Doubt, RowGroup]) -> Self:
        return cls(
            rows=read.done,
            ready=read.imported,
            doubtful=read.doubtful,
            unchanged=read.unchanged,
            refused=read.rejected_count,
            reasons=[RowGroupOut(reason=one.reason, rows=one.rows, first=_places(one.places)) for one in reasons],
            doubts=[
                DoubtOut(doubt=doubt, reason=WORDS[doubt], rows=one.rows, first=_places(one.places))
                for doubt, one in doubts.items()
            ],
        )


def _places(places: Sequence[Place]) -> list[PlaceOut]:
    return [PlaceOut(sheet=place.sheet, row=place.row) for place in places]


def _values(read: ImportRead) -> dict[str, Any]:
    same = "id office file_name state rows done imported unchanged doubtful rejected_count position"
    values = {name: getattr(read, name) for name in (*same.split(), "created_at", "finished_at")}
    return values | {"committed": read.is_committing, "reason": read.reason or _cancelled(read)}


def _cancelled(read: ImportRead) -> str | None:
    if read.state != "cancelled":
        return None
    kept = f"{read.imported} dòng đã ghi vẫn giữ" if read.is_committing else "chưa ghi gì"
    return f"Đã dừng sau {read.done} dòng, {kept}; nạp lại sổ thì các dòng đã ghi không bị tính hai lần"
