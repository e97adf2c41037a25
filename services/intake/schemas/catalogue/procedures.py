"""The catalogue over the wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.catalogue.catalogue import (
    OnlineService,
    PublishedProcedure,
    RequiredPaper,
    Stage,
    papers_for,
)
from services.intake.domain.catalogue.procedure import Case, LimitGiven, Procedure
from services.intake.domain.catalogue.version_checks import missing_parts
from services.intake.queries.catalogue.procedure_search import Suggestion
from services.intake.schemas.parts import Out
from shared.contracts.terms import Channel, Level
from shared.worktime import Term


class TermOut(Out):
    """A time limit in the law's own unit; same_day has amount 0."""

    unit: str
    amount: int
    words: str

    @classmethod
    def of(cls, term: Term) -> Self:
        return cls(unit=term.unit.value, amount=term.amount, words=str(term))

    @classmethod
    def of_any(cls, term: Term | None) -> Self | None:
        return cls.of(term) if term else None


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


class SuggestionOut(Out):
    """A procedure to choose while typing; `lately`: how many of the desk's last 300 receipts were for it."""

    code: str
    version: int
    name: str
    field: str
    levels: list[str]
    lately: int

    @classmethod
    def of(cls, one: Suggestion) -> Self:
        return cls.model_validate(one)


class VersionLine(Out):
    """One version of a procedure and its days."""

    code: str
    version: int
    valid_from: date
    valid_to: date | None
    name: str
    decision: str
    published_in: UUID | None


class PaperOut(Out):
    """A paper of the dossier."""

    number: int
    when: str
    name: str
    form_file: str
    originals: int | None
    copies: int | None
    electronic: int | None


class CaseOut(Out):
    """A case that the publication tells apart."""

    name: str
    term: TermOut | None
    terms: dict[Channel, TermOut]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(name=case.name, term=TermOut.of_any(case.term), terms=_terms(case.terms))


class FeeOut(Out):
    """One fee, for one channel or case, or for all. Đồng."""

    name: str
    amount: int | None
    text: str
    channel: Channel | None
    case: str | None


class ResultOut(Out):
    """What the procedure gives."""

    code: str
    name: str


class StageOut(Out):
    """One agency's part in an interlinked procedure."""

    agency: str
    level: Level | None
    content: str
    term: TermOut | None

    @classmethod
    def of(cls, stage: Stage) -> Self:
        return cls(agency=stage.agency, level=stage.level, content=stage.content, term=TermOut.of_any(stage.term))


class ShorteningOut(Out):
    """The local decision that shortened a limit."""

    id: UUID
    office: str
    decision: str
    decided_on: date
    valid_from: date
    valid_to: date | None


class LimitOut(Out):
    """What a receipt of that channel and case promises at the office on the day, beside what the law says."""

    channel: Channel
    case: str | None
    term: TermOut | None
    statutory_term: TermOut | None
    shortening: ShorteningOut | None

    @classmethod
    def of(cls, channel: Channel, case: str | None, given: LimitGiven) -> Self:
        return cls(
            channel=channel,
            case=case,
            term=TermOut.of_any(given.term),
            statutory_term=TermOut.of_any(given.statutory_term),
            shortening=ShorteningOut.model_validate(given.shortening) if given.shortening else None,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """For which office (by its path), day and case a procedure is read, with the limits shortened for it."""

    counted: Procedure
    path: Sequence[str]
    on: date
    case: str | None


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
    cases: list[CaseOut]
    limits: Annotated[list[LimitOut], Field(description="Thời hạn hẹn trả theo kênh và trường hợp, kể cả đã rút ngắn")]
    fee_min: int | None
    fee_max: int | None
    fee_text: str
    fees: list[FeeOut]
    result: str
    results: list[ResultOut]
    stages: list[StageOut]
    group: str | None
    online: OnlineService | None
    is_no_wait: bool
    needs_no_receipt: bool
    retention_months: int | None
    published_in: UUID | None
    missing_parts: Annotated[list[str], Field(description="Bộ phận bắt buộc còn thiếu (NĐ 63/2010 điều 8)")]
    source: str
    papers: list[PaperOut]

    @classmethod
    def whole(cls, p: PublishedProcedure, papers: list[RequiredPaper], asked: Asked) -> Self:
        same = "valid_from valid_to decision agency subjects term_text fee_min fee_max fee_text result group online"
        same += " is_no_wait needs_no_receipt retention_months published_in source"
        return cls(
            **_line(p),
            **{name: getattr(p, name) for name in same.split()},
            channels=list(p.channels),
            terms=_terms(p.terms),
            cases=[CaseOut.of(case) for case in p.cases],
            limits=_limits(p, asked),
            fees=[FeeOut.model_validate(fee) for fee in p.fees],
            results=[ResultOut.model_validate(result) for result in p.results],
            stages=[StageOut.of(stage) for stage in p.stages],
            missing_parts=missing_parts(p, papers),
            papers=[PaperOut.model_validate(paper) for paper in papers_for(papers, p.cases, asked.case)],
        )


def _limits(p: PublishedProcedure, asked: Asked) -> list[LimitOut]:
    channels = [channel for channel in Channel if channel in p.channels or not p.channels]
    cases = [None, *(case.name for case in p.cases)] if asked.case is None else [asked.counted.case(asked.case).name]
    return [
        LimitOut.of(channel, case, asked.counted.term_for(channel, case, asked.path, asked.on))
        for case in cases
        for channel in channels
    ]


def _terms(terms: Mapping[Channel, Term]) -> dict[Channel, TermOut]:
    return {channel: TermOut.of(term) for channel, term in terms.items()}


def _line(p: PublishedProcedure) -> dict[str, object]:
    return {
        "code": p.code,
        "version": p.version,
        "name": p.name,
        "field": p.field,
        "levels": list(p.levels),
        "term": TermOut.of_any(p.term),
        "term_source": p.term_source,
    }
