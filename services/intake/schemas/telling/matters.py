"""Matters over the wire: what a national portal is told of a dossier besides its way."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.dossiers.applicant import ApplicantKind
from services.intake.queries.telling.matters import MatterRead
from services.intake.schemas.dossiers.dossiers import PaperOut
from services.intake.schemas.parts import In, Out
from shared.web.fields import Text

Ids = Annotated[list[UUID], Field(default_factory=list, max_length=100)]


class MattersIn(In):
    """Dossiers and filings by their ids, at most 100 of each."""

    dossiers: Ids
    filings: Ids


class FeesPaidIn(In):
    """What a payment platform took, in đồng, and its number there."""

    amount: Annotated[int, Field(ge=1, lt=10**12, strict=True)]
    transaction: Text


class MatterFeeOut(Out):
    """A fee in đồng; `paid_by` empty while it is owed."""

    name: str
    amount: int
    paid_by: str | None


class MatterOwnerOut(Out):
    """The owner of the dossier, in full."""

    name: str
    kind: ApplicantKind
    identity_number: str | None
    phone: str | None
    address: str | None
    email: str | None
    born_on: date | None


class MatterOut(Out):
    """`owner` is empty once the person was erased. `source_code` is what the sender called the `filing` that it was."""

    id: UUID
    owner: MatterOwnerOut | None
    filer_name: str | None
    summary: str | None
    papers: list[PaperOut]
    fees: list[MatterFeeOut]
    result_way: str | None
    filing: UUID | None
    source: str | None
    source_code: str | None
    filed_at: datetime | None
    answers: Annotated[list[dict[str, Any]], Field(description="Trả lời của bộ phận tiếp nhận: version, act, says")]

    @classmethod
    def of(cls, read: MatterRead) -> Self:
        owner = MatterOwnerOut(
            name=read.applicant_name,
            kind=ApplicantKind(read.applicant_kind),
            identity_number=read.identity_number,
            phone=read.phone,
            address=read.address,
            email=read.email,
            born_on=read.born_on,
        )
        return cls(
            id=read.id,
            owner=None if read.erased_at else owner,
            filer_name=read.filer_name,
            summary=read.summary,
            papers=[PaperOut(**paper) for paper in read.papers],
            fees=[MatterFeeOut(**fee) for fee in read.fees],
            result_way=read.result_way,
            filing=read.filing,
            source=read.source,
            source_code=read.source_code,
            filed_at=read.filed_at,
            answers=read.answers,
        )


class MattersOut(Out):
    """As many as are in reach."""

    items: list[MatterOut]
