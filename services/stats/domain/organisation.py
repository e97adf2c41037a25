"""The tree of offices as it becomes known, in whatever order: paths, and which areas gain or lose whose dossiers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from shared.errors import Conflict


@dataclass(frozen=True, slots=True)
class Office:
    """An office as stated by the fact number `seq` of its stream. `path` runs from the root to the office itself."""

    code: str
    seq: int
    name: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None
    path: tuple[str, ...] = ()


class Tree:
    """The offices that a run of facts can reach: those on file at or below its offices, and their parents."""

    def __init__(self, known: Mapping[str, Office]) -> None:
        self._before = dict(known)
        self._offices = dict(known)
        self._below: dict[str, set[str]] = {}
        for office in known.values():
            self._note_below(office)

    def state(self, office: Office) -> None:
        """The newest statement wins. A parent that is not known yet stands at the root of the path until it is."""
        on_file = self._offices.get(office.code)
        if on_file and on_file.seq >= office.seq:
            return
        parent = self._offices.get(office.parent) if office.parent else None
        above = parent.path if parent else ((office.parent,) if office.parent else ())
        if office.code in above:
            raise Conflict("office_cycle", "Đơn vị không thể trực thuộc chính nó")
        self._put(replace(office, path=(*above, office.code)))
        for code in self._below.get(office.code, set()) - {office.code}:
            lower = self._offices[code]
            self._put(replace(lower, path=(*above, *lower.path[lower.path.index(office.code) :])))

    def _put(self, office: Office) -> None:
        self._offices[office.code] = office
        self._note_below(office)

    def _note_below(self, office: Office) -> None:
        for area in office.path:
            self._below.setdefault(area, set()).add(office.code)

    def changed(self) -> list[Office]:
        return [office for code, office in self._offices.items() if self._before.get(code) != office]

    def moves(self) -> Iterator[tuple[str, str, str, int]]:
        """(office, area, level, ±1): what an office counts enters the areas now above it, at its level, and leaves
        those it was under. One that was not known stood alone, without a level."""
        for office in self.changed():
            on_file = self._before.get(office.code)
            level, path = (on_file.level, on_file.path) if on_file else ("", (office.code,))
            above, was_above = {(area, office.level) for area in office.path}, {(area, level) for area in path}
            yield from ((office.code, *place, 1) for place in above - was_above)
            yield from ((office.code, *place, -1) for place in was_above - above)
