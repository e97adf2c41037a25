"""The head of every paper about one dossier: bodies, title, number, day, and the code for people and scanners."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shared.forms.form_sets import Form, FormSet
from shared.forms.letterhead import Letterhead, day_of_paper, letterhead, month_of_paper
from shared.forms.symbols import code128, qr_svg
from shared.worktime import LEGAL_ZONE, legal_day


def heading(form: Form, forms: FormSet, head: Letterhead, number: str, code: str, made_at: datetime) -> dict[str, Any]:
    """For `paper.typ`; the number stands as given, an empty one is left out."""
    bars = code128(code)
    return {
        "superior": head.superior.upper(),
        "desk": head.desk.upper(),
        "title": forms.forms[form].title,
        "prescribed": f"Mẫu số {forms.forms[form].number}, {forms.circular}",
        "number": number,
        "place": head.place,
        "place_and_day": day_of_paper(head.place, legal_day(made_at)),
        "code": code,
        "qr": qr_svg(code),
        "bars": bars.svg,
        "modules": bars.modules,
    }


def head_of(names: Sequence[str], forms: FormSet) -> Letterhead:
    """`names` are the offices down to the desk, the nation left out."""
    return letterhead(names, forms.desk_name)


def labelled(*numbers: tuple[str, str | None]) -> list[list[str]]:
    """Label and value of what is known."""
    return [[label, value] for label, value in numbers if value]


def moment_in_words(at: datetime) -> str:
    """`17 giờ 00 phút, ngày 10 tháng 3 năm 2026`."""
    local = at.astimezone(LEGAL_ZONE)
    return f"{local:%H} giờ {local:%M} phút, {day_in_a_sentence(local)}"


def day_in_a_sentence(at: datetime) -> str:
    """`ngày 05 tháng 3 năm 2026`."""
    local = at.astimezone(LEGAL_ZONE)
    return f"ngày {local.day:02} tháng {month_of_paper(local)} năm {local.year}"
