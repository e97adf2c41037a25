"""Locally shortened limits over the wire."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.catalogue.shortened_limit import ShortenedLimit
from services.intake.queries.catalogue.shortened_limits import ShortenedRead
from services.intake.schemas.catalogue.procedures import TermOut
from services.intake.schemas.catalogue.terms import TermIn
from services.intake.schemas.parts import FilledText, In, LegalInstant, OfficeCode, Out, ProcedureCode
from shared.contracts.terms import Channel
from shared.ids import new_id
from shared.web.fields import Day, LongText


class ShortenedIn(In):
    """A limit that an office shortens by its own decision, for itself and every office below it."""

    office: Annotated[OfficeCode, Field(description="Đơn vị rút ngắn (mã hoặc tên gọi khác)")]
    procedure: ProcedureCode
    channel: Annotated[Channel | None, Field(description="Mặc định mọi cách nộp")] = None
    case: Annotated[LongText | None, Field(min_length=1, description="Mặc định mọi trường hợp")] = None
    term: TermIn
    decision: Annotated[FilledText, Field(description="Số quyết định rút ngắn")]
    decided_on: Day
    valid_from: Day
    valid_to: Day | None = None

    def as_limit(self, office: str) -> ShortenedLimit:
        return ShortenedLimit(
            id=new_id(),
            office=office,
            procedure=self.procedure,
            channel=self.channel,
            case=self.case,
            term=self.term.as_term(),
            decision=self.decision,
            decided_on=self.decided_on,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class EndIn(In):
    """The last day on which it holds."""

    last_day: Day


class ShortenedOut(Out):
    """A shortened limit with who entered it."""

    id: UUID
    office: str
    procedure: str
    channel: Channel | None
    case: str | None
    term: TermOut
    decision: str
    decided_on: date
    valid_from: date
    valid_to: date | None
    shortened_by: str
    shortened_at: LegalInstant

    @classmethod
    def of(cls, read: ShortenedRead) -> Self:
        same = "id office procedure channel case decision decided_on valid_from valid_to"
        line = {name: getattr(read.limit, name) for name in same.split()}
        return cls(
            **line,
            term=TermOut.of(read.limit.term),
            shortened_by=read.shortened_by,
            shortened_at=read.shortened_at,
        )
