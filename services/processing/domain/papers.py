"""Which act makes which paper, and by which set: a number of its own comes with the act."""

from collections.abc import Mapping
from datetime import date

from services.processing.domain.state import Act
from shared.forms.form_sets import Form, form_set

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


def paper_of(act: Act, on: date) -> Form | None:
    """The paper that the act makes on that day; the stop notice is of the set of 2025."""
    form = FORMS.get(act)
    return form if form and form in form_set(on).forms else None


def numbered(form: Form, number: int) -> str:
    """`15/PXL`."""
    return f"{number:02}/{_SIGNS[form]}"
