"""A publishing decision (quyết định công bố): what it does to which procedure, and what may be published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.errors import Conflict, Invalid


class Action(StrEnum):
    """The kinds of publishing (NĐ 63/2010 art. 13–15, 24)."""

    NEW = "new"
    AMENDED = "amended"
    REPLACED = "replaced"
    ABOLISHED = "abolished"


WITH_CONTENT = frozenset({Action.NEW, Action.AMENDED})


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A document that the decision carries out, and the day from which it is in force."""

    name: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """Number and days may still be open while it is prepared. `published_at`: when it was published here."""

    id: UUID
    issuer: str
    number: str | None
    decided_on: date | None
    title: str
    effective_on: date | None
    legal_basis: tuple[LegalBasis, ...]
    prepared_by: str
    prepared_at: datetime
    published_by: str | None
    published_at: datetime | None
    entered_on: date | None


@dataclass(frozen=True, slots=True)
class Item:
    """What is done to one procedure. `content` is the whole new version (version_document), `replaced_by` its heir."""

    procedure: str
    action: Action
    replaced_by: str | None = None
    content: Mapping[str, Any] | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """How a procedure stands on the day a decision takes effect: the version in force, and what is already to come."""

    latest: int
    valid_from: date | None
    valid_to: date | None
    has_later: bool

    @property
    def is_in_force(self) -> bool:
        return self.valid_from is not None


NEVER_PUBLISHED = Running(0, None, None, False)


def must_be_draft(decision: Decision) -> None:
    """Refuses changes to what was published: a further decision amends it."""
    if decision.published_at:
        message = "Quyết định đã công bố thì không sửa được; hãy lập quyết định sửa đổi, bổ sung"
        raise Conflict("decision_already_published", message)


def must_be_ready(decision: Decision, items: Sequence[Item], running: Mapping[str, Running]) -> date:
    """The day of effect. Refuses a decision that lacks a part, or that does not fit the catalogue of that day."""
    faults = _missing(decision, items)
    if decision.effective_on is None or faults:
        message = "Quyết định còn thiếu: " + "; ".join(faults.values())
        raise Invalid("decision_not_complete", message, fields=faults)
    new = {item.procedure for item in items if item.action in WITH_CONTENT}
    for item in items:
        wrong = _misfit(item, running, new, decision.effective_on)
        if wrong:
            faults[f"items.{item.procedure}"] = wrong
    if faults:
        message = f"Có {len(faults)} thủ tục không khớp với danh mục ngày {decision.effective_on:%d/%m/%Y}"
        raise Conflict("decision_does_not_fit", message, fields=faults)
    return decision.effective_on


def _missing(decision: Decision, items: Sequence[Item]) -> dict[str, str]:
    needed = {
        "number": (decision.number, "số quyết định"),
        "decided_on": (decision.decided_on, "ngày quyết định"),
        "effective_on": (decision.effective_on, "ngày có hiệu lực"),
        "items": (items, "thủ tục được công bố"),
    }
    return {name: words for name, (value, words) in needed.items() if not value}


def _misfit(item: Item, running: Mapping[str, Running], new: set[str], effective_on: date) -> str | None:
    stands = running.get(item.procedure, NEVER_PUBLISHED)
    if stands.has_later:
        return f"{item.procedure}: đã có phiên bản có hiệu lực sau ngày đó"
    if item.action is Action.NEW:
        return f"{item.procedure}: đang có hiệu lực, hãy chọn sửa đổi" if stands.is_in_force else None
    if stands.valid_from is None:
        return f"{item.procedure}: không có hiệu lực vào ngày đó, hãy chọn ban hành mới hoặc bỏ khỏi quyết định"
    if stands.valid_from >= effective_on:
        return f"{item.procedure}: phiên bản đang có bắt đầu đúng ngày đó, hãy chọn ngày hiệu lực muộn hơn"
    if item.action is Action.REPLACED and not _is_heir(item.replaced_by, running, new):
        return f"{item.procedure}: thủ tục thay thế {item.replaced_by} không có hiệu lực và không nằm trong quyết định"
    return None


def _is_heir(code: str | None, running: Mapping[str, Running], new: set[str]) -> bool:
    return code in new or (code is not None and running.get(code, NEVER_PUBLISHED).is_in_force)
