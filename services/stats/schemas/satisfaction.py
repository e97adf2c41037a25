"""Satisfaction as it is told: counts of votes with their rates, with and without the flagged ones."""

from datetime import date
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import Field

from services.stats.domain.figures import rate
from services.stats.domain.measure import Map
from services.stats.domain.satisfaction.oddity import IN_WORDS, Oddity
from services.stats.domain.satisfaction.rating import Aspect, Scale, Verdict, VoteSource
from services.stats.queries.question import Question
from services.stats.queries.satisfaction.tallies import Tallies, Tally, VotesBy
from services.stats.queries.satisfaction.vote_lines import VoteLine
from services.stats.schemas.figures import CompleteToOut, OfficeOut, PeriodOut, RateOut
from services.stats.schemas.out import LegalInstant, Out
from services.stats.usecases.satisfaction.tell_satisfaction import Satisfaction, VotePart


class TallyOut(Out):
    """Votes by verdict: satisfied is 4 and 5 of five or a like, dissatisfied 1 and 2 or a dislike."""

    votes: int
    satisfied: int
    neutral: int
    dissatisfied: int
    rate: RateOut = Field(description="satisfied / votes")

    @classmethod
    def of(cls, tally: Tally) -> Self:
        told = RateOut.model_validate(rate(tally.satisfied, tally.votes))
        return cls(
            votes=tally.votes,
            satisfied=tally.satisfied,
            neutral=tally.neutral,
            dissatisfied=tally.dissatisfied,
            rate=told,
        )


class FlagOut(Out):
    """How many votes carry a flag; one vote may carry several."""

    oddity: Oddity
    meaning: str
    votes: int

    @classmethod
    def of(cls, oddity: Oddity, votes: int) -> Self:
        return cls(oddity=oddity, meaning=IN_WORDS[oddity], votes=votes)


class VotePartOut(Out):
    """One part. `without_flagged` leaves the odd votes out."""

    key: str | None = Field(description="Mã đơn vị, thủ tục, tiêu chí, ngày đầu tháng hoặc nguồn")
    name: str | None
    is_own: bool
    all: TallyOut
    without_flagged: TallyOut | None

    @classmethod
    def of(cls, part: VotePart) -> Self:
        return cls(
            key=part.key,
            name=part.name,
            is_own=part.is_own,
            all=TallyOut.of(part.tallies.all),
            without_flagged=_unflagged(part.tallies),
        )


class SatisfactionOut(Out):
    """Votes given in the period on the office and everything below it."""

    office: OfficeOut
    period: PeriodOut
    all: TallyOut
    without_flagged: TallyOut | None = Field(description="Trống khi quá 50.000 phiếu, không xét từng phiếu")
    flags: list[FlagOut] | None
    without_dossier: int = Field(description="Phiếu của cả nước còn chờ hồ sơ có trong số liệu, chưa tính ở đâu")
    complete_to: CompleteToOut
    votes: str = Field(examples=["/satisfaction/votes?office=H62&from=2026-01-01&to=2026-03-31"])
    by: VotesBy | None
    parts: list[VotePartOut]

    @classmethod
    def of(cls, question: Question, told: Satisfaction, complete_to: CompleteToOut, by: VotesBy | None) -> Self:
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            all=TallyOut.of(told.tallies.all),
            without_flagged=_unflagged(told.tallies),
            flags=None if told.flags is None else [FlagOut.of(*each) for each in told.flags.items()],
            without_dossier=told.without_dossier,
            complete_to=complete_to,
            votes=f"/satisfaction/votes?{urlencode(asked(question))}",
            by=by,
            parts=[VotePartOut.of(part) for part in told.parts],
        )


def _unflagged(tallies: Tallies) -> TallyOut | None:
    return TallyOut.of(tallies.unflagged) if tallies.unflagged else None


def asked(question: Question) -> dict[str, str | date]:
    """The same question again, as a query string says it."""
    by_map = {} if question.of is Map.THEN else {"map": question.of.value}
    return {"office": question.head.code, "from": question.period.from_on, "to": question.period.to_on, **by_map}


class VoteOut(Out):
    """One vote and its dossier. No personal data."""

    id: UUID
    dossier: str | None
    dossier_id: UUID | None
    procedure: str | None
    desk: str | None
    office: str | None
    source: VoteSource
    scale: Scale
    scores: dict[Aspect, int]
    verdict: str = Field(examples=["satisfied"])
    given_at: LegalInstant
    oddities: list[Oddity]

    @classmethod
    def of(cls, line: VoteLine) -> Self:
        told = {name: getattr(line, name) for name in VoteLine.__dataclass_fields__ if name != "number"}
        return cls.model_validate({**told, "verdict": Verdict(line.verdict).name.lower()})


class VotesOut(Out):
    """A page of votes in order of time."""

    office: str
    period: PeriodOut
    items: list[VoteOut]
    next: str | None
