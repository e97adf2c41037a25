"""The catalogue over the wire."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from services.intake.domain.catalogue import PublishedProcedure, RequiredPaper
from services.intake.schemas.parts import Out
from shared.contracts.terms import Channel
from shared.worktime import Term


class TermOut(Out):
    """A time limit in the law's own unit; same_day has amount 0."""

    unit: str
    amount: int
    words: str

    @classmethod
    def of(cls, term: Term) -> Self:
        return cls(unit=term.unit.value, amount=term.amount, words=str(term))


class ProcedureLine(Out):
    """A procedure in a list."""

    code: str
    version: int
    name: str
    field: str
    levels: list[str]
    term: TermOut | None
    term_source: Annotated[str, Field(description="published, unstated (mất đơn vị, hiểu là ngày làm việc) hoặc none")]

    @classmethod
    def of(cls, p: PublishedProcedure) -> Self:
        return cls(**_line(p))


class PaperOut(Out):
    """A paper of the dossier."""

    number: int
    when: str
    name: str
    form_file: str
    originals: int | None
    copies: int | None


class ProcedureOut(ProcedureLine):
    """A procedure with everything that is published about it. Fees in đồng."""

    valid_from: date
    valid_to: date | None
    decision: str
    agency: str
    subjects: str
    channels: list[str]
    term_text: str
    terms: Annotated[dict[Channel, TermOut], Field(description="Kênh có thời hạn khác")]
    fee_min: int | None
    fee_max: int | None
    fee_text: str
    result: str
    source: str
    papers: list[PaperOut]

    @classmethod
    def whole(cls, p: PublishedProcedure, papers: list[RequiredPaper]) -> Self:
        return cls(
            **_line(p),
            valid_from=p.valid_from,
            valid_to=p.valid_to,
            decision=p.decision,
            agency=p.agency,
            subjects=p.subjects,
            channels=list(p.channels),
            term_text=p.term_text,
            terms={channel: TermOut.of(term) for channel, term in p.terms.items()},
            fee_min=p.fee_min,
            fee_max=p.fee_max,
            fee_text=p.fee_text,
            result=p.result,
            source=p.source,
            papers=[PaperOut.model_validate(paper) for paper in papers],
        )


def _line(p: PublishedProcedure) -> dict[str, object]:
    return {
        "code": p.code,
        "version": p.version,
        "name": p.name,
        "field": p.field,
        "levels": list(p.levels),
        "term": TermOut.of(p.term) if p.term else None,
        "term_source": p.term_source,
    }
