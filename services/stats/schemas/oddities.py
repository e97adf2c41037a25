"""Oddities over the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.stats.domain.figures import rate
from services.stats.domain.oddity import NOT_SEEN, RULES, Decision, Kind
from services.stats.queries.oddities import Counted, OddDossier
from services.stats.queries.question import Question
from services.stats.schemas.figures import CompleteToOut, OfficeOut, PeriodOut, RateOut
from services.stats.schemas.out import LegalInstant, Out
from services.stats.usecases.open_oddity import Opened
from shared.web.fields import Text

_REVIEW: dict[str, Any] = {"decision": "explained", "note": "Phát hành kết quả hàng loạt theo đợt, đã có biên bản"}


class ReviewIn(BaseModel):
    """What a person found. No personal data in the note."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_REVIEW]})

    decision: Decision = Field(description="explained: có lý do; confirmed: đúng là bất thường; reopened: xem lại")
    note: Text = Field(description="Lý do, biện pháp; không ghi thông tin cá nhân")


class ReviewOut(Out):
    """The newest decision on a dossier and kind."""

    decision: Decision
    note: str
    by: str
    at: LegalInstant


class OddityOut(Out):
    """One kind: the rule with its thresholds, how many of how many, and how far people have looked into it."""

    kind: Kind
    title: str
    base: str = Field(description="Tính trên những hồ sơ nào")
    why: str
    thresholds: dict[str, int | str]
    value_means: str | None = Field(description="Con số `value` ở từng hồ sơ là gì")
    share: RateOut = Field(description="Số hồ sơ có dấu hiệu trên tổng số; chỉ là dấu hiệu, người xem xét mới kết luận")
    to_review: int
    explained: int
    confirmed: int
    dossiers: str
    reviewed: str

    @classmethod
    def of(cls, counted: Counted, question: Question) -> Self:
        rule = RULES[counted.kind]
        return cls(
            kind=rule.kind,
            title=rule.title,
            base=rule.base,
            why=rule.why,
            thresholds=dict(rule.thresholds),
            value_means=rule.value,
            share=RateOut.model_validate(rate(counted.found, counted.base)),
            to_review=counted.to_review,
            explained=counted.explained,
            confirmed=counted.confirmed,
            dossiers=_link(counted.kind, question, reviewed="false"),
            reviewed=_link(counted.kind, question, reviewed="true"),
        )


def _link(kind: Kind, question: Question, **filters: str) -> str:
    if question.of != "then":
        filters["map"] = question.of.value
    asked = {"office": question.head.code, "from": question.period.from_on, "to": question.period.to_on, **filters}
    return f"/oddities/{kind}/dossiers?{urlencode(asked)}"


class OdditiesOut(Out):
    """All kinds, and what the facts cannot show."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "office": {"code": "H62", "name": "Tỉnh Vĩnh Phúc", "level": "province"},
                    "period": {"from": "2026-10-15", "to": "2026-11-14"},
                    "oddities": [
                        {
                            "kind": "returned_at_once",
                            "title": RULES[Kind.RETURNED_AT_ONCE].title,
                            "base": RULES[Kind.RETURNED_AT_ONCE].base,
                            "why": RULES[Kind.RETURNED_AT_ONCE].why,
                            "thresholds": {"within_seconds": 10},
                            "value_means": RULES[Kind.RETURNED_AT_ONCE].value,
                            "share": {"numerator": 41, "denominator": 5120, "percent": 0.8},
                            "to_review": 38,
                            "explained": 2,
                            "confirmed": 1,
                            "dossiers": "/oddities/returned_at_once/dossiers?office=H62&from=2026-10-15&to=2026-11-14"
                            "&reviewed=false",
                            "reviewed": "/oddities/returned_at_once/dossiers?office=H62&from=2026-10-15&to=2026-11-14"
                            "&reviewed=true",
                        }
                    ],
                    "not_seen": {"entered_again": NOT_SEEN["entered_again"]},
                    "complete_to": {"position": 4410, "recorded_at": None, "sources": {}, "lagging": []},
                }
            ]
        }
    )

    office: OfficeOut
    period: PeriodOut
    oddities: list[OddityOut]
    not_seen: dict[str, str] = Field(description="Những cách làm đẹp số liệu mà bản tin không cho thấy")
    complete_to: CompleteToOut

    @classmethod
    def of(cls, question: Question, counted: Sequence[Counted], complete_to: CompleteToOut) -> Self:
        return cls(
            office=OfficeOut.model_validate(question.head),
            period=PeriodOut.model_validate(question.period),
            oddities=[OddityOut.of(each, question) for each in counted],
            not_seen=dict(NOT_SEEN),
            complete_to=complete_to,
        )


class OddDossierOut(Out):
    """One dossier that seems odd. `at`: when it happened; `value`: what the kind's `value_means` says."""

    id: UUID
    code: str
    office: str
    procedure: str
    accepted_on: date
    due_on: date | None
    ended_on: date | None
    class_: str | None = Field(serialization_alias="class")
    at: LegalInstant
    value: int | None
    review: ReviewOut | None
    decide: str = Field(description="Địa chỉ để ghi kết luận (POST)")

    @classmethod
    def of(cls, kind: Kind, odd: OddDossier) -> Self:
        same = {name: getattr(odd, name) for name in cls.model_fields if name not in {"review", "decide"}}
        review = None
        if odd.decision and odd.note and odd.reviewed_by and odd.reviewed_at:
            review = ReviewOut(decision=odd.decision, note=odd.note, by=odd.reviewed_by, at=odd.reviewed_at)
        return cls(**same, review=review, decide=f"/oddities/{kind}/{odd.id}/review")


class OddDossiersOut(Out):
    """A page of the dossiers of one kind, reviewed or not; `total` of all pages."""

    kind: Kind
    reviewed: bool
    total: int
    items: list[OddDossierOut]
    next: str | None

    @classmethod
    def of(cls, opened: Opened, *, reviewed: bool, after: str | None) -> Self:
        counted = opened.counted
        return cls(
            kind=counted.kind,
            reviewed=reviewed,
            total=counted.explained + counted.confirmed if reviewed else counted.to_review,
            items=[OddDossierOut.of(counted.kind, odd) for odd in opened.dossiers],
            next=after,
        )
