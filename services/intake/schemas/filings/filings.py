"""Filings as they are read back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from services.intake.domain.dossiers.applicant import ApplicantKind
from services.intake.domain.dossiers.person_number import masked
from services.intake.domain.filings.filed import Answer, Filed, answer_of
from services.intake.domain.filings.filing_state import (
    FILING_ACT_NAMES,
    FILING_NATIONAL_CODES,
    FILING_STATE_NAMES,
    PENDING,
    FilingAct,
    FilingState,
    FilingTransition,
)
from services.intake.queries.filings.filings import ActRead, FilingLine
from services.intake.schemas.dossiers.dossiers import ApplicantOut, FeeOut, PaperOut, ProxyOut
from services.intake.schemas.parts import LegalInstant, Out
from shared.contracts.terms import Channel, Level

FILING_SEGMENTS: Mapping[FilingAct, str] = {
    FilingAct.COMPLETION_REQUESTED: "request-completion",
    FilingAct.COMPLETED: "complete",
    FilingAct.ACCEPTED: "accept",
    FilingAct.REFUSED: "refuse",
    FilingAct.WITHDRAWN: "withdraw",
    FilingAct.CLOSED: "close-unanswered",
}


class FilingLineOut(Out):
    """A filing in a list; numbers of people are masked, and people left out for programs and those who only watch."""

    id: UUID
    version: int
    state: FilingState
    state_name: str
    national_code: Annotated[int, Field(description="Mã trạng thái quốc gia, 1–10")]
    source: str
    source_code: str
    slip: str | None
    desk: str
    office: str
    procedure: str
    procedure_name: str
    field: str
    level: Level
    channel: Channel
    filed_at: LegalInstant
    recorded_at: LegalInstant
    answer: Annotated[Answer, Field(description="Trả lời trong 8 giờ làm việc hay trễ")]
    answer_due_at: LegalInstant
    minutes_left: Annotated[int | None, Field(description="Số phút làm việc còn lại để trả lời, nếu đang chờ")] = None
    answered_at: LegalInstant | None
    completion_due_on: Annotated[date | None, Field(description="Ngày cuối để hoàn thiện, nếu đã yêu cầu")]
    reason_code: str | None
    dossier: UUID | None
    dossier_code: str | None
    applicant: ApplicantOut | None

    @classmethod
    def in_list(cls, line: FilingLine, now: datetime, *, with_person: bool) -> Self:
        same = """id version source source_code slip desk office procedure procedure_name field level channel filed_at
        recorded_at answer_due_at answered_at completion_due_on reason_code dossier dossier_code"""
        state = FilingState(line.state)
        return cls(
            **{name: getattr(line, name) for name in same.split()},
            **_state(state),
            answer=answer_of(state, line.answer_due_at, line.answered_at, line.is_late, now),
            applicant=_masked(line) if with_person else None,
        )


class HistoryOut(Out):
    """One act. What is written for people is left out for those who only watch."""

    version: int
    act: FilingAct
    from_state: FilingState | None
    to_state: FilingState
    actor: str
    happened_at: LegalInstant
    recorded_at: LegalInstant
    reason_code: str | None
    reason: str | None
    says: dict[str, Any] | None


class AllowedActOut(Out):
    """An act that this caller may do now."""

    act: FilingAct
    name: str
    href: str
    basis: str
    form: str | None

    @classmethod
    def of(cls, row: FilingTransition, filing: UUID) -> Self:
        return cls(
            act=row.act,
            name=FILING_ACT_NAMES[row.act],
            href=f"/filings/{filing}/{FILING_SEGMENTS[row.act]}",
            basis=row.basis,
            form=row.form,
        )


class FilingOut(FilingLineOut):
    """A filing as it stands; `version` is also the ETag and goes into If-Match of the next act."""

    case: str | None
    summary: str | None
    sets: int
    papers: list[PaperOut]
    fees: list[FeeOut]
    proxy: ProxyOut | None
    result_way: str
    result_address: str | None
    allowed_acts: list[AllowedActOut]
    history: list[HistoryOut]
    links: dict[str, str]

    @classmethod
    def whole(
        cls,
        filed: Filed,
        acts: Sequence[ActRead],
        rows: Sequence[FilingTransition],
        now: datetime,
        *,
        with_person: bool,
        with_words: bool,
    ) -> Self:
        matter = filed.matter
        return cls(
            **_standing(filed, now),
            applicant=_applicant(filed) if with_person else None,
            case=matter.case,
            summary=matter.summary if with_person else None,
            sets=matter.sets,
            papers=[PaperOut(**paper.as_json()) for paper in matter.papers],
            fees=[FeeOut(**fee.as_json()) for fee in matter.fees],
            proxy=ProxyOut.model_validate(matter.proxy) if matter.proxy and with_person else None,
            result_way=matter.result.way.value,
            result_address=matter.result.address if with_person else None,
            allowed_acts=[AllowedActOut.of(row, filed.id) for row in rows],
            history=[_history(act, with_words=with_words) for act in acts],
            links=_links(filed),
        )


class StateCountOut(Out):
    """Filings in one state; `late` as the list's `late=true` has them."""

    state: FilingState
    state_name: str
    in_time: int
    late: int
    total: int


