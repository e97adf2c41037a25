"""The checklist over the wire."""

from typing import Annotated, Self

from pydantic import Field

from services.intake.domain.dossiers.checklist import Checklist, Line, Standing
from services.intake.schemas.dossiers.dossiers import PaperOut
from services.intake.schemas.parts import Out


class ChecklistLineOut(Out):
    """A paper of the published list and what was brought for it."""

    number: int
    name: str
    when: Annotated[str, Field(description="Trường hợp phải nộp, theo danh mục")]
    is_certain: Annotated[bool, Field(description="Phải nộp trong mọi trường hợp hoặc trong trường hợp của hồ sơ")]
    originals: int | None
    copies: int | None
    standing: Standing
    brought: list[PaperOut]

    @classmethod
    def of(cls, line: Line) -> Self:
        asked = line.asked
        return cls(
            number=asked.number,
            name=asked.name,
            when=asked.when,
            is_certain=line.is_certain,
            originals=asked.originals,
            copies=asked.copies,
            standing=line.standing,
            brought=[PaperOut(**paper.as_json()) for paper in line.brought],
        )


class ChecklistOut(Out):
    """What the procedure asks for beside what was handed in, for the clerk to look at."""

    procedure: str
    procedure_version: int
    case: str | None
    is_complete: Annotated[bool, Field(description="Không thiếu giấy tờ nào chắc chắn phải nộp")]
    lines: list[ChecklistLineOut]
    besides: Annotated[list[PaperOut], Field(description="Giấy tờ nộp thêm ngoài danh mục")]

    @classmethod
    def of(cls, checklist: Checklist, procedure: str, version: int, case: str | None) -> Self:
        return cls(
            procedure=procedure,
            procedure_version=version,
            case=case,
            is_complete=checklist.is_complete,
            lines=[ChecklistLineOut.of(line) for line in checklist.lines],
            besides=[PaperOut(**paper.as_json()) for paper in checklist.besides],
        )
