"""Shorter limits over the wire."""

from datetime import date
from typing import Any, ClassVar, Literal, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import ConfigDict, Field

from services.stats.domain.shorter_limit import LeftOut, Outcome
from services.stats.queries.question import Question
from services.stats.queries.times_taken import SlowDossier
from services.stats.schemas.figures import CompleteToOut, OfficeOut, PeriodOut, RateOut
from services.stats.schemas.out import Out
from services.stats.usecases.try_limits import Tried

HOW = (
    "Ngày làm việc theo lịch nghỉ lễ quốc gia, tính từ ngày sau ngày tiếp nhận đến ngày có kết quả, "
    "không kể thời gian chờ người nộp bổ sung hoặc thực hiện nghĩa vụ tài chính"
)
_EXAMPLE: dict[str, Any] = {
    "office": {"code": "H62", "name": "Tỉnh Vĩnh Phúc", "level": "province"},
    "period": {"from": "2026-01-01", "to": "2026-10-31"},
    "procedure": "1.001612",
    "counted_in": "working_days",
    "how": HOW,
    "as_it_was": {"numerator": 1984, "denominator": 2000, "percent": 99.2},
    "usual_limit": {"days": 5, "dossiers": 1990},
    "targets": [
        {
            "share": 99.0,
            "limit": {
                "limit": 3,
                "kept": {"numerator": 1985, "denominator": 2000, "percent": 99.25},
                "newly_late": 9,
                "dossiers": "/what-if/limits/dossiers?office=H62&procedure=1.001612&from=2026-01-01&to=2026-10-31"
                "&limit_days=3",
            },
        }
    ],
    "limits": [],
    "left_out": {"ended_without_result": 12},
    "complete_to": {"position": 4410, "recorded_at": None, "sources": {"processing": 4410}, "lagging": []},
}


class UsualLimitOut(Out):
    """The limit that most of the dossiers had, in working days."""

    days: int
    dossiers: int


class LimitOut(Out):
    """With a limit of `limit` days; 0 is the day of acceptance itself."""

    limit: int
    kept: RateOut = Field(description="Số hồ sơ sẽ trong hạn, trên tổng số")
    newly_late: int = Field(description="Số hồ sơ đang không trễ mà sẽ thành trễ")
    dossiers: str = Field(description="Mở danh sách các hồ sơ sẽ thành trễ")

    @classmethod
    def of(cls, outcome: Outcome, question: Question, procedure: str) -> Self:
        by_map = {} if question.of == "then" else {"map": question.of.value}
        asked = {
            "office": question.head.code,
            "procedure": procedure,
            "from": question.period.from_on,
            "to": question.period.to_on,
            **by_map,
            "limit_days": outcome.limit,
        }
        return cls(
            limit=outcome.limit,
            kept=RateOut.model_validate(outcome.kept),
            newly_late=outcome.newly_late,
            dossiers=f"/what-if/limits/dossiers?{urlencode(asked)}",
        )


class TargetOut(Out):
    """The shortest limit that would have kept so large a share (percent); null where there was no dossier."""

    share: float
    limit: LimitOut | None


class LimitsOut(Out):
    """What each shorter limit would have meant for the dossiers of a procedure that ended in the period."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    office: OfficeOut
    period: PeriodOut
    procedure: str
    counted_in: Literal["working_days"]
    how: str
    as_it_was: RateOut = Field(description="Tỷ lệ đúng hạn thật sự, theo thời hạn khi đó")
    usual_limit: UsualLimitOut | None
    targets: list[TargetOut]
    limits: list[LimitOut]
    left_out: dict[LeftOut, int] = Field(description="Hồ sơ không tính được, theo lý do")
    complete_to: CompleteToOut

    @classmethod
    def of(cls, question: Question, procedure: str, tried: Tried, complete_to: CompleteToOut) -> Self:
        history, usual = tried.history, tried.history.usual_limit
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            procedure=procedure,
            counted_in="working_days",
            how=HOW,
            as_it_was=RateOut.model_validate(history.on_time),
            usual_limit=UsualLimitOut(days=usual[0], dossiers=usual[1]) if usual else None,
            targets=[
                TargetOut(
                    share=float(100 * target.share),
                    limit=LimitOut.of(target.outcome, question, procedure) if target.outcome else None,
                )
                for target in history.targets()
            ],
            limits=[LimitOut.of(outcome, question, procedure) for outcome in history.outcomes()],
            left_out=dict(tried.left_out),
            complete_to=complete_to,
        )


class SlowDossierOut(Out):
    """One dossier that was not late and would have been. No personal data."""

    id: UUID
    code: str
    office: str
    accepted_on: date
    due_on: date | None
    ended_on: date
    class_: Literal["early", "on_time"] = Field(serialization_alias="class")
    days: int

    @classmethod
    def of(cls, dossier: SlowDossier) -> Self:
        return cls.model_validate(dossier)


class NewlyLateOut(Out):
    """A page of the dossiers that a shorter limit would have made late."""

    limit_days: int
    total: int
    items: list[SlowDossierOut]
    next: str | None
