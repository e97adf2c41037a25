"""An office: a unit or desk with its level, its place in the tree, the days it exists and the names it answers to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.intake.domain.validity import holds_on
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid

NATION = "VN"
BEFORE_ALL = date(2018, 1, 1)  # the first day of the books: NĐ 61/2018 and the published calendar begin there
DISTRICTS_ENDED_ON = date(2025, 6, 30)  # two-level local government from 01/07/2025


class OfficeKind(StrEnum):
    """What an office is, beside its level; a tax or treasury office is a vertical agency."""

    TERRITORIAL = "territorial"
    DEPARTMENT = "department"
    VERTICAL_AGENCY = "vertical_agency"
    ONE_STOP_DESK = "one_stop_desk"


def usual_kind(level: Level) -> OfficeKind:
    return OfficeKind.DEPARTMENT if level is Level.DEPARTMENT else OfficeKind.TERRITORIAL


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as it now stands; `path` runs from the root to the office itself."""

    code: str
    name: str
    level: Level
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None
    code_prefix: str
    path: tuple[str, ...]
    kind: OfficeKind = OfficeKind.TERRITORIAL

    def is_in_force(self, on: date) -> bool:
        return holds_on(on, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an office and the days on which it means this office."""

    alias: str
    office: str
    valid_from: date = BEFORE_ALL
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return holds_on(on, self.valid_from, self.valid_to)


def resolve_alias(aliases: Sequence[Alias], on: date) -> str | None:
    """The office meant: the one alias valid that day, else the only office that ever had the name.

    A province code without a date is ambiguous: 15 is Yên Bái to 30/06/2025, then Lào Cai.
    """
    valid = {alias.office for alias in aliases if alias.holds(on)}
    if len(valid) == 1:
        return valid.pop()
    ever = {alias.office for alias in aliases}
    return ever.pop() if len(ever) == 1 else None


def place_under(parent: Office, code: str, valid_from: date) -> tuple[str, ...]:
    """The path of a new office; refuses a parent that did not exist on the office's first day, and a cycle."""
    if code in parent.path:
        raise Conflict("office_cycle", "Đơn vị không thể trực thuộc chính nó")
    if not parent.is_in_force(valid_from):
        raise Invalid(
            "parent_not_in_force",
            f"Đơn vị cấp trên {parent.code} không còn hoặc chưa hoạt động vào ngày {valid_from:%d/%m/%Y}",
            fields={"parent": "Chọn đơn vị cấp trên hoạt động vào ngày bắt đầu, hoặc sửa ngày bắt đầu"},
        )
    return (*parent.path, code)


def must_be_in_force(office: Office, on: date) -> None:
    """Refuses acts at a desk that is closed; a unit that ended names the one that continues it."""
    if office.is_in_force(on):
        return
    after = f", nay là {office.successor}" if office.successor else ""
    message = f"{office.name} ({office.code}) không hoạt động vào ngày {on:%d/%m/%Y}{after}"
    raise Invalid("office_not_in_force", message, fields={"desk": message})
