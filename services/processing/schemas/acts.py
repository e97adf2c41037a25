"""What people say when they act on a dossier, and the address of each act."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.processing.domain.causes import Cause
from services.processing.domain.state import Act
from shared.errors import Invalid
from shared.web.fields import At, Code, Day, LongText, Text
from shared.web.problems import as_field_refusal

# The address of each live act under /dossiers/{dossier}.
SEGMENTS: Mapping[Act, str] = {
    Act.HANDED_OVER: "hand-over",
    Act.TAKEN_UP: "take-up",
    Act.ASSIGNED: "assignment",
    Act.PASSED_ON: "pass-on",
    Act.SENT_BACK: "send-back",
    Act.OPINION_ASKED: "opinion-request",
    Act.OPINION_GIVEN: "opinion",
    Act.FIELD_CHECK_SET: "field-check",
    Act.FIELD_CHECK_REPORTED: "field-check-report",
    Act.SUPPLEMENT_REQUESTED: "supplement-request",
    Act.SUPPLEMENT_NOTIFIED: "supplement-notice",
    Act.SUPPLEMENT_RECEIVED: "supplement-receipt",
    Act.PAYMENT_REQUESTED: "payment-request",
    Act.PAYMENT_RECEIVED: "payment-receipt",
    Act.EXTENDED: "extension",
    Act.FINISHED: "finish",
    Act.REFUSED: "refuse",
    Act.RETURNED: "return",
    Act.NOT_COLLECTED: "not-collected",
    Act.CORRECTION_ASKED: "result-correction-request",
    Act.RESULT_CORRECTED: "result-correction",
    Act.WITHDRAWAL_ASKED: "withdrawal-request",
    Act.WITHDRAWN: "withdrawal",
    Act.STOPPED: "stop",
    Act.CLOSED_UNANSWERED: "closing",
    Act.PAPERS_LOST: "papers-lost",
    Act.LATENESS_EXPLAINED: "lateness",
    Act.UNDONE: "undo",
}

Account = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._@\-]{1,120}$")]
StepNumber = Annotated[int, Field(ge=1, le=10_000)]
Words = Annotated[LongText, Field(min_length=1)]


class ActIn(BaseModel):
    """Why the act is done. What is written in `note` stays in this service."""

    model_config = ConfigDict(extra="forbid")

    reason_code: Code | None = Field(None, description="Mã lý do")
    note: Words | None = Field(None, description="Lý do, nội dung bằng lời")
    happened_at: At | None = Field(
        None, description="Thời điểm việc xảy ra, mặc định là bây giờ; ghi lùi quá hạn cho phép chỉ lãnh đạo làm được"
    )

    def as_parts(self) -> dict[str, Any]:
        """Parts of the deed besides who, when and from where."""
        return {"reason_code": self.reason_code, "note": self.note}


class TakeUpIn(ActIn):
    """Taken up by whoever says so, or given to somebody at once."""

    assignee: Account | None = Field(None, description="Tài khoản cán bộ thụ lý; để trống là người gọi")

    def as_parts(self) -> dict[str, Any]:
        return super().as_parts() | {"assignee": self.assignee}


class StepIn(ActIn):
    """An act on one step; it may stay unnamed where only one can be meant."""

    step: StepNumber | None = Field(None, description="Số bước trên phiếu kiểm soát")
    assignee: Account | None = Field(None, description="Tài khoản cán bộ nhận việc")

    def as_parts(self) -> dict[str, Any]:
        return super().as_parts() | {"step": self.step, "assignee": self.assignee}


class SendBackIn(StepIn):
    """Back to a stage of the route; everything behind it is done again."""

    to_stage: Annotated[int, Field(ge=1, le=99, description="Số bước trong quy trình")]

    def as_parts(self) -> dict[str, Any]:
        return super().as_parts() | {"to_stage": self.to_stage}


class OpinionIn(ActIn):
    """Which office is asked, and by when it answers; what is asked stands in `note`."""

    office: Code
    until_at: At = Field(description="Hạn trả lời")
    assignee: Account | None = None

    def as_parts(self) -> dict[str, Any]:
        return super().as_parts() | {"office": self.office, "until_at": self.until_at, "assignee": self.assignee}


class FieldCheckIn(ActIn):
    """When and where; the applicant is told time, place, people and content (art. 19.4)."""

    until_at: At = Field(description="Thời điểm kiểm tra")
    place: Text
    assignee: Account | None = None

    def as_parts(self) -> dict[str, Any]:
        parts = {"until_at": self.until_at, "assignee": self.assignee, "details": {"place": self.place}}
        return super().as_parts() | parts


class LackIn(BaseModel):
    """One thing to supplement, and why."""

    model_config = ConfigDict(extra="forbid")

    what: Text
    why: Text


class SupplementIn(ActIn):
    """Asked once, so all of it. A second request needs a leader and the law that allows it in `legal_basis`."""

    lacking: Annotated[list[LackIn], Field(max_length=50)] = []
    legal_basis: Text | None = Field(None, description="Căn cứ pháp lý")

    def as_parts(self) -> dict[str, Any]:
        lacking = [[lack.what, lack.why] for lack in self.lacking]
        details = {"lacking": lacking} if lacking else {}
        return super().as_parts() | {"legal_basis": self.legal_basis, "details": details}


class ExtensionIn(ActIn):
    """The letter of apology with the new appointment."""

    promised_on: Day = Field(description="Ngày hẹn lại, sau hạn trả hiện tại")

    def as_parts(self) -> dict[str, Any]:
        return super().as_parts() | {"promised_on": self.promised_on}


class ReturnIn(ActIn):
    """A return with the way the result was handed over; a proxy shows what entitles him."""

    way: Literal["counter", "post", "electronic"] = Field("counter", description="Cách trả kết quả")
    to: Literal["applicant", "proxy"] = Field("applicant", description="Người nhận")
    proof: Text | None = Field(None, description="Giấy ủy quyền, số hiệu bưu gửi, biên nhận")

    @model_validator(mode="after")
    def _proven(self) -> "ReturnIn":
        if self.to == "proxy" and not self.proof:
            raise as_field_refusal(Invalid("proof_missing", "Trả cho người được ủy quyền phải ghi giấy ủy quyền"))
        return self

    def as_parts(self) -> dict[str, Any]:
        details = {"to": self.to, "proof": self.proof} if self.to == "proxy" or self.proof else {}
        return super().as_parts() | {"evidence": self.way, "details": details}


class EndIn(ActIn):
    """An end without a result; what is given back goes on its notice (form 05 of 2025)."""

    given_back: Text | None = Field(None, description="Giấy tờ, phí, lệ phí trả lại")

    def as_parts(self) -> dict[str, Any]:
        return super().as_parts() | {"details": {"given_back": self.given_back} if self.given_back else {}}


class LatenessIn(ActIn):
    """One cause of lateness, of the dossier or of one late step; an outage names the entry in the outage log."""

    cause: Cause
    step: StepNumber | None = None
    outage: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = Field(None, description="Số trong nhật ký sự cố")

    def as_parts(self) -> dict[str, Any]:
        details = {"outage": self.outage} if self.outage else {}
        return super().as_parts() | {"reason_code": self.cause.value, "step": self.step, "details": details}


_BODIES: Mapping[Act, type[ActIn]] = {
    Act.TAKEN_UP: TakeUpIn,
    Act.ASSIGNED: StepIn,
    Act.PASSED_ON: StepIn,
    Act.SENT_BACK: SendBackIn,
    Act.OPINION_ASKED: OpinionIn,
    Act.OPINION_GIVEN: StepIn,
    Act.FIELD_CHECK_SET: FieldCheckIn,
    Act.FIELD_CHECK_REPORTED: StepIn,
    Act.SUPPLEMENT_REQUESTED: SupplementIn,
    Act.EXTENDED: ExtensionIn,
    Act.RETURNED: ReturnIn,
    Act.RESULT_CORRECTED: StepIn,
    Act.WITHDRAWN: EndIn,
    Act.STOPPED: EndIn,
    Act.CLOSED_UNANSWERED: EndIn,
    Act.LATENESS_EXPLAINED: LatenessIn,
}


def read_act(act: Act, said: Mapping[str, Any]) -> ActIn:
    """What the body of that act's own address would take."""
    return _BODIES.get(act, ActIn).model_validate(said)
