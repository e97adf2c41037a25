"""The dossiers as the portal has them: the newest record, all progress rows, every status they went through."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.portal_standin.domain.dossier_code import read_code


@dataclass(slots=True)
class ProgressRow:
    """A row as it was sent; `is_duplicate`: every field of it was sent before."""

    sent: Mapping[str, Any]
    received_at: str
    is_duplicate: bool

    @property
    def status(self) -> str:
        return str(self.sent.get("TrangThai", ""))

    @property
    def at(self) -> str:
        return str(self.sent.get("ThoiDiemXuLy", ""))


@dataclass(slots=True)
class Dossier:
    """`statuses`: of its records, repeats left out; `latest`: the highest instant of its rows; `counts`: by status."""

    code: str
    agency: str
    created_by: str
    created_at: str
    record: dict[str, Any]
    pushes: int = 1
    noise: int = 0
    statuses: list[str] = field(default_factory=list)
    progress: list[ProgressRow] = field(default_factory=list)
    latest: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[tuple[str, str], ...]] = field(default_factory=set)

    @property
    def status(self) -> str:
        return self.statuses[-1] if self.statuses else ""

    @property
    def row_status(self) -> str:
        """Of the last row; empty while there is none."""
        return self.progress[-1].status if self.progress else ""

    def write(self, record: dict[str, Any]) -> bool:
        """False where nothing changed."""
        self.pushes += 1
        if record == self.record:
            self.noise += 1
            return False
        self.record = record
        self.move(str(record.get("TrangThaiHoSo", "")))
        return True

    def move(self, status: str) -> None:
        if status != self.status:
            self.statuses.append(status)

    def append(self, row: Mapping[str, Any], received_at: str, *, before_last: bool = False) -> ProgressRow:
        """`before_last` files it under the row that was last: a portal that mixes up the order."""
        mark = tuple(sorted((key, str(value)) for key, value in row.items()))
        kept = ProgressRow(row, received_at, mark in self._seen)
        self._seen.add(mark)
        self.progress.insert(len(self.progress) - 1 if before_last and self.progress else len(self.progress), kept)
        self.latest = max(self.latest, kept.at)
        self.counts[kept.status] += 1
        return kept


class Dossiers:
    """By code."""

    def __init__(self) -> None:
        self._by_code: dict[str, Dossier] = {}

    def find(self, code: str) -> Dossier | None:
        return self._by_code.get(code)

    def open(self, record: dict[str, Any], created_by: str, at: str) -> Dossier:
        """The agency is read out of the code."""
        code = str(record.get("MaHoSo") or "")
        parts = read_code(code)
        dossier = Dossier(code, parts.agency if parts else "", created_by, at, record)
        dossier.move(str(record.get("TrangThaiHoSo", "")))
        self._by_code[code] = dossier
        return dossier

    def all(self) -> list[Dossier]:
        return list(self._by_code.values())
