"""Consents and messages over the wire."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.notices.consent import Consent
from services.intake.domain.notices.news import News
from services.intake.queries.notices.messages import MessageRead
from services.intake.schemas.dossiers.dossier_in import NotifyBy
from services.intake.schemas.parts import FilledText, In, LegalInstant, Out
from shared.notify.message import Medium, MessageState

_NEXT_TRY = "Lúc gửi (lại); để trống khi đã xong"


class ConsentIn(In):
    """What the applicant wants now, and how they said so; an empty list: nothing any more."""

    notify_by: NotifyBy
    reason: Annotated[FilledText, Field(description="Người nộp đề nghị bằng cách nào (đơn, điện thoại, tại quầy)")]


class ConsentOut(Out):
    """What held from `given_at` on; the reason is gone once the dossier was erased."""

    notify_by: list[Medium]
    reason: str | None
    given_by: str
    given_at: LegalInstant

    @classmethod
    def of(cls, consent: Consent) -> Self:
        return cls(
            notify_by=list(consent.media),
            reason=consent.reason,
            given_by=consent.given_by,
            given_at=consent.given_at,
        )


class MessageOut(Out):
    """A message to an applicant: what was or will be said, by what, and what became of it."""

    id: UUID
    dossier: UUID
    code: str
    medium: Medium
    kind: News
    address: Annotated[str | None, Field(description="Địa chỉ đã che")]
    subject: str | None
    text: str | None
    state: MessageState
    tries: int
    queued_at: LegalInstant
    next_try_at: Annotated[LegalInstant | None, Field(description=_NEXT_TRY)]
    ended_at: Annotated[LegalInstant | None, Field(description="Lúc đã gửi, hỏng hoặc rút lại")]
    error: Annotated[str | None, Field(description="Mã lý do chưa gửi được, hỏng hoặc rút lại")]

    @classmethod
    def of(cls, read: MessageRead) -> Self:
        return cls(
            id=read.id,
            dossier=read.dossier,
            code=read.code,
            medium=read.medium,
            kind=News(read.kind),
            address=read.masked,
            subject=read.subject,
            text=read.text,
            state=read.state,
            tries=read.attempts,
            queued_at=read.queued_at,
            next_try_at=read.next_try_at,
            ended_at=read.ended_at,
            error=read.error,
        )
