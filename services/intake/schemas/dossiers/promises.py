"""What a receipt would promise, over the wire."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from services.intake.schemas.catalogue.procedures import TermOut
from services.intake.schemas.dossiers.dossiers import StepOut
from services.intake.schemas.parts import LegalInstant, Out
from services.intake.usecases.dossiers.foresee_promise import Foreseen
from shared.contracts.terms import CountsBy
from shared.worktime import to_text


class PromiseOut(Out):
    """The date that a receipt made now would state, and why. All empty where no limit is published."""

    procedure: str
    procedure_version: int
    received_at: LegalInstant
    works_next: Annotated[
        LegalInstant, Field(description="Lúc bộ phận làm việc: chính lúc này, hoặc đầu buổi kế tiếp nếu ngoài giờ")
    ]
    term: Annotated[TermOut | None, Field(description="Thời hạn được hẹn")]
    statutory_term: Annotated[TermOut | None, Field(description="Thời hạn công bố, khi đã rút ngắn thì dài hơn")]
    shortened_by: Annotated[str | None, Field(description="Quyết định rút ngắn")]
    counts_by: CountsBy
    due_at: LegalInstant | None
    due_on: date | None
    steps: list[StepOut]
    text: str

    @classmethod
    def of(cls, foreseen: Foreseen) -> Self:
        limit, deadline = foreseen.limit, foreseen.deadline
        return cls(
            procedure=foreseen.procedure.code,
            procedure_version=foreseen.procedure.version,
            received_at=foreseen.at,
            works_next=foreseen.works_next,
            term=TermOut.of_any(limit.term),
            statutory_term=TermOut.of_any(limit.statutory_term),
            shortened_by=limit.shortening.decision if limit.shortening else None,
            counts_by=CountsBy(limit.term.counts_by) if limit.term else CountsBy.DAY,
            due_at=deadline.due_at if deadline else None,
            due_on=deadline.due_on if deadline else None,
            steps=[StepOut.of(step) for step in deadline.steps] if deadline else [],
            text=to_text(deadline) if deadline else "Thủ tục này chưa công bố thời hạn giải quyết",
        )
