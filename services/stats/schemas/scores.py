"""The scores of TT 01/2018 as they are told, and as they are stated."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from services.stats.domain.indices.score_criteria import Grade, ScoreSet
from services.stats.domain.indices.scoring import ScoredItem
from services.stats.domain.indices.statement import Kind, Said
from services.stats.domain.period import Period
from services.stats.queries.question import Question
from services.stats.schemas.figures import CompleteToOut, OfficeOut, PeriodOut
from services.stats.schemas.index_766 import STATUS_IN_WORDS, CriteriaOut, Points, StatementOut, Status
from services.stats.schemas.out import Out
from services.stats.schemas.statements import ItemCode
from services.stats.usecases.indices.tell_officers import OfficerScore
from services.stats.usecases.indices.tell_scores import Scores
from shared.web.fields import Code, Day, Text

_EXAMPLE: dict[str, Any] = {
    "item": "6",
    "office": "H62.19",
    "from": "2026-06-15",
    "to": "2026-09-14",
    "points": 2,
    "source": "Biên bản kiểm tra công khai thủ tục quý III/2026",
}


class ScoreIn(BaseModel):
    """A score of 0 to 2, with one decimal, for exactly this office and period."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]})

    item: ItemCode
    office: Code
    from_on: Day = Field(alias="from")
    to_on: Day = Field(alias="to")
    points: Annotated[Decimal, Field(ge=0, le=2, max_digits=2, decimal_places=1)]
    source: Annotated[Text, Field(min_length=3)] = Field(description="Văn bản hoặc hệ thống mà điểm lấy từ đó")

    def as_said(self) -> Said:
        period = Period(self.from_on, self.to_on)
        return Said(self.item, self.office, period, Kind.SCORE, None, None, self.points, self.source)


class GradeOut(Out):
    """A grade and its name."""

    code: str
    name: str


class ScoreOut(Out):
    """A score from 0 to 2; null where nobody counted or stated it. Counts: points over dossiers, or a share."""

    code: str
    name: str
    of: Literal["dossier", "agency"]
    score: Points | None
    numerator: int | None
    denominator: int | None
    status: Status
    status_text: str
    formula: str
    source: str
    stated: StatementOut | None

    @classmethod
    def of_item(cls, scored: ScoredItem) -> Self:
        item, status = scored.item, status_of(scored)
        return cls(
            **{name: getattr(item, name) for name in ("code", "name", "of", "formula", "source")},
            score=scored.score,
            numerator=scored.counts.numerator if scored.counts else None,
            denominator=scored.counts.denominator if scored.counts else None,
            status=status,
            status_text=STATUS_IN_WORDS[status],
            stated=StatementOut.model_validate(scored.stated) if scored.stated else None,
        )


def status_of(scored: ScoredItem) -> Status:
    if scored.stated:
        return "stated"
    if scored.counts is None:
        return "no_source"
    return "nothing_to_count" if scored.score is None else "measured"


class ScoreTotalOut(Out):
    """The sum lies between `points` and `highest` of 18; `grade` is null while it could still be either of two."""

    points: Points
    highest: Points
    known: int = Field(description="Số tiêu chí đã có điểm")
    grade: GradeOut | None
    lowest_grade: GradeOut
    highest_grade: GradeOut


class ScoresOut(Out):
    """The nine scores of an agency, with everything below it."""

    office: OfficeOut
    period: PeriodOut
    criteria: CriteriaOut
    total: ScoreTotalOut
    scores: list[ScoreOut]
    complete_to: CompleteToOut

    @classmethod
    def of(cls, question: Question, told: Scores, complete_to: CompleteToOut) -> Self:
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            criteria=CriteriaOut.model_validate(told.criteria),
            total=ScoreTotalOut.model_validate(told.total),
            scores=[ScoreOut.of_item(item) for item in told.items],
            complete_to=complete_to,
        )


class OfficerScoreOut(Out):
    """One account of an official. `points` of 6 is the sum of the three; null while attitude is unknown."""

    officer: str
    dossiers: int
    steps: Points
    contacts: Points
    attitude: Points | None
    points: Points | None
    grade: GradeOut | None


class OfficerScoresOut(Out):
    """A page of accounts in order."""

    office: OfficeOut
    period: PeriodOut
    of: list[str] = Field(description="Các tiêu chí hợp thành điểm của cán bộ")
    grades: list[GradeOut]
    items: list[OfficerScoreOut]
    next: str | None

    @classmethod
    def of_page(cls, question: Question, criteria: ScoreSet, page: list[OfficerScore], next: str | None) -> Self:
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            of=list(criteria.officer_scores),
            grades=[_grade(grade) for grade in criteria.officer_grades],
            items=[OfficerScoreOut.model_validate(each) for each in page],
            next=next,
        )


def _grade(grade: Grade) -> GradeOut:
    return GradeOut.model_validate(grade)
