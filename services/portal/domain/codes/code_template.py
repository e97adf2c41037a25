"""The one form in which a province writes its dossier codes: `{agency}-{yyMMdd}-{seq:04}`."""

import re
from dataclasses import dataclass
from datetime import date

from services.portal.domain.codes.agency_code import AgencyCode
from services.portal.domain.codes.dossier_code import LONGEST, MOST_DIGITS, DayForm, DossierCode
from shared.errors import Conflict, Invalid

_PARTS = ("agency", "day", "seq")
_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"seq:0([4-7])")


@dataclass(frozen=True, slots=True)
class CodeTemplate:
    """`digits` is the least width of the number: the 10,000th dossier of a day takes a fifth digit."""

    day_form: DayForm
    digits: int

    def __str__(self) -> str:
        return f"{{agency}}-{{{self.day_form.value}}}-{{seq:0{self.digits}}}"

    @property
    def longest_agency(self) -> int:
        """Characters left for the agency, with a number of full width."""
        return LONGEST - len("--") - len(self.day_form.value) - MOST_DIGITS

    def must_fit(self, agency: AgencyCode) -> None:
        """Refuses an agency whose codes could exceed 50 characters on a busy day."""
        if len(str(agency)) > self.longest_agency:
            message = f"Mã định danh {agency} quá dài: theo mẫu {self}, mã hồ sơ có thể vượt {LONGEST} ký tự"
            raise Conflict("dossier_code_too_long", message)

    def code(self, agency: AgencyCode, day: date, number: int) -> DossierCode:
        """`number` must count per agency and day: two offices that share an agency code share the count.

        Refuses a number without room, and a day outside 2000–2099, after which two digits of a year repeat.
        """
        self.must_fit(agency)
        if not 1 <= number < 10**MOST_DIGITS:
            raise Conflict(
                "dossier_number_exhausted", f"Số thứ tự hồ sơ trong ngày phải từ 1 đến {10**MOST_DIGITS - 1}"
            )
        if not 2000 <= day.year <= 2099:
            raise Invalid("dossier_day_not_real", "Ngày tiếp nhận phải trong các năm 2000–2099")
        return DossierCode(agency, day, self.day_form, number, max(self.digits, len(str(number))))


def read_code_template(text: str) -> CodeTemplate:
    """Refuses what lets two dossiers have one code, and what the portal's form does not know."""
    places = _PLACE.findall(text)
    kinds = [_kind(place) for place in places]
    missing = [part for part in _PARTS if part not in kinds]
    if missing:
        words = {"agency": "{agency}", "day": "{yyMMdd}, {yyyyMMdd} hoặc {ddMMyyyy}", "seq": "{seq:04} đến {seq:07}"}
        message = f"Mẫu mã hồ sơ thiếu {'; '.join(words[part] for part in missing)}: hai hồ sơ có thể trùng mã"
        raise Invalid("code_template_can_collide", message)
    if _PLACE.sub("#", text) != "#-#-#" or tuple(kinds) != _PARTS:
        message = "Mẫu mã hồ sơ phải gồm cơ quan, ngày, số thứ tự, nối bằng dấu -, không có gì khác"
        raise Invalid("code_template_not_valid", message)
    return CodeTemplate(DayForm(places[1]), int(places[2][-1]))


def _kind(place: str) -> str:
    if place in set(DayForm):
        return "day"
    if place == "agency":
        return "agency"
    return "seq" if _NUMBER.fullmatch(place) else "unknown"
