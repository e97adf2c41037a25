"""The head's board as it is shown: figures on top, a row a unit, every number a link to what it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from services.desk.clients.board import Board, MonthSoFar
from services.desk.presenters.written import at, share
from services.desk.texts import _
from shared.vietnamese import decimal, number

LISTS, COUNTED = "/danh-sach", "/danh-sach/so-lieu"
FEW = 13  # rows that fit beside the figures on 1366×768
_WIDTH, _MOST_PERCENT = 120, 10
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Figure:
    """One number on top; `kind` is the class of its tile."""

    words: str
    said: str
    address: str
    kind: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit. `bar` is as wide as its late share on a scale of 0 to 10 %; `is_empty`: silent, with nothing open."""

    name: str
    address: str
    silence: str
    cells: Sequence[tuple[str, str, str]]
    bar: int
    bar_words: str
    bar_address: str
    is_empty: bool


def figures_of(board: Board, office: str) -> list[Figure]:
    urgency = board.counts["urgency"]
    late, today = urgency.get("overdue", 0), urgency.get("due_today", 0)
    return [
        Figure(_("quá hạn"), number(late), list_at(office, han="overdue"), "late" if late else ""),
        Figure(
            _("đến hạn hôm nay, chưa ký"), number(today), list_at(office, han="due_today"), "today" if today else ""
        ),
        Figure(_("chờ tôi ký"), number(board.to_sign), "/cho-ky"),
        Figure(
            _("phải xin lỗi, hẹn lại hôm nay"),
            number(board.letters),
            f"{LISTS}/hen-lai?{urlencode({'don-vi': office})}",
        ),
        *(_month_figures(board.month, office) if board.month else []),
    ]


def _month_figures(month: MonthSoFar, office: str) -> list[Figure]:
    now, before = month.figures["rates"]["on_time"], month.before["rates"]["on_time"]
    votes = month.satisfaction["all"]
    return [
        Figure(
            _("đúng hạn tháng này ({n}/{of})").format(n=number(now["numerator"]), of=number(now["denominator"])),
            share(now["numerator"], now["denominator"]),
            _counted(month, office, "da-giai-quyet"),
            hint=_("tháng trước {share}").format(share=share(before["numerator"], before["denominator"])),
        ),
        Figure(
            _("hài lòng ({n} phiếu)").format(n=number(votes["votes"])),
            share(votes["rate"]["numerator"], votes["rate"]["denominator"]),
            _counted(month, office, "hai-long"),
        ),
    ]


def rows_of(board: Board) -> list[UnitRow]:
    """Worst first, as processing says it; a unit of which nothing was ever heard has dashes, and comes last."""
    parts = _by_key(board.month.figures["breakdown"]["items"]) if board.month else {}
    times = _by_key(board.month.times["items"]) if board.month else {}
    known = [unit for unit in board.units if not (unit["is_own"] and not unit["open"])]
    rows = [_row(unit, board.month, parts.get(unit["code"]), times.get(unit["code"])) for unit in known]
    return sorted(rows, key=lambda row: row.is_empty)


def _row(
    unit: Mapping[str, Any], month: MonthSoFar | None, part: Mapping[str, Any] | None, times: Mapping[str, Any] | None
) -> UnitRow:
    code, own = unit["code"], {"chi": "1"} if unit["is_own"] else {}
    late, open_ = unit["late"], unit["open"]
    return UnitRow(
        name=_("{name} (trực tiếp)").format(name=unit["name"]) if unit["is_own"] else unit["name"],
        address=list_at(code, **own),
        silence=_silence(unit),
        cells=[
            (number(open_), list_at(code, **own), ""),
            (number(unit["due_today"]), list_at(code, han="due_today", **own), "today" if unit["due_today"] else ""),
            (number(late), list_at(code, han="overdue", **own), "late" if late else ""),
            (_days(unit), list_at(code, han="overdue", **own), ""),
            (_pending(part), _counted(month, code, "cho-tiep-nhan", **own) if month and part else "", ""),
            (_median(times), _counted(month, code, "da-giai-quyet", **own) if month and times else "", ""),
            (number(unit["staff"]), f"/viec-don-vi/nhan-thay?{urlencode({'don-vi': code})}", ""),
        ],
        bar=round(min(100 * late / open_, _MOST_PERCENT) * _WIDTH / _MOST_PERCENT) if open_ else 0,
        bar_words=share(late, open_),
        bar_address=list_at(code, han="overdue", **own),
        is_empty=bool(unit["is_silent"] and not open_),
    )


def _silence(unit: Mapping[str, Any]) -> str:
    """In words, so that no zero looks like good news."""
    if not unit["is_silent"]:
        return ""
    last = unit["last_work_at"]
    return _("Chưa có số liệu từ {when}").format(when=at(last)) if last else _("Chưa có số liệu")


def _days(unit: Mapping[str, Any]) -> str:
    return _("{n} ngày").format(n=number(unit["oldest_late_days"])) if unit["late"] else "–"


def _pending(part: Mapping[str, Any] | None) -> str:
    return number(part["figures"]["pending"]) if part else "–"


def _median(times: Mapping[str, Any] | None) -> str:
    """Days by the clock, of what was finished this month, without the time the applicant took."""
    median = times["net"]["median"] if times else None
    return _("{n} ngày").format(n=decimal(Fraction(median) / _MINUTES_A_DAY, 1)) if median is not None else "–"


def list_at(office: str, **asked: str) -> str:
    return f"{LISTS}?{urlencode({'don-vi': office, **asked})}"


def _counted(month: MonthSoFar, office: str, what: str, **asked: str) -> str:
    span = {"tu": f"{month.first}", "den": f"{month.today}"}
    return f"{COUNTED}?{urlencode({'so': what, 'don-vi': office, **span, **asked})}"


def _by_key(items: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {item["key"]: item for item in items}
