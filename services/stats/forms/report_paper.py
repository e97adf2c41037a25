"""A report as a paper: its head, its numbered lines and what is said below them, the same in every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.domain.report_table import FilledForm, Line
from services.stats.domain.reporting_period import name_of
from shared.forms.letterhead import day_of_paper, letterhead
from shared.vietnamese import day

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SIGNERS = (("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"), ("THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên, đóng dấu)"))


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """`names` are the offices down to the reporting one, the nation left out; empty for the nation itself.

    `counted_to` is the last day that has been counted: before the period's end while it goes on. `closed` says when
    and for the how many-eth time the figures were frozen.
    """

    filled: FilledForm
    period: Period
    counted_to: date
    of: Map
    office: str
    names: Sequence[str]
    made_on: date
    closed: str = ""

    @property
    def reporting(self) -> str:
        return _body(self.names) or self.office

    @property
    def receiver(self) -> str:
        """The body above; for a province and what stands alone, the one that the form goes to."""
        return _body(self.names[:-1]) or self.filled.form.recipient

    @property
    def place_and_day(self) -> str:
        return day_of_paper(letterhead(self.names, "").place, self.made_on)

    @property
    def prescribed(self) -> str:
        circular = self.filled.form.circular
        return f"Ban hành theo {circular}" if circular else ""

    @property
    def period_line(self) -> str:
        name = name_of(self.period)
        span = f"(Từ ngày {day(self.period.from_on)} đến ngày {day(self.period.to_on)})"
        return f"Kỳ báo cáo: {name} {span}" if name else span

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of this very report first, then what the form always says."""
        form = self.filled.form
        unfinished = (f"Kỳ báo cáo chưa kết thúc: số liệu tính đến ngày {day(self.counted_to)}.",)
        so_far = unfinished if self.counted_to < self.period.to_on else ()
        stale = () if form.is_in_force(self.period.to_on) else (_not_in_force(form.valid_from, form.valid_to),)
        by_map = ("Số liệu gồm cả các đơn vị cũ đã nhập vào đơn vị hiện nay.",) if self.of is Map.NOW else ()
        frozen = (self.closed,) if self.closed else ()
        return (*self.filled.remarks, *frozen, *so_far, *stale, *by_map, *form.notes)

    def numbered(self) -> Iterator[tuple[str, int, Line]]:
        """Roman numbers where lines have lines below them, as the form prints levels and their fields."""
        has_below = any(line.below for line in self.filled.total.below)
        for place, line in enumerate(self.filled.total.below, start=1):
            yield (_ROMAN[place] if has_below else str(place)), 0, line
            yield from ((str(number), 1, part) for number, part in enumerate(line.below, start=1))


def _body(names: Sequence[str]) -> str:
    """`Ủy ban nhân dân tỉnh …` for a territory, else the name of the body itself."""
    if not names:
        return ""
    head = letterhead(names, "")
    return head.desk or head.superior


def _not_in_force(valid_from: date, valid_to: date | None) -> str:
    until = f" đến ngày {day(valid_to)}" if valid_to else ""
    return f"Biểu này áp dụng từ ngày {day(valid_from)}{until}: kỳ báo cáo nằm ngoài thời gian đó."
