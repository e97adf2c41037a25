"""Forms 02 and 03: what a desk tells somebody whose filing it does not take in as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.forms.form_sets import Form, form_set
from shared.forms.heading import head_of, heading, labelled
from shared.forms.letterhead import Letterhead
from shared.forms.sheet import Sheet
from shared.text import dialled
from shared.worktime import legal_day


class Stage(StrEnum):
    """When completion is asked: once before acceptance, or by the body that resolves the dossier."""

    BEFORE_ACCEPTANCE = "before_acceptance"
    WHILE_PROCESSING = "while_processing"


@dataclass(frozen=True, slots=True)
class Filing:
    """Who asks for what. `number` is the paper's own, whole (`15/HDHS`); `code` is the filing's or the dossier's.

    `filed_by` is who came in the owner's place. Phone is as stored (+84…).
    """

    number: str
    code: str
    made_at: datetime
    owner: str
    procedure: str
    procedure_code: str
    filed_by: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A paper or statement to complete, and why."""

    what: str
    why: str


_ACCEPTED_WHEN_WHOLE = "Hồ sơ chỉ được tiếp nhận, tính thời hạn giải quyết sau khi đã bổ sung đủ các nội dung trên."


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """`answer_by` says until when in words, empty where no day is set; `count` is which request it is.

    `effect` says what waiting for it does to the time limit.
    """

    filing: Filing
    lacking: Sequence[Lacking]
    guide: str
    contact: str
    contact_phone: str
    stage: Stage = Stage.BEFORE_ACCEPTANCE
    count: int = 1
    legal_basis: str = ""
    answer_by: str = ""
    effect: str = _ACCEPTED_WHEN_WHOLE


@dataclass(frozen=True, slots=True)
class RefusalNotice:
    """Why a filing is not received, or a dossier not resolved; `guide` is who decided."""

    filing: Filing
    reasons: Sequence[str]
    guide: str
    legal_basis: str = ""
    contact: str = ""
    contact_phone: str = ""
    stage: Stage = Stage.BEFORE_ACCEPTANCE


_STAGES = {
    Stage.BEFORE_ACCEPTANCE: "trước khi tiếp nhận hồ sơ",
    Stage.WHILE_PROCESSING: "trong quá trình giải quyết hồ sơ",
}
_DECISIONS = {
    Stage.BEFORE_ACCEPTANCE: ("Qua xem xét", "không tiếp nhận, giải quyết hồ sơ này", "NGƯỜI TIẾP NHẬN HỒ SƠ"),
    Stage.WHILE_PROCESSING: ("Qua thẩm định", "không giải quyết hồ sơ này", "NGƯỜI GIẢI QUYẾT HỒ SƠ"),
}


def completion_request_sheet(request: CompletionRequest, names: Sequence[str]) -> Sheet:
    """Form 02 of the set in force on the day of the paper; `names` are the offices down to the desk."""
    head, says = common_of(Form.COMPLETION_REQUEST, request.filing, names)
    says |= {
        "lacking": [[lacking.what, lacking.why] for lacking in request.lacking],
        "legal_basis": request.legal_basis,
        "stage": f"{_STAGES[request.stage]} (lần {request.count})",
        "answer_by": request.answer_by,
        "effect": request.effect,
        "contact": request.contact or head.desk,
        "contact_phone": dialled(request.contact_phone),
        "guide": request.guide,
    }
    return _sheet(Form.COMPLETION_REQUEST, request.filing, says)


def refusal_sheet(notice: RefusalNotice, names: Sequence[str]) -> Sheet:
    """Form 03 of the set in force on the day of the paper; `names` are the offices down to the desk."""
    head, says = common_of(Form.REFUSAL, notice.filing, names)
    after, decision, decider = _DECISIONS[notice.stage]
    says |= {
        "after": after,
        "decision": decision,
        "decider": decider,
        "desk_name": head.desk,
        "reasons": list(notice.reasons),
        "legal_basis": notice.legal_basis,
        "contact": notice.contact or head.desk,
        "contact_phone": dialled(notice.contact_phone),
        "guide": notice.guide,
    }
    return _sheet(Form.REFUSAL, notice.filing, says)


def common_of(form: Form, filing: Filing, names: Sequence[str]) -> tuple[Letterhead, dict[str, Any]]:
    """What every notice about a filing or dossier says, and the head it stands under."""
    forms = form_set(legal_day(filing.made_at))
    head = head_of(names, forms)
    says = heading(form, forms, head, filing.number, filing.code, filing.made_at)
    says |= {
        "owner": filing.owner,
        "filed_by": filing.filed_by,
        "address": filing.address,
        "numbers": labelled(("Số điện thoại", dialled(filing.phone)), ("Thư điện tử", filing.email)),
        "procedure": filing.procedure,
        "procedure_code": filing.procedure_code,
    }
    return head, says


def _sheet(form: Form, filing: Filing, says: dict[str, Any]) -> Sheet:
    return Sheet(form, filing.code, filing.made_at, says)
