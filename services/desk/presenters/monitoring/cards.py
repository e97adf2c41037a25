"""The eight figures on top of the board: each with its numbers, its change and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from services.desk.presenters.monitoring.measures import MEANINGS
from services.desk.presenters.monitoring.view import View
from services.desk.presenters.written import share
from services.desk.texts import _
from shared.vietnamese import decimal, number

_FEW = 5
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Link:
    """A number with what it opens."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """`href` of the large figure itself, where one list is behind it; else `links` open its parts."""

    title: str
    figure: str
    meaning: str
    href: str = ""
    links: Sequence[Link] = ()
    before: str = ""
    kind: str = ""
    note: str = field(default="")


@dataclass(frozen=True, slots=True)
class Periods:
    """The figures of the period and of the one before; a period that goes on is not set against a whole one."""

    now: Counts
    before: Counts
    is_over: bool

    def count(self, measure: str) -> str:
        """`Kỳ trước 1.234 (+56)`."""
        told = _("Kỳ trước {n}").format(n=number(self.before[measure]))
        change = self.now[measure] - self.before[measure]
        return f"{told} ({_signed(number(abs(change)), change)})" if self.is_over else told

    def rate(self, parts: Sequence[str], whole: str) -> str:
        """Points of a percentage; not told where one of the two is of too few dossiers."""
        part, of = sum(self.before[name] for name in parts), self.before[whole]
        told = _("Kỳ trước {n}").format(n=share(part, of))
        if not self.is_over or min(of, self.now[whole]) < _FEW:
            return told
        mine = Fraction(sum(self.now[name] for name in parts), self.now[whole])
        change = 100 * (mine - Fraction(part, of))
        return f"{told} ({_signed(decimal(abs(change), 2), change)} {_('điểm')})"


def cards_of(
    view: View, periods: Periods, satisfaction: Mapping[str, Any] | None, digitised: Mapping[str, Any] | None
) -> list[Card]:
    now = periods.now
    return [
        _counted(view, periods, "received", _("Tiếp nhận")),
        _counted(view, periods, "resolved", _("Đã giải quyết")),
        Card(
            _("Đúng hạn"),
            share(now["early"] + now["on_time"], now["resolved"]),
            _(MEANINGS["in_time"]),
            links=(_link(view, now, "early", _("trước hạn")), _link(view, now, "on_time", _("đúng ngày"))),
            before=periods.rate(("early", "on_time"), "resolved"),
        ),
        _counted(view, periods, "late", _("Quá hạn"), "late"),
        _counted(view, periods, "overdue", _("Đang giải quyết, quá hạn"), "late"),
        Card(
            _("Trực tuyến"),
            share(now["online"], now["received"]),
            _(MEANINGS["online"]),
            links=(_link(view, now, "online", _("hồ sơ")),),
            before=periods.rate(("online",), "received"),
        ),
        _digitised(view, digitised),
        _satisfied(view, satisfaction),
    ]


def _counted(view: View, periods: Periods, measure: str, title: str, kind: str = "") -> Card:
    count = periods.now[measure]
    href = view.dossiers(measure)
    return Card(title, number(count), _(MEANINGS[measure]), href, before=periods.count(measure), kind=kind)


def _link(view: View, now: Counts, measure: str, words: str) -> Link:
    return Link(f"{number(now[measure])} {words}", view.dossiers(measure))


def _digitised(view: View, stated: Mapping[str, Any] | None) -> Card:
    title, meaning = _("Số hóa"), _(MEANINGS["digitised"])
    if not view.is_whole:
        return Card(title, "–", meaning, note=_("chỉ có cho cả đơn vị"))
    if not stated or not stated["denominator"]:
        return Card(title, "–", meaning, note=_("chưa có nguồn"))
    part, whole = stated["numerator"], stated["denominator"]
    return Card(title, share(part, whole), meaning, view.address("/giam-sat/chi-so-766"), note=stated["source"])


def _satisfied(view: View, told: Mapping[str, Any] | None) -> Card:
    title, meaning = _("Hài lòng"), _(MEANINGS["satisfied"])
    if told is None:
        return Card(title, "–", meaning, note=_("chỉ có cho cả đơn vị"))
    votes = told["all"]
    said = _("{part}/{whole} phiếu").format(part=number(votes["satisfied"]), whole=number(votes["votes"]))
    href = view.address("/giam-sat/hai-long")
    return Card(title, share(votes["satisfied"], votes["votes"]), meaning, links=(Link(said, href),))


def _signed(written: str, change: int | Fraction) -> str:
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{written}"
