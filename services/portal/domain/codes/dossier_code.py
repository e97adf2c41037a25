"""Dossier codes: agency, day of receipt, number of the day (TT 01/2018 art. 19), in every form the portal has shown."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.portal.domain.codes.agency_code import AgencyCode, AgencyScheme, read_agency_code
from shared.errors import Invalid

LONGEST = 50
MOST_DIGITS = 7  # of the number; `G09.20-20260609-0092637`
_FORM = re.compile(r"([^-]+)-([0-9]{8}|[0-9]{6})-([0-9]{4,7})")


class DayForm(StrEnum):
    """How the day is written: 2018, 2026 (codes that the portal issues), 2025."""

    YYMMDD = "yyMMdd"
    YYYYMMDD = "yyyyMMdd"
    DDMMYYYY = "ddMMyyyy"


_WRITTEN = {DayForm.YYMMDD: "%y%m%d", DayForm.YYYYMMDD: "%Y%m%d", DayForm.DDMMYYYY: "%d%m%Y"}


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code taken apart; `digits` is how wide the number is written. It gives nobody a right over the agency."""

    agency: AgencyCode
    day: date
    day_form: DayForm
    number: int
    digits: int = 4

    def __str__(self) -> str:
        return f"{self.agency}-{self.day.strftime(_WRITTEN[self.day_form])}-{self.number:0{self.digits}}"


def read_dossier_code(text: str, scheme: AgencyScheme | None = None) -> DossierCode:
    """Refuses a code of another form, and one that begins with an office's own code instead of an agency code.

    No eight digits are a day both ways: years 2000–2099 read backwards have month 20.
    """
    form = _FORM.fullmatch(text.strip()) if len(text.strip()) <= LONGEST else None
    if not form:
        message = f"{text[:60]} không phải mã hồ sơ (dạng 000.00.04.H26-240614-0001, không quá {LONGEST} ký tự)"
        raise Invalid("dossier_code_not_valid", message)
    day, day_form = _read_day(form[2])
    return DossierCode(_read_agency(form[1], scheme), day, day_form, int(form[3]), len(form[3]))


def _read_agency(text: str, scheme: AgencyScheme | None) -> AgencyCode:
    try:
        return read_agency_code(text, scheme)
    except Invalid as refused:
        if refused.code != "agency_code_not_valid":
            raise
        message = f"Mã hồ sơ bắt đầu bằng {text[:40]}, không phải mã định danh cơ quan: cần bảng quy đổi đơn vị"
        raise Invalid("dossier_agency_not_national", message) from refused


def _read_day(digits: str) -> tuple[date, DayForm]:
    if len(digits) == 6:
        readings = [("20" + digits, DayForm.YYMMDD)]
    else:
        backwards = digits[4:] + digits[2:4] + digits[:2]
        readings = [(digits, DayForm.YYYYMMDD), (backwards, DayForm.DDMMYYYY)]
    for text, form in readings:
        day = _day(text)
        if day:
            return day, form
    raise Invalid("dossier_day_not_real", f"Ngày {digits} trong mã hồ sơ không có thật")


def _day(text: str) -> date | None:
    if not text.startswith("20"):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