class FilingCountsOut(Out):
    """Equal to the lists with the same filters; `pending` is what the desk still owes an answer."""

    as_of: LegalInstant
    total: int
    pending_in_time: int
    pending_late: int
    states: list[StateCountOut]

    @classmethod
    def of(cls, counts: Mapping[tuple[str, bool], int], now: datetime) -> Self:
        states = [_count(state, counts) for state in FilingState]
        owed = [count for count in states if count.state in PENDING]
        return cls(
            as_of=now,
            total=sum(count.total for count in states),
            pending_in_time=sum(count.in_time for count in owed),
            pending_late=sum(count.late for count in owed),
            states=states,
        )


def _count(state: FilingState, counts: Mapping[tuple[str, bool], int]) -> StateCountOut:
    in_time, late = (counts.get((state.value, is_late), 0) for is_late in (False, True))
    name = FILING_STATE_NAMES[state]
    return StateCountOut(state=state, state_name=name, in_time=in_time, late=late, total=in_time + late)


def _state(state: FilingState) -> dict[str, Any]:
    return {"state": state, "state_name": FILING_STATE_NAMES[state], "national_code": FILING_NATIONAL_CODES[state]}


def _masked(line: FilingLine) -> ApplicantOut:
    return _person(line.applicant_name, line.applicant_kind, masked(line.identity_number))


def _applicant(filed: Filed) -> ApplicantOut:
    a = filed.matter.applicant
    more = {"phone": a.phone, "address": a.address, "email": a.email, "born_on": a.born_on}
    return _person(a.name, a.kind, a.identity_number, **more)


def _person(name: str, kind: str, number: str | None, **more: Any) -> ApplicantOut:
    empty = dict.fromkeys(("phone", "address", "email", "born_on"))
    return ApplicantOut(
        name=name, kind=ApplicantKind(kind), identity_number=number, identity_is_odd=False, **{**empty, **more}
    )


def _standing(filed: Filed, now: datetime) -> dict[str, Any]:
    matter, named, origin = filed.matter, filed.named, filed.origin
    same = "id version recorded_at answer_due_at answered_at completion_due_on reason_code dossier dossier_code"
    return {
        **{name: getattr(filed, name) for name in same.split()},
        **_state(filed.state),
        "answer": filed.answer(now),
        "source": origin.source,
        "source_code": origin.code,
        "slip": origin.slip,
        "filed_at": origin.filed_at,
        "desk": matter.desk,
        "office": matter.office,
        "procedure": matter.procedure,
        "channel": matter.channel,
        "procedure_name": named.procedure_name,
        "field": named.field,
        "level": named.level,
    }


def _history(act: ActRead, *, with_words: bool) -> HistoryOut:
    read = HistoryOut.model_validate(act)
    return read if with_words else read.model_copy(update={"reason": None, "says": None})


def _links(filed: Filed) -> dict[str, str]:
    links = {"self": f"/filings/{filed.id}"}
    return links | {"dossier": f"/dossiers/{filed.dossier}"} if filed.dossier else links
