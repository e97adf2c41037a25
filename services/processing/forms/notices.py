"""Forms 02 to 05 about a dossier at work: what an act told its applicant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from services.processing.domain.person import Person
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
from shared.forms.form_sets import Form
from shared.forms.heading import day_in_a_sentence, moment_in_words
from shared.forms.sheet import Sheet
from shared.worktime import LEGAL_ZONE

NOON = time(12)
TEMPLATES = Path(__file__).parent / "templates"
_DESK = "Bộ phận Một cửa"


@dataclass(frozen=True, slots=True)
class Told:
    """An act as its paper tells it. `names` are the offices down to the one that acts, the nation left out."""

    names: Sequence[str]
    number: str
    code: str
    procedure: str
    person: Person
    actor: str
    made_at: datetime
    accepted_at: datetime
    reason: str


def supplement_sheet(told: Told, lacking: Sequence[Lacking], legal_basis: str, answer_by: datetime | None) -> Sheet:
    """Form 02. The desk hands it over and answers questions about it: the specialist is not to be called."""
    asked = list(lacking) or [Lacking(told.reason, "")]
    return completion_request_sheet(
        CompletionRequest(
            filing=_filing(told),
            lacking=asked,
            guide=told.actor,
            contact=_DESK,
            contact_phone="",
            stage=Stage.WHILE_PROCESSING,
            legal_basis=legal_basis,
            answer_by=answer_by,
        ),
        told.names,
    )


def refusal_after_appraisal_sheet(told: Told) -> Sheet:
    """Form 03, after appraisal (NĐ 118/2025 art. 19.3)."""
    return refusal_sheet(RefusalNotice(_filing(told), [told.reason], told.actor), told.names)


def apology_sheet(told: Told, due_at: datetime, promised_on: date) -> Sheet:
    """Form 04: sorry, why, and when instead (NĐ 118/2025 art. 19.6)."""
    says = _says(Form.APOLOGY, told) | {
        "due": moment_in_words(due_at),
        "promised": day_in_a_sentence(datetime.combine(promised_on, NOON, LEGAL_ZONE)),
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
