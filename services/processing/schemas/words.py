"""Words for the applicant over the wire."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.queries.words import WordRead


class WordsIn(BaseModel):
    """Dossiers by their ids."""

    model_config = ConfigDict(extra="forbid")

    dossiers: Annotated[list[UUID], Field(max_length=100)]


class WordOut(BaseModel):
    """Of one act: who did it, and what was written for the applicant."""

    dossier: UUID
    version: int
    officer: str | None
    text: Annotated[str, Field(description="Nội dung người nộp được biết; trống với việc nội bộ")]

    @classmethod
    def of(cls, read: WordRead) -> Self:
        lacks = [f"{what} ({why})" for what, why in read.lacking or ()]
        return cls(
            dossier=read.dossier,
            version=read.version,
            officer=read.officer,
            text="; ".join([*((read.note,) if read.note else ()), *lacks]),
        )


class WordsOut(BaseModel):
    """As many as are in reach."""

    items: list[WordOut]
