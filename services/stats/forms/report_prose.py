"""The paragraph of a yearly report: counts first, each rate with the counts that it comes from, nothing that is not."""

from collections.abc import Iterable

from services.stats.domain.figures import Figures, Rate, rates_of
from services.stats.domain.report_table import Line, LineOf
from services.stats.domain.reporting_period import name_of
from services.stats.forms.report_paper import ReportPaper
from shared.vietnamese import day, number, percent

_BY = {LineOf.LEVEL: "theo cấp", LineOf.FIELD: "theo lĩnh vực", LineOf.OFFICE: "theo đơn vị"}


def report_prose(paper: ReportPaper) -> str:
    """One paragraph, and one more where the report is taken apart; a column's notes are no part of it."""
    total = paper.filled.total
    if total.figures is None:
        return ""
    sentences = [
        f"{_span(paper)}, {_in_a_sentence(paper.reporting)} {_received(total.figures)}.",
        *_resolved(total.figures),
        *_open(total.figures),
    ]
    parts = _by_line(total.below)
    return "\n\n".join(filter(None, (" ".join(sentences), parts))) + "\n"


def _span(paper: ReportPaper) -> str:
    """While the period goes on it is told up to the day that has been counted."""
    days = f"ừ ngày {day(paper.period.from_on)} đến ngày {day(min(paper.counted_to, paper.period.to_on))}"
    name = name_of(paper.period)
    return f"{name} (t{days})" if name else f"T{days}"


def _in_a_sentence(body: str) -> str:
    return body[0].upper() + body[1:]


def _received(figures: Figures) -> str:
    channels = (("trực tiếp", figures.direct), ("trực tuyến", figures.online), ("qua bưu chính", figures.post))
    before = [_of(figures.carried_over, "từ kỳ trước chuyển sang"), _of(figures.moved_in, "nhận bàn giao")]
    also = f"; ngoài ra có {_listed(before)}" if any(before) else ""
    if not figures.received:
        return f"không tiếp nhận hồ sơ mới{also}"
    how = _listed(_of(count, words) for words, count in channels)
    return f"đã tiếp nhận {number(figures.received)} hồ sơ (gồm {how}){also}"


def _resolved(figures: Figures) -> list[str]:
    """Nothing is said of rates where nothing was resolved: there is nothing to divide by."""
    rates = rates_of(figures)
    if not figures.resolved:
        to_do = figures.carried_over + figures.received + figures.moved_in - figures.moved_out
        return ["Chưa có hồ sơ nào được giải quyết."] if to_do else []
    share = f" (đạt {_rate(rates['resolved_share'])})" if rates["resolved_share"].denominator else ""
    in_time = figures.early + figures.on_time
    parts = [
        f"trước hạn và đúng hạn {number(in_time)} hồ sơ (đạt {_rate(rates['on_time'])})",
        _late(figures, rates["late"]),
        _plain("dừng giải quyết", figures.stopped),
        _plain("người nộp rút", figures.withdrawn),
        _plain("chưa xếp loại được", figures.unclassed),
    ]
    return [f"Đã giải quyết {number(figures.resolved)} hồ sơ{share}, trong đó {'; '.join(filter(None, parts))}."]


def _late(figures: Figures, late: Rate) -> str:
    if not figures.late:
        return "không có hồ sơ quá hạn"
    letters = figures.late_with_letter
    with_letter = f", {number(letters)} hồ sơ trong số đó đã có thư xin lỗi trước ngày hẹn" if letters else ""
    return f"quá hạn {number(figures.late)} hồ sơ (chiếm {_rate(late)}){with_letter}"


def _open(figures: Figures) -> list[str]:
    count = figures.in_term + figures.overdue + figures.waiting
    moved = f"Đã bàn giao {number(figures.moved_out)} hồ sơ cho đơn vị kế thừa."
    handed = [moved] if figures.moved_out else []
    if not count:
        return ["Không còn hồ sơ đang giải quyết.", *handed] if figures.resolved else handed
    parts = (
        _plain("trong hạn", figures.in_term),
        _plain("quá hạn", figures.overdue),
        _plain("chờ bổ sung hoặc chờ thực hiện nghĩa vụ tài chính", figures.waiting),
    )
    return [f"Đang giải quyết {number(count)} hồ sơ, trong đó {'; '.join(filter(None, parts))}.", *handed]


def _by_line(lines: Iterable[Line]) -> str:
    """The shares in time, part by part; parts in which nothing was resolved have none."""
    told = [(line, line.figures) for line in lines if line.figures and line.figures.resolved]
    if not told:
        return ""
    shares = (f"{_title(line)} {_share(rates_of(figures)['on_time'])}" for line, figures in told)
    return f"Tỷ lệ giải quyết trước hạn và đúng hạn {_BY[told[0][0].of]}: {'; '.join(shares)}."


def _title(line: Line) -> str:
    return line.title[0].lower() + line.title[1:] if line.of is LineOf.LEVEL else line.title


def _share(rate: Rate) -> str:
    over, under = rate.numerator, rate.denominator
    return f"{percent(over, under)} ({number(over)}/{number(under)})"


def _rate(rate: Rate) -> str:
    over, under = rate.numerator, rate.denominator
    return f"{percent(over, under)}, {number(over)}/{number(under)}"


def _of(count: int, words: str) -> str:
    return f"{number(count)} hồ sơ {words}" if count else ""


def _plain(words: str, count: int) -> str:
    return f"{words} {number(count)} hồ sơ" if count else ""


def _listed(parts: Iterable[str]) -> str:
    *first, last = filter(None, parts)
    return f"{', '.join(first)} và {last}" if first else last
