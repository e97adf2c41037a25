"""What a clerk hands in: whose dossier, who brings it, which papers and fees, and how the result goes back."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field, StringConstraints

from services.intake.domain.dossiers.applicant import Applicant, ApplicantKind, Proxy
from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.dossiers.person_number import Sex
from services.intake.domain.dossiers.receipt import Fee, PaidBy, Paper, PaperForm, Return, ReturnWay
from services.intake.schemas.parts import FilledText, In, OfficeCode, ProcedureCode
from shared.contracts.terms import Channel
from shared.notify.message import Medium
from shared.web.fields import Day, Text

Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+\.[A-Za-z]{2,}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_NUMBER = "Số định danh 12 số, CMND 9 số, hộ chiếu, hoặc mã số thuế"
_DONG = "Số tiền, đồng"
NotifyBy = Annotated[list[Medium], Field(max_length=len(Medium), description="Người nộp đồng ý nhận tin qua kênh nào")]
Money = Annotated[int, Field(ge=0, le=10**12, strict=True, description=_DONG)]


class ApplicantIn(In):
    """The owner of the dossier (chủ hồ sơ). `sex` only checks the number and is not kept."""

    name: FilledText
    kind: ApplicantKind = ApplicantKind.CITIZEN
    identity_number: Text | None = Field(None, description=_NUMBER)
    phone: Text | None = Field(None, description="Số Việt Nam; lưu dạng +84…")
    address: Text | None = None
    email: Email | None = None
    born_on: Day | None = None
    sex: Sex | None = None

    def as_applicant(self) -> Applicant:
        return Applicant(
            self.name,
            self.kind,
            self.identity_number or None,
            self.phone or None,
            self.address or None,
            self.email,
            self.born_on,
            self.sex,
        )


class ProxyIn(In):
    """Who brings the dossier for the owner."""

    name: FilledText
    identity_number: Text | None = Field(None, description=_NUMBER)
    phone: Text | None = None
    address: Text | None = None
    basis: Text | None = Field(None, description="Văn bản uỷ quyền hoặc căn cứ nộp thay")

    def as_proxy(self) -> Proxy:
        return Proxy(
            self.name, self.identity_number or None, self.phone or None, self.address or None, self.basis or None
        )


class PaperIn(In):
    """A paper that was handed in; `scan` is the digest that the upload of its file answered."""

    name: FilledText
    form: PaperForm = PaperForm.ORIGINAL
    quantity: Annotated[int, Field(ge=1, le=999, strict=True)] = 1
    number: Annotated[int, Field(ge=1, le=999, strict=True)] | None = Field(
        None, description="Số thứ tự trong thành phần hồ sơ của thủ tục"
    )
    scan: Digest | None = Field(None, description="SHA-256 của tệp đã tải lên (POST /scans)")
    is_reused: bool = Field(False, description="Lấy từ dữ liệu đã số hoá, người nộp không phải nộp lại")

    def as_paper(self) -> Paper:
        return Paper(self.name, self.form, self.quantity, self.number, self.scan, self.is_reused)


class FeeIn(In):
    """A fee of the dossier."""

    name: FilledText
    amount: Money
    paid_by: PaidBy | None = Field(None, description="Để trống khi chưa nộp")

    def as_fee(self) -> Fee:
        return Fee(self.name, self.amount, self.paid_by)


class ReturnIn(In):
    """How the applicant wants the result."""

    way: ReturnWay = ReturnWay.DESK
    address: Text | None = Field(None, description="Địa chỉ nhận qua bưu chính")


class MatterIn(In):
    """What every way of filing says about a dossier."""

    procedure: ProcedureCode
    case: Text | None = Field(None, description="Trường hợp của thủ tục, nếu thủ tục có nhiều trường hợp")
    applicant: ApplicantIn
    proxy: ProxyIn | None = None
    summary: Text | None = None
    papers: Annotated[list[PaperIn], Field(default_factory=list, max_length=200)]
    sets: Annotated[int, Field(ge=1, le=99, strict=True)] = 1
    fees: Annotated[list[FeeIn], Field(default_factory=list, max_length=50)]
    result: ReturnIn = ReturnIn()


class DossierIn(MatterIn):
    """A dossier to receive. The moment of receipt is the service's own clock and cannot be stated."""

    desk: Annotated[OfficeCode, Field(description="Bộ phận tiếp nhận (mã hoặc tên gọi khác)")]
    office: OfficeCode | None = Field(None, description="Cơ quan có thẩm quyền; mặc định là nơi tiếp nhận")
    channel: Channel = Channel.DIRECT
    settled_at_once: bool = Field(
        False, description="Giải quyết và trả kết quả ngay tại quầy: không cần giấy hẹn, vẫn ghi vào sổ"
    )
    # left out of the digest where it is empty: a repeat of a key of the release before stays a repeat
    notify_by: NotifyBy = Field(default_factory=list, exclude_if=lambda media: not media)

    def as_filing(self) -> Filing:
        filing = filing_of(self, self.desk, self.office, self.channel, is_settled_at_once=self.settled_at_once)
        return replace(filing, notify_by=tuple(self.notify_by)) if self.notify_by else filing


def filing_of(
    matter: MatterIn, desk: str, office: str | None, channel: Channel, *, is_settled_at_once: bool = False
) -> Filing:
    return Filing(
        desk=desk,
        office=office,
        procedure=matter.procedure,
        channel=channel,
        applicant=matter.applicant.as_applicant(),
        summary=matter.summary or None,
        papers=tuple(paper.as_paper() for paper in matter.papers),
        sets=matter.sets,
        proxy=matter.proxy.as_proxy() if matter.proxy else None,
        case=matter.case or None,
        fees=tuple(fee.as_fee() for fee in matter.fees),
        result=Return(matter.result.way, matter.result.address or None),
        is_settled_at_once=is_settled_at_once,
    )
