"""Which agency code stands for which of our offices on which day; the offices' own codes are none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from services.portal.domain.codes.agency_code import AgencyCode, AgencyScheme, agency_key, in_scheme, same_agency
from shared.errors import Conflict, Invalid, Refusal

_OLD, _NEW = AgencyScheme.QCVN_102, AgencyScheme.QD_20


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An office's code in one scheme or both, from the first to the last day, both included."""

    office: str
    old: AgencyCode | None
    new: AgencyCode | None
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def overlaps(self, other: "AgencyEntry") -> bool:
        later = max(self.valid_from, other.valid_from)
        return self.holds(later) and other.holds(later)

    def form(self, scheme: AgencyScheme) -> AgencyCode | None:
        """As entered, else by the rule; None where the rule cannot tell and nobody entered it."""
        stated, other = (self.old, self.new) if scheme is AgencyScheme.QCVN_102 else (self.new, self.old)
        return stated or (in_scheme(other, scheme) if other else None)

    def means(self, code: AgencyCode) -> bool:
        """What was entered in the code's scheme goes before the rule: an office may have been numbered anew."""
        form = self.form(code.scheme)
        return form is not None and same_agency(form, code)


@dataclass(frozen=True, slots=True)
class Succession:
    """From the day `on`, `successor` does what `office` did."""

    office: str
    successor: str
    on: date


@dataclass(frozen=True, slots=True)
class AgencyMap:
    """Made by `make_agency_map`, which refuses what contradicts itself."""

    entries: Mapping[str, tuple[AgencyEntry, ...]]
    successions: Mapping[str, Succession]

    def entry_for(self, office: str, on: date) -> AgencyEntry:
        """The office's own entry that day, or that of the office which by then continues it. Refuses what has none."""
        acting = self._acting(office, on)
        entries = self.entries.get(acting, ())
        for entry in entries:
            if entry.holds(on):
                return entry
        raise _no_entry(office, acting, entries, on)

    def code_for(self, office: str, on: date, scheme: AgencyScheme) -> AgencyCode:
        """As it is sent. Refuses an office without entry, and an entry that lacks this form."""
        entry = self.entry_for(office, on)
        code = entry.form(scheme)
        if code is None:
            message = f"Mã định danh của {entry.office} không tự đổi được sang dạng cần gửi, hãy khai mã ở cả hai dạng"
            raise Conflict("agency_form_missing", message)
        return code

    def office_of(self, code: AgencyCode, on: date) -> str:
        """Refuses an agency that no office has that day, and one that several share: a person must choose."""
        offices = sorted({entry.office for entry in self._in_force(on) if entry.means(code)})
        if not offices:
            raise Conflict("agency_not_mapped", f"Chưa khai đơn vị nào có mã định danh {code} vào ngày {_day(on)}")
        if len(offices) > 1:
            message = f"Mã định danh {code} ngày {_day(on)} là của nhiều đơn vị: {', '.join(offices)}"
            raise Conflict("agency_of_several_offices", message)
        return offices[0]

    def same_agency(self, first: AgencyCode, second: AgencyCode, on: date) -> bool:
        """As entered; by the rule where nothing is entered for either."""
        known = [entry for entry in self._in_force(on) if entry.means(first) or entry.means(second)]
        return any(e.means(first) and e.means(second) for e in known) if known else same_agency(first, second)

    def gaps(self, offices: Iterable[str], on: date, scheme: AgencyScheme) -> list[Refusal]:
        """Why offices cannot be sent for, in order of office; `code` is the reason for the data-quality list."""
        found: list[Refusal] = []
        for office in sorted(set(offices)):
            try:
                self.code_for(office, on, scheme)
            except Conflict as refused:
                found.append(refused)
        return found

    def _acting(self, office: str, on: date) -> str:
        while (step := self.successions.get(office)) and step.on <= on:
            office = step.successor
        return office

    def _in_force(self, on: date) -> list[AgencyEntry]:
        return [entry for entries in self.entries.values() for entry in entries if entry.holds(on)]


def make_agency_map(entries: Iterable[AgencyEntry], successions: Iterable[Succession] = ()) -> AgencyMap:
    """Refuses entries without a code, with one in the wrong scheme, with reversed days, or against one another."""
    by_office: dict[str, list[AgencyEntry]] = {}
    for entry in entries:
        _must_be_whole(entry)
        by_office.setdefault(entry.office, []).append(entry)
    for of_office in by_office.values():
        _must_not_overlap(of_office)
    _must_agree([entry for of_office in by_office.values() for entry in of_office])
    steps = {step.office: step for step in successions}
    for office in steps:
        _must_not_circle(office, steps)
    return AgencyMap({office: tuple(of_office) for office, of_office in by_office.items()}, steps)


def _must_be_whole(entry: AgencyEntry) -> None:
    is_misplaced = any(code and code.scheme is not scheme for code, scheme in ((entry.old, _OLD), (entry.new, _NEW)))
    if is_misplaced or not (entry.old or entry.new):
        message = f"Đơn vị {entry.office}: cần mã định danh, mỗi mã đúng ô của quy tắc QCVN 102:2016 hoặc QĐ 20/2020"
        raise Invalid("agency_entry_not_valid", message)
    if entry.valid_to is not None and entry.valid_to < entry.valid_from:
        raise Invalid("validity_reversed", f"Đơn vị {entry.office}: ngày kết thúc trước ngày bắt đầu")


def _must_not_overlap(entries: list[AgencyEntry]) -> None:
    for first, second in combinations(entries, 2):
        if first.overlaps(second):
            message = f"Đơn vị {first.office} có hai mã định danh trong cùng một thời gian"
            raise Conflict("agency_entries_overlap", message)


def _must_agree(entries: list[AgencyEntry]) -> None:
    """Offices that share a code in one scheme on some day share it in the other, else the code would mean two."""
    sharing: dict[tuple[AgencyScheme, str], list[AgencyEntry]] = {}
    for entry in entries:
        for scheme in (_OLD, _NEW):
            if form := entry.form(scheme):
                sharing.setdefault((scheme, agency_key(form)), []).append(entry)
    for (scheme, _), those in sharing.items():
        for first, second in combinations(those, 2):
            if first.overlaps(second) and _other(first, scheme) != _other(second, scheme):
                message = f"Đơn vị {first.office} và {second.office} chung một mã định danh nhưng dạng kia khác nhau"
                raise Conflict("agency_entries_contradict", message)


def _other(entry: AgencyEntry, scheme: AgencyScheme) -> str | None:
    form = entry.form(_NEW if scheme is _OLD else _OLD)
    return agency_key(form) if form else None


def _must_not_circle(office: str, steps: Mapping[str, Succession]) -> None:
    seen = {office}
    while office in steps:
        office = steps[office].successor
        if office in seen:
            raise Conflict("office_cycle", f"Đơn vị {office} không thể kế thừa chính nó")
        seen.add(office)


def _no_entry(office: str, acting: str, entries: tuple[AgencyEntry, ...], on: date) -> Conflict:
    if acting != office:
        message = f"Đơn vị {office} nay là {acting}, nhưng {acting} chưa có mã định danh vào ngày {_day(on)}"
        return Conflict("office_successor_not_mapped", message)
    if not entries:
        return Conflict("office_not_mapped", f"Đơn vị {office} chưa khai mã định danh")
    if all(entry.valid_from > on for entry in entries):
        return Conflict("office_mapping_not_begun", f"Mã định danh của {office} chưa có hiệu lực ngày {_day(on)}")
    return Conflict("office_mapping_ended", f"Mã định danh của {office} không còn hiệu lực ngày {_day(on)}")


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"
