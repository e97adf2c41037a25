"""Which act makes which paper, who issues it, and what is settled with it: a number of its own, the new appointment."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from shared.forms.form_sets import Form, form_set
from shared.worktime.working_time import WorkingTime

FORMS: Mapping[Act, Form] = {
    Act.SUPPLEMENT_REQUESTED: Form.COMPLETION_REQUEST,
    Act.EXTENDED: Form.APOLOGY,
    Act.REFUSED: Form.REFUSAL,
    Act.STOPPED: Form.STOP_NOTICE,
    Act.WITHDRAWN: Form.STOP_NOTICE,
    Act.CLOSED_UNANSWERED: Form.STOP_NOTICE,
}
_SIGNS: Mapping[Form, str] = {
    Form.COMPLETION_REQUEST: "HDHS",
    Form.APOLOGY: "PXL",
    Form.REFUSAL: "TCHS",
    Form.STOP_NOTICE: "TBD",
}
# The specialist does not write to the applicant: the desk does (NĐ 118/2025 art. 5.1), and it closes (art. 19.5).
_OF_THE_DESK = {Act.SUPPLEMENT_REQUESTED, Act.CLOSED_UNANSWERED}


def paper_of(act: Act, on: date) -> Form | None:
    """The paper that the act makes on that day; the stop notice is of the set of 2025."""
    form = FORMS.get(act)
    return form if form and form in form_set(on).forms else None


def issuer_of(dossier: Dossier, act: Act, at: datetime) -> str:
    """The desk, or the office that was competent when the paper was made."""
    if act in _OF_THE_DESK:
        return dossier.matter.desk
    return next((move.office_from for move in dossier.moves if move.from_at > at), dossier.matter.office)


def settled(deed: Deed, form: Form, number: int, time: WorkingTime) -> Mapping[str, Any]:
    """What a paper says for ever besides the act's own words: printed again it must say the same."""
    said = {"number": numbered(form, number)}
    if deed.promised_on:
        said["promised_at"] = time.closes_at(deed.promised_on).isoformat()
    return said


def numbered(form: Form, number: int) -> str:
    """`15/PXL`."""
    return f"{number:02}/{_SIGNS[form]}"
