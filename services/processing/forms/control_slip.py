"""Phiếu kiểm soát quá trình giải quyết hồ sơ (form 05 of 2018, 06 of 2025): every hand-over with giver and taker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.processing.domain.dossier import Dossier
from services.processing.domain.judged import Judged, judged
from services.processing.domain.person import Person
from services.processing.domain.steps import Step, StepEnd
from services.processing.forms.notices import TEMPLATES
from shared.forms.form_sets import Form, form_set
from shared.forms.heading import head_of, heading, labelled, moment_in_words
from shared.forms.sheet import Sheet
from shared.text import dialled
from shared.worktime import LEGAL_ZONE, legal_day

_ENDS = {StepEnd.SENT_BACK: "trả lại", StepEnd.REPEATED: "làm lại", StepEnd.CUT: "dừng"}
_JUDGED = {Judged.EARLY: "trước hạn", Judged.ON_TIME: "đúng hạn", Judged.LATE: "quá hạn"}


@dataclass(frozen=True, slots=True)
class Slip:
    """`names` are the offices down to the competent one; `offices` are the names of all that had a step."""

    dossier: Dossier
    person: Person
    names: Sequence[str]
    offices: Mapping[str, str]
    opened_by: str


def control_slip_sheet(slip: Slip) -> Sheet:
    """As of the last act: printed again before another act, it is the same paper."""
    dossier, matter = slip.dossier, slip.dossier.matter
    made_at = dossier.last_act_at
    forms = form_set(legal_day(matter.accepted_at))
    head = head_of(slip.names, forms)
    says = heading(Form.CONTROL_SLIP, forms, head, "", matter.code, made_at)
    phone = dialled(slip.person.phone)
    says |= {
        "owner": slip.person.owner,
        "numbers": labelled(("Số điện thoại", phone)),
        "procedure": slip.person.procedure_name,
        "procedure_code": matter.procedure,
        "agency": slip.offices.get(matter.office, matter.office),
        "cooperating": ", ".join(_cooperating(slip)),
        "received": moment_in_words(matter.accepted_at),
        "due": moment_in_words(dossier.due.due_at) if dossier.due else "",
        "blocks": [_block(slip, place) for place in range(len(dossier.steps))],
    }
    return Sheet(Form.CONTROL_SLIP, matter.code, made_at, says, TEMPLATES)


def _cooperating(slip: Slip) -> list[str]:
    mine = {slip.dossier.matter.office, slip.dossier.matter.desk}
    return [name for code, name in slip.offices.items() if code not in mine]


def _block(slip: Slip, place: int) -> list[str]:
    """One hand-over: step and office, giver, taker, when, by when, and how it came out."""
    step = slip.dossier.steps[place]
    taker = step.ended_by or step.assignee or ""
    return [
        step.name,
        slip.offices.get(step.office, step.office),
        f"{_giver(slip, step)} – {taker}",
        _at(step.begun_at),
        _at(step.due_at) if step.due_at else "–",
        _at(step.ended_at) if step.ended_at else "",
        _outcome(step),
    ]


def _giver(slip: Slip, step: Step) -> str:
    """Whoever ended what this step waited for; the desk that accepted it gave the first."""
    before = [s for s in slip.dossier.steps if s.ended_at and s.ended_at <= step.begun_at and s.number < step.number]
    return (before[-1].ended_by or "") if before else slip.opened_by


def _outcome(step: Step) -> str:
    if step.ended_at is None:
        return "đang làm"
    if step.end in _ENDS:
        return _ENDS[step.end]
    how = judged(step)
    return _JUDGED[how] if how else "xong"


def _at(at: datetime) -> str:
    return f"{at.astimezone(LEGAL_ZONE):%H:%M %d/%m/%Y}"
