"""What is filed before it is received, and what a clerk answers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.dossiers.receipt import Paper, Return
from services.intake.domain.filings.filing_answers import CompletionAsked, Lack, Reason, RefusalReason, Refused
from services.intake.schemas.dossiers.dossier_in import FeeIn, MatterIn, NotifyBy, PaperIn, ReturnIn, filing_of
from services.intake.schemas.parts import FilledText, In, OfficeCode
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.web.fields import At, Day, LongText, Text
from shared.web.problems import as_field_refusal

Source = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9._\-]{0,39}$")]
SourceCode = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,100}$")]
Note = Annotated[LongText, Field(min_length=1)]


class LackIn(In):
    """One thing to complete, and why."""

    what: FilledText
    why: FilledText

    def as_lack(self) -> Lack:
        return Lack(self.what, self.why)


class CompletionRequestIn(In):
    """Asked once, so all of it."""

    items: Annotated[list[LackIn], Field(min_length=1, max_length=50)]
    basis: Annotated[FilledText, Field(description="Căn cứ pháp lý của yêu cầu")]
    answer_by: Day | None = Field(None, description="Ngày cuối cùng để hoàn thiện; mặc định 15 ngày")
    contact: Text | None = Field(None, description="Người hướng dẫn, quầy")
    contact_phone: Text | None = None

    def as_asked(self) -> CompletionAsked:
        lacks = tuple(item.as_lack() for item in self.items)
        return CompletionAsked(lacks, self.basis, self.answer_by, self.contact or None, self.contact_phone or None)


class ReasonIn(In):
    """A reason by code and in words."""

    code: RefusalReason
    text: FilledText

    def as_reason(self) -> Reason:
        return Reason(self.code, self.text)


class RefusalIn(In):
    """Why the filing is not received; the first reason is the one that is counted."""

    reasons: Annotated[list[ReasonIn], Field(min_length=1, max_length=20)]
    basis: Text | None = Field(None, description="Căn cứ pháp lý")
    contact: Text | None = None
    contact_phone: Text | None = None

    def as_refused(self) -> Refused:
        reasons = tuple(reason.as_reason() for reason in self.reasons)
        return Refused(reasons, self.basis or None, self.contact or None, self.contact_phone or None)


class AnswerIn(In):
    """The clerk's answer, given in the same call: exactly one of the two."""

    request_completion: CompletionRequestIn | None = None
    refuse: RefusalIn | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "AnswerIn":
        if (self.request_completion is None) == (self.refuse is None):
            message = "Chọn một trong hai: request_completion hoặc refuse"
            raise as_field_refusal(Invalid("answer_not_clear", message))
        return self

    def as_answer(self) -> CompletionAsked | Refused | None:
        if self.request_completion:
            return self.request_completion.as_asked()
        return self.refuse.as_refused() if self.refuse else None


class FilingIn(MatterIn):
    """A filing that is not received at once: from a portal, a kiosk, the post, or the counter."""

    desk: Annotated[OfficeCode, Field(description="Bộ phận tiếp nhận (mã hoặc tên gọi khác)")]
    office: OfficeCode | None = Field(None, description="Cơ quan có thẩm quyền; mặc định là nơi tiếp nhận")
    channel: Channel
    source: Annotated[Source, Field(description="Nơi gửi: portal, post, kiosk, counter…")]
    source_code: SourceCode | None = Field(None, description="Mã của nơi gửi, duy nhất trong nguồn; quầy được để trống")
    filed_at: At | None = Field(None, description="Lúc người nộp đã nộp, do nơi gửi khai; tại quầy để trống")
    slip: Text | None = Field(None, description="Số phiếu giao nhận hồ sơ của bưu chính")
    answer: AnswerIn | None = None

    def as_matter(self) -> Filing:
        return filing_of(self, self.desk, self.office, self.channel)


class PapersIn(In):
    """What the applicant brought; the papers join those that were filed."""

    papers: Annotated[list[PaperIn], Field(default_factory=list, max_length=200)]
    note: Note | None = Field(None, description="Nội dung khác đã hoàn thiện")

    @model_validator(mode="after")
    def _something(self) -> "PapersIn":
        if not self.papers and not self.note:
            raise as_field_refusal(Invalid("completion_is_empty", "Ghi giấy tờ hoặc nội dung người nộp đã hoàn thiện"))
        return self

    def as_papers(self) -> Sequence[Paper]:
        return [paper.as_paper() for paper in self.papers]


class NoteIn(In):
    """Why, in words; it stays in this service."""

    note: Note | None = None


class AcceptanceIn(In):
    """What the clerk corrects in accepting; what is left out is received as it was filed."""

    desk: OfficeCode | None = None
    office: OfficeCode | None = None
    case: Text | None = None
    papers: Annotated[list[PaperIn], Field(max_length=200)] | None = Field(None, description="Toàn bộ giấy tờ đã nhận")
    sets: Annotated[int, Field(ge=1, le=99, strict=True)] | None = None
    fees: Annotated[list[FeeIn], Field(max_length=50)] | None = None
    result: ReturnIn | None = None
    summary: Text | None = None
    settled_at_once: bool = False
    notify_by: NotifyBy | None = None

    def correct(self, filed: Filing) -> Filing:
        given: dict[str, Any] = {
            "desk": self.desk,
            "office": self.office,
            "case": self.case or None,
            "sets": self.sets,
            "summary": self.summary or None,
            "papers": None if self.papers is None else tuple(paper.as_paper() for paper in self.papers),
            "fees": None if self.fees is None else tuple(fee.as_fee() for fee in self.fees),
            "notify_by": self.notify_by and tuple(self.notify_by),
            "result": self.result and Return(self.result.way, self.result.address or None),
        }
        kept = {name: value for name, value in given.items() if value is not None}
        return replace(filed, **kept, is_settled_at_once=self.settled_at_once)
