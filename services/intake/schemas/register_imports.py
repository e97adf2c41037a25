"""Register imports over the wire."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.register.entry import Reject
from services.intake.queries.register_imports import ImportRead
from services.intake.schemas.parts import LegalInstant, Out


class RejectOut(Out):
    """A row that was not taken: the number that the sheet shows, and what to do."""

    sheet: Annotated[str, Field(description="Tên trang, để trống khi sổ chỉ có một trang")]
    row: int
    reason: str


class RegisterImportOut(Out):
    """How far a book is. `rows` is an estimate until `done`; `position` is where the last fact lies in intake's log."""

    id: UUID
    office: str
    file_name: str
    committed: Annotated[bool, Field(description="false: chỉ xem trước, không ghi gì")]
    state: Literal["waiting", "reading", "writing", "done", "failed"]
    reason: str | None
    rows: int
    done: int
    imported: int
    unchanged: int
    rejected: list[RejectOut]
    rejected_count: int
    position: int | None
    created_at: LegalInstant
    finished_at: LegalInstant | None

    @classmethod
    def of(cls, read: ImportRead, rejects: list[Reject]) -> Self:
        same = "id office file_name state reason rows done imported unchanged rejected_count position"
        line = {name: getattr(read, name) for name in same.split()}
        return cls(
            **line,
            committed=read.is_committing,
            rejected=[RejectOut(sheet=one.place.sheet, row=one.place.row, reason=one.reason) for one in rejects],
            created_at=read.created_at,
            finished_at=read.finished_at,
        )
