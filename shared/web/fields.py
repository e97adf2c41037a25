"""Field types of the HTTP edge: clean Vietnamese text, bounded dates and instants, codes."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, StringConstraints

from shared.errors import Invalid
from shared.text import clean_text
from shared.web.problems import as_field_refusal

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)


def _clean(raw: str) -> str:
    try:
        return clean_text(raw)
    except Invalid as refusal:
        raise as_field_refusal(refusal) from refusal


def _plausible_day(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise as_field_refusal(Invalid("date_out_of_range", "Ngày phải từ năm 1900 đến 2199"))
    return day


def _plausible_instant(at: datetime) -> datetime:
    if not FIRST_DAY.year < at.year < LAST_DAY.year:
        raise as_field_refusal(Invalid("date_out_of_range", "Thời điểm phải từ năm 1901 đến 2198"))
    return at.astimezone(UTC)


Text = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_clean)]
LongText = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_clean)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._\-]+$")]
Day = Annotated[date, AfterValidator(_plausible_day)]
At = Annotated[AwareDatetime, AfterValidator(_plausible_instant)]
