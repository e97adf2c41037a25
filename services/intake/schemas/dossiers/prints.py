"""Prints of a receipt over the wire."""

from typing import Annotated, Self

from pydantic import Field

from services.intake.queries.privacy.prints import PrintRead
from services.intake.schemas.parts import LegalInstant, Out


class PrintOut(Out):
    """One print of the receipt; printed again from the same revision it has the same digest."""

    printed_at: LegalInstant
    printed_by: str
    size: str | None
    sha256: Annotated[str | None, Field(description="SHA-256 của tệp đã in")]
    signer: Annotated[str | None, Field(description="Chữ ký số của cơ quan, nếu có")]

    @classmethod
    def of(cls, read: PrintRead) -> Self:
        told = read.asked or {}
        return cls(
            printed_at=read.at,
            printed_by=read.subject,
            size=told.get("size"),
            sha256=told.get("sha256"),
            signer=told.get("signer"),
        )
