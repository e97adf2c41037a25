"""What the tracker asks and is told: what its page shows, and nothing else of a dossier."""

from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.intake.domain.dossiers.applicant import PERSONS, ApplicantKind
from services.intake.domain.dossiers.receipt import fee_of
from services.intake.domain.tracking.masked_name import masked_name
from services.intake.schemas.parts import In, LegalInstant, Out
from services.intake.usecases.tracking.look_up import DeskFound, Found
from shared.contracts.states import STATE_NAMES, State

_EXAMPLE: dict[str, Any] = {"code": "H62.19-261120-0007", "proof": "K7M2-P9QX"}
TypedCode = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]
TypedProof = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class LookupIn(In):
    """A dossier's code and what proves that its receipt is at hand."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    code: TypedCode = Field(description="Mã hồ sơ")
    proof: TypedProof = Field(description="8 ký tự in trên giấy tiếp nhận, hoặc 4 số cuối của số định danh, điện thoại")


class OwedOut(Out):
    """A fee that is still owed, in đồng."""

    name: str
    amount: int


class DeskOut(Out):
    """The desk that took it in; `path` are the codes of the offices above it, root first, itself last."""

    code: str
    name: str
    path: list[str]
    hours: list[tuple[str, str]] = Field(description="Các buổi làm việc hôm nay", examples=[[["07:30", "11:30"]]])

    @classmethod
    def of(cls, desk: DeskFound) -> "DeskOut":
        spans = [(_clock(opens), _clock(closes)) for opens, closes in desk.hours]
        return cls(code=desk.code, name=desk.name, path=list(desk.path), hours=spans)


class LookupOut(Out):
    """A dossier as its holder may see it. No number, no address, no telephone of anybody."""

    id: UUID
    code: str
    ballot: str = Field(description="Phiếu đánh giá của hồ sơ này: gửi làm `proof` ở POST /ratings")
    applicant: str = Field(description="Tên rút gọn", examples=["N. T. Q. Hương"])
    procedure_name: str
    state: State
    state_name: str
    office: str = Field(description="Đơn vị đang giải quyết")
    desk: DeskOut
    accepted_at: LegalInstant
    promised_at: LegalInstant | None = Field(description="Ngày hẹn ghi trên giấy tiếp nhận")
    due_at: LegalInstant | None = Field(description="Hạn trả đang có hiệu lực")
    due_on: date | None
    ended_at: LegalInstant | None
    returned_at: LegalInstant | None
    result_way: str | None
    owed: list[OwedOut]

    @classmethod
    def of(cls, found: Found) -> "LookupOut":
        dossier, standing = found.dossier, found.dossier.standing
        fees = [fee_of(fee) for fee in dossier.fees]
        return cls(
            id=dossier.id,
            code=dossier.code,
            ballot=found.ballot,
            applicant=masked_name(dossier.applicant_name, is_person=ApplicantKind(dossier.applicant_kind) in PERSONS),
            procedure_name=dossier.procedure_name,
            state=State(standing.state),
            state_name=STATE_NAMES[standing.state],
            office=found.office_name,
            desk=DeskOut.of(found.desk),
            accepted_at=dossier.accepted_at,
            promised_at=dossier.due_at,
            due_at=standing.due_at,
            due_on=standing.due_on,
            ended_at=standing.ended_at or dossier.ended_at,
            returned_at=standing.returned_at or dossier.returned_at,
            result_way=dossier.result_way,
            owed=[OwedOut(name=fee.name, amount=fee.amount) for fee in fees if fee.amount and not fee.paid_by],
        )


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
