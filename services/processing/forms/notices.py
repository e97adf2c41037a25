"""Forms 02 to 05 about a dossier at work: what an act told its applicant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from services.processing.domain.person import Person
from services.processing.domain.route import Effect
from shared.forms.filing_notices import (
    CompletionRequest,
    Filing,
    Lacking,
    RefusalNotice,
    Stage,
    common_of,
    completion_request_sheet,
    refusal_sheet,
)
from shared.forms.form_sets import Form, form_set
from shared.forms.heading import day_in_a_sentence, moment_in_words
from shared.forms.sheet import Sheet
from shared.worktime import LEGAL_ZONE, legal_day

TEMPLATES = Path(__file__).parent / "templates"
_EFFECTS: Mapping[Effect, str] = {
    Effect.RESTARTS: "Thời hạn giải quyết hồ sơ được tính lại từ đầu kể từ khi nhận đủ các nội dung trên.",
    Effect.PAUSES: "Thời gian chờ bổ sung không tính vào thời hạn giải quyết hồ sơ.",
    Effect.RUNS: "Thời gian chờ bổ sung vẫn tính vào thời hạn giải quyết hồ sơ.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An act as its paper tells it. `names` are the offices down to the one that issues it, the nation left out.

    `contact` is the desk that answers questions: the specialist is not to be called.
    """

    names: Sequence[str]
    number: str
    code: str
    procedure: str
    person: Person
    actor: str
    made_at: datetime
    accepted_at: datetime
    reason: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a supplement request asks for, which one it is, and what waiting for it does to the term.

    `answer_on` is the last day once the desk has told the applicant, before that it is `answer_days` from then;
    both are empty where nothing follows from silence.
    """

    lacking: Sequence[Lacking]
    effect: Effect
    count: int = 1
    legal_basis: str = ""
    answer_days: int | None = None
    answer_on: date | None = None

    @property
    def answer_by(self) -> str:
        if self.answer_on:
            return f"hết {day_in_a_sentence(datetime.combine(self.answer_on, time(12), LEGAL_ZONE))}"
        return f"{self.answer_days} ngày kể từ ngày được thông báo" if self.answer_days else ""


def supplement_sheet(told: Told, asked: Asked) -> Sheet:
    """Form 02, handed over by the desk."""
    request = CompletionRequest(
        filing=_filing(told),
        lacking=asked.lacking or [Lacking(told.reason, "")],
        guide=told.actor,
        contact=told.contact,
        contact_phone="",
        stage=Stage.WHILE_PROCESSING,
        count=asked.count,
        legal_basis=asked.legal_basis,
        answer_by=asked.answer_by,
        effect=_EFFECTS[asked.effect],
    )
    return completion_request_sheet(request, told.names)


def refusal_after_appraisal_sheet(told: Told) -> Sheet:
    """Form 03, after appraisal (NĐ 118/2025 art. 19.3)."""
    stage = Stage.WHILE_PROCESSING
    notice = RefusalNotice(_filing(told), [told.reason], told.actor, contact=told.contact, stage=stage)
    return refusal_sheet(notice, told.names)


def apology_sheet(told: Told, due_at: datetime, promised_at: datetime) -> Sheet:
    """Form 04: sorry, why, and when instead (NĐ 118/2025 art. 19.6); since the set of 2025 it also asks for time."""
    since_2025 = Form.STOP_NOTICE in form_set(legal_day(told.made_at)).forms
    says = _says(Form.APOLOGY, told) | {
        "due": moment_in_words(due_at),
        "promised": moment_in_words(promised_at),
        "asks_for_time": since_2025,
    }
    return Sheet(Form.APOLOGY, told.code, told.made_at, says, TEMPLATES)


def stop_sheet(told: Told, ending: str, given_back: str) -> Sheet:
    """Form 05 of the set of 2025; `ending` says what kind of end it is."""
    says = _says(Form.STOP_NOTICE, told) | {"ending": ending, "given_back": given_back}
    return Sheet(Form.STOP_NOTICE, told.code, told.made_at, says, TEMPLATES)


def _says(form: Form, told: Told) -> dict[str, Any]:
    head, says = common_of(form, _filing(told), told.names)
    return says | {
        "desk_name": head.desk,
        "accepted": moment_in_words(told.accepted_at),
        "reason": told.reason,
        "contact": told.contact or head.desk,
        "signer": told.actor,
    }


def _filing(told: Told) -> Filing:
    person = told.person
    return Filing(
        number=told.number,
        code=told.code,
        made_at=told.made_at,
        owner=person.owner,
        procedure=person.procedure_name,
        procedure_code=told.procedure,
        filed_by=person.filed_by,
        address=person.address,
        phone=person.phone,
        email=person.email,
    )
