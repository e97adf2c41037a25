"""The receipt after it was given, and the label of its folder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from services.desk.presenters.written import at, instant
from services.desk.texts import _
from shared.forms.symbols import code128, qr_svg
from shared.worktime import day_in_words


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is read out to the applicant."""

    code: str
    applicant: str
    procedure: str
    received: str
    due: str


@dataclass(frozen=True, slots=True)
class Label:
    """The bars and the square are drawings without any text of a person."""

    receipt: Receipt
    bars: Markup
    square: Markup


def receipt_of(dossier: Mapping[str, Any]) -> Receipt:
    applicant = dossier["applicant"]
    return Receipt(
        code=dossier["code"],
        applicant=applicant["name"] if applicant else "",
        procedure=dossier["procedure_name"],
        received=at(dossier["received_at"]),
        due=_due(dossier),
    )


def label_of(dossier: Mapping[str, Any]) -> Label:
    code = dossier["code"]
    return Label(receipt_of(dossier), Markup(code128(code).svg), Markup(_sized_by_style(qr_svg(code))))  # noqa: S704


def _sized_by_style(svg: str) -> str:
    """As large as the style sheet says, where the drawing itself only tells its modules."""
    return re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2"', svg, count=1)


def _due(dossier: Mapping[str, Any]) -> str:
    if not dossier["due_at"]:
        return _("không ghi ngày hẹn trả")
    due = instant(dossier["due_at"])
    return f"{due:%H:%M} {day_in_words(due.date())}"
