"""Phiếu kiểm soát quá trình giải quyết hồ sơ (form 05 of 2018, 06 of 2025): every hand-over with giver and taker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.processing.domain.dossier import Dossier
from services.processing.domain.hand_overs import Done, HandOver, hand_overs
from services.processing.domain.person import Person
from services.processing.forms.notices import TEMPLATES
from shared.forms.form_sets import Form, form_set
from shared.forms.heading import head_of, heading, labelled, moment_in_words
from shared.forms.sheet import Sheet
from shared.text import dialled
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class Slip:
    """`names` are the offices down to the competent one; `offices` are the names of all that had a part in it."""

    dossier: Dossier
    acts: Sequence[Done]
    person: Person
    names: Sequence[str]
    offices: Mapping[str, str]


def control_slip_sheet(slip: Slip) -> Sheet:
    """As of the last act: printed again before another act, it is the same paper. Its set is that of the acceptance."""
    dossier, matter = slip.dossier, slip.dossier.matter
    made_at = dossier.last_act_at
    forms = form_set(legal_day(matter.accepted_at))
    head = head_of(slip.names, forms)
    says = heading(Form.CONTROL_SLIP, forms, head, "", matter.code, made_at)
    says |= {
        "owner": slip.person.owner,
        "numbers": labelled(("Số điện thoại", dialled(slip.person.phone))),
        "procedure": slip.person.procedure_name,
        "procedure_code": matter.procedure,
        "agency": slip.offices.get(matter.office, matter.office),
        "cooperating": ", ".join(_cooperating(slip)),
        "received": moment_in_words(matter.accepted_at),
        "due": moment_in_words(dossier.due.due_at) if dossier.due else "",
        "blocks": [_block(slip, each) for each in hand_overs(dossier, slip.acts)],
    }
    return Sheet(Form.CONTROL_SLIP, matter.code, made_at, says, TEMPLATES)


def _cooperating(slip: Slip) -> list[str]:
    """Other offices that had a step; those that the dossier has left are continued by the competent one."""
    dossier = slip.dossier
    mine = {dossier.matter.office, dossier.matter.desk, *(move.office_from for move in dossier.moves)}
    codes = dict.fromkeys(step.office for step in dossier.steps)
    return [slip.offices.get(code, code) for code in codes if code not in mine]


def _block(slip: Slip, each: HandOver) -> dict[str, str]:
    return {
        "agency": slip.offices.get(each.office, each.office),
        "work": each.work,
        "giver": each.giver,
        "taker": each.taker,
        "at": moment_in_words(each.at),
        "due": moment_in_words(each.due_at) if each.due_at else "",
        "done": moment_in_words(each.done_at) if each.done_at else "",
        "outcome": each.outcome,
        "note": each.note,
    }
