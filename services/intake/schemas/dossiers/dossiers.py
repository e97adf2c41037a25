"""Dossiers over the wire: the receipt, and what may be read back."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.dossiers.applicant import ApplicantKind
from services.intake.domain.dossiers.person_number import masked
from services.intake.domain.dossiers.receipt import Numbered, Receipt
from services.intake.queries.dossiers.dossiers import DossierRead, StandingRead
from services.intake.schemas.catalogue.procedures import TermOut
from services.intake.schemas.parts import LegalInstant, Out
from shared.contracts.states import STATE_NAMES
from shared.contracts.terms import Channel, CountsBy, Level
from shared.worktime import Deadline, Step, Term, Unit, to_text


class WarningOut(Out):
    """Something to ask the applicant about: it never stands in the way."""

    code: Annotated[str, Field(description="same_matter_open, same_matter_ended_lately, same_matter_stopped_lately")]
    message: str
    dossier: UUID
    dossier_code: str


class ReceiptOut(Out):
    """Giấy tiếp nhận: the code and the promised date. `due_at` is empty where no term is published.

    `warnings` are those of the first answer: a repeat under the same key does not look again and has none.
    """

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    received_at: LegalInstant
    counts_by: CountsBy
    due_at: LegalInstant | None
    due_on: date | None
    links: dict[str, str]
    warnings: list[WarningOut] = Field(default_factory=list)
    explanation: Annotated["DueOut | None", Field(description="Chỉ khi hỏi explain=true")] = None

    @classmethod
    def of(cls, dossier: Receipt | DossierRead, numbered: Numbered) -> Self:
        return cls(
            id=numbered.id,
            code=numbered.code,
            office=dossier.office,
            desk=dossier.desk,
            procedure=dossier.procedure,
            received_at=dossier.accepted_at,
            counts_by=CountsBy(dossier.counts_by),
            due_at=dossier.due_at,
            due_on=dossier.due_on,
            links={"self": f"/dossiers/{numbered.id}", "due": f"/dossiers/{numbered.id}/due"},
            warnings=[WarningOut.model_validate(one) for one in getattr(dossier, "warnings", ())],
        )


class ApplicantOut(Out):
    """Personal data: never cached, never logged, never outside this service."""

    name: str
    kind: ApplicantKind
    identity_number: str | None
    identity_is_odd: bool
    phone: str | None
    address: str | None
    email: str | None
    born_on: date | None


class ProxyOut(Out):
    """Who handed the dossier in for the owner."""

    name: str
    identity_number: str | None
    phone: str | None
    address: str | None
    basis: str | None


class StandingOut(Out):
    """Where the dossier stands now; `office` is the competent one now, the due date the one that holds now."""

    state: Annotated[str, Field(description="Như `status` khi tìm")]
    state_name: str
    office: str
    due_at: LegalInstant | None
    due_on: date | None
    ended_at: LegalInstant | None
    returned_at: LegalInstant | None
    version: Annotated[int, Field(description="0 khi bộ phận giải quyết chưa mở hồ sơ")]

    @classmethod
    def now(cls, read: StandingRead) -> Self:
        values = {name: getattr(read, name) for name in cls.model_fields if name != "state_name"}
        return cls(**values, state_name=STATE_NAMES.get(read.state, read.state))


class DossierLine(Out):
    """A dossier in a list; numbers of people are masked, and left out for those who only watch."""

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    procedure_name: str
    field: str
    level: Level
    channel: Channel
    received_at: LegalInstant
    due_at: LegalInstant | None
    due_on: date | None
    origin: str
    outcome: str | None
    ended_at: LegalInstant | None
    returned_at: LegalInstant | None
    applicant: ApplicantOut | None
    standing: StandingOut

    @classmethod
    def of(cls, dossier: DossierRead, *, with_person: bool) -> Self:
        return cls(**_line(dossier), applicant=_person(dossier, masking=True) if with_person else None)


class PaperOut(Out):
    """A paper that was handed in."""

    name: str
    form: str
    quantity: int
    number: int | None = None
    scan: str | None = None
    is_reused: bool = False


class FeeOut(Out):
    """A fee in đồng; `paid_by` is empty while it is owed."""

    name: str
    amount: int
    paid_by: str | None


class DossierOut(DossierLine):
    """A dossier as it was received."""

    procedure_version: int
    term: TermOut | None
    counts_by: CountsBy
    received_by: str
    sets: int
    papers: list[PaperOut]
    fees: list[FeeOut]
    proxy: ProxyOut | None
    case: str | None
    summary: str | None
    lead_agency: str | None
    result_way: str | None
    result_address: str | None
    note: str | None
    revision: Annotated[int, Field(description="1 khi tiếp nhận, tăng với mỗi lần đính chính")]
    erased_at: LegalInstant | None
    links: dict[str, str]

    @classmethod
    def whole(cls, d: DossierRead, *, with_person: bool) -> Self:
        term = term_of(d)
        return cls(
            **_line(d),
            applicant=_person(d, masking=False) if with_person else None,
            procedure_version=d.procedure_version,
            term=TermOut.of(term) if term else None,
            counts_by=CountsBy(d.counts_by),
            received_by=d.received_by,
            sets=d.sets,
            papers=[PaperOut(**paper) for paper in d.papers] if with_person else [],  # their names may name people
            fees=[FeeOut(**fee) for fee in d.fees],
            proxy=ProxyOut.model_validate(d.proxy) if d.proxy and with_person else None,
            case=d.case_name,
            summary=d.summary if with_person else None,
            lead_agency=d.lead_agency,
            result_way=d.result_way,
            result_address=d.result_address if with_person else None,
            note=d.note if with_person else None,
            revision=d.revision,
            erased_at=d.erased_at,
            links={"self": f"/dossiers/{d.id}", "due": f"/dossiers/{d.id}/due"},
        )


class StepOut(Out):
    """A day of the count: what was done with it, why, and by which legal paper."""

    day: date
    verdict: str
    reason: str
    paper: str | None

    @classmethod
    def of(cls, step: Step) -> Self:
        return cls(day=step.day, verdict=step.verdict.value, reason=step.reason, paper=step.paper)


class DueOut(Out):
    """Why the due date is what it is; empty steps where a register book stated it or no term is published."""

    code: str
    term: TermOut | None
    due_at: LegalInstant | None
    due_on: date | None
    steps: list[StepOut]
    text: str

    @classmethod
    def of(cls, dossier: DossierRead, deadline: Deadline | None) -> Self:
        term = term_of(dossier)
        return cls(
            code=dossier.code,
            term=TermOut.of(term) if term else None,
            due_at=dossier.due_at,
            due_on=dossier.due_on,
            steps=[StepOut.of(step) for step in deadline.steps] if deadline else [],
            text=to_text(deadline) if deadline else _why_nothing_was_counted(dossier),
        )


def _why_nothing_was_counted(dossier: DossierRead) -> str:
    if dossier.origin == "register":
        return "Ngày hẹn trả lấy nguyên từ sổ theo dõi hồ sơ"
    return "Ngày hẹn trả đã được đính chính" if dossier.due_at else "Thủ tục này chưa công bố thời hạn giải quyết"


def term_of(dossier: DossierRead) -> Term | None:
    if dossier.term_unit is None or dossier.term_amount is None:
        return None
    return Term(Unit(dossier.term_unit), dossier.term_amount)


def _person(d: DossierRead, *, masking: bool) -> ApplicantOut:
    return ApplicantOut(
        name=d.applicant_name,
        kind=ApplicantKind(d.applicant_kind),
        identity_number=masked(d.identity_number) if masking else d.identity_number,
        identity_is_odd=d.identity_is_odd,
        phone=None if masking else d.phone,
        address=None if masking else d.address,
        email=None if masking else d.email,
        born_on=None if masking else d.born_on,
    )


def _line(d: DossierRead) -> dict[str, object]:
    same = "id code office desk procedure procedure_name field level channel due_at due_on origin outcome ended_at"
    line = {name: getattr(d, name) for name in same.split()}
    return {
        **line,
        "received_at": d.accepted_at,
        "returned_at": d.returned_at,
        "standing": StandingOut.now(d.standing),
    }
