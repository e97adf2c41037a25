"""Publishing decisions over the wire."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.intake.domain.catalogue.publishing import WITH_CONTENT, Action, Item, LegalBasis
from services.intake.domain.catalogue.publishing_limits import EntryJudged, IssueJudged, judge_entry, judge_issue
from services.intake.queries.catalogue.decisions import DecisionRead
from services.intake.schemas.catalogue.versions import VersionIn
from services.intake.schemas.parts import FilledText, In, LegalInstant, OfficeCode, Out, ProcedureCode
from services.intake.usecases.catalogue.prepare_decision import Heading
from shared.errors import Invalid
from shared.web.fields import Day, Text
from shared.web.problems import as_field_refusal
from shared.worktime import WorkCalendar


class BasisIn(In):
    """A document that the decision carries out."""

    name: FilledText
    effective_on: Day


class HeadingIn(In):
    """The head of a decision; number and days may still be open while it is a draft."""

    title: FilledText
    number: Annotated[Text | None, Field(description="Số, ví dụ 1234/QĐ-UBND; cần có khi công bố")] = None
    decided_on: Day | None = None
    effective_on: Annotated[Day | None, Field(description="Ngày các thủ tục có hiệu lực; cần có khi công bố")] = None
    legal_basis: Annotated[list[BasisIn], Field(default_factory=list, max_length=50)]

    def as_heading(self) -> Heading:
        basis = [LegalBasis(document.name, document.effective_on) for document in self.legal_basis]
        return Heading(self.title, self.number or None, self.decided_on, self.effective_on, basis)


class DecisionIn(HeadingIn):
    """A decision to prepare."""

    issuer: Annotated[OfficeCode, Field(description="Cơ quan ban hành (mã hoặc tên gọi khác)")]


class ItemIn(In):
    """What the decision does to a procedure."""

    action: Action
    replaced_by: Annotated[ProcedureCode | None, Field(description="Thủ tục thay thế, khi action là replaced")] = None
    content: Annotated[VersionIn | None, Field(description="Toàn văn, khi action là new hoặc amended")] = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        if (self.content is not None) != (self.action in WITH_CONTENT):
            message = "new và amended cần content (toàn văn thủ tục); replaced và abolished thì không"
            raise as_field_refusal(Invalid("item_content", message))
        if (self.replaced_by is not None) != (self.action is Action.REPLACED):
            raise as_field_refusal(
                Invalid("item_replaced_by", "replaced cần mã thủ tục thay thế, các việc khác thì không")
            )
        return self

    def as_item(self, procedure: str) -> Item:
        return Item(procedure, self.action, self.replaced_by, self.content.as_document() if self.content else None)


class EntryIn(In):
    """The day of entry in the national database."""

    entered_on: Day


class BasisOut(Out):
    """A document that the decision carries out."""

    name: str
    effective_on: date


class IssueOut(Out):
    """Issued in time? The decree counts days, the index of QĐ 766 (1.1) working days."""

    latest_on: date
    is_in_time: bool
    index_latest_on: date
    index_is_in_time: bool


class EntryOut(Out):
    """Entered in time (index 1.2)? Empty while it is neither entered nor overdue."""

    latest_on: date
    is_in_time: bool | None


class ItemCounts(Out):
    """Procedures by what was done to them."""

    new: int
    amended: int
    replaced: int
    abolished: int
    total: int

    @classmethod
    def of(cls, counts: dict[Any, int]) -> Self:
        by_action = {action.value: counts.get(action.value, 0) for action in Action}
        return cls(**by_action, total=sum(by_action.values()))


class PublishedCounts(Out):
    """What was published in a period, by the day of the decision."""

    decisions: int
    procedures: ItemCounts


class DecisionOut(Out):
    """A decision with its counts and how it keeps the limits for issuing and entering it."""

    id: UUID
    issuer: str
    number: str | None
    decided_on: date | None
    title: str
    effective_on: date | None
    legal_basis: list[BasisOut]
    prepared_by: str
    prepared_at: LegalInstant
    published_by: str | None
    published_at: LegalInstant | None
    entered_on: date | None
    issue: IssueOut | None
    entry: EntryOut | None
    items: ItemCounts

    @classmethod
    def of(cls, read: DecisionRead, calendar: WorkCalendar, today: date) -> Self:
        d = read.decision
        issue = judge_issue(d.decided_on, d.legal_basis, read.level, calendar)
        entry = judge_entry(d.decided_on, d.entered_on, read.level, calendar, today)
        same = "id issuer number decided_on title effective_on prepared_by prepared_at published_by published_at"
        return cls(
            **{name: getattr(d, name) for name in f"{same} entered_on".split()},
            legal_basis=[BasisOut.model_validate(document) for document in d.legal_basis],
            issue=_issue(issue),
            entry=_entry(entry),
            items=ItemCounts.of(read.counts),
        )


class ItemLine(Out):
    """What the decision does to one procedure; `version` once it is published."""

    procedure: str
    action: Action
    replaced_by: str | None
    version: int | None
    name: str | None

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(**_item(item))


class ItemOut(ItemLine):
    """With the whole content as it is prepared (limits as [unit, amount])."""

    content: dict[str, Any] | None

    @classmethod
    def whole(cls, item: Item) -> Self:
        return cls(**_item(item), content=dict(item.content) if item.content else None)


def _item(item: Item) -> dict[str, Any]:
    name = item.content["name"] if item.content else None
    return {
        "procedure": item.procedure,
        "action": item.action,
        "replaced_by": item.replaced_by,
        "version": item.version,
        "name": name,
    }


def _issue(judged: IssueJudged | None) -> IssueOut | None:
    return IssueOut.model_validate(judged) if judged else None


def _entry(judged: EntryJudged | None) -> EntryOut | None:
    return EntryOut.model_validate(judged) if judged else None
