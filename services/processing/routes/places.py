"""Places in lists, as cursors."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from services.processing.queries.open_steps import StepPlace
from services.processing.queries.open_work import Held
from services.processing.queries.risk_counts import RiskCountPlace
from services.processing.queries.risks import RiskPlace
from services.processing.queries.shares import SharePlace
from services.processing.queries.warnings import WarningPlace
from services.processing.queries.worklist import Place
from shared.errors import Invalid
from shared.web.paging import read_cursor, write_cursor

T = TypeVar("T")


def write_place(place: Place) -> str:
    return write_cursor(_written(place.due_at), place.id)


def read_place(cursor: str) -> Place:
    return _read(cursor, 2, lambda due_at, id: Place(_instant(due_at), UUID(id)))


def write_held(held: Held) -> str:
    return write_cursor(held.dossier, held.number)


def read_held(cursor: str) -> Held:
    return _read(cursor, 2, lambda dossier, number: Held(UUID(dossier), int(number)))


def write_step_place(place: StepPlace) -> str:
    return write_cursor(_written(place.due_at), place.dossier, place.number)


def read_step_place(cursor: str) -> StepPlace:
    return _read(cursor, 3, lambda due_at, dossier, number: StepPlace(_instant(due_at), UUID(dossier), int(number)))


def write_warning_place(place: WarningPlace) -> str:
    return write_cursor(place.due_at.isoformat(), place.number)


def read_warning_place(cursor: str) -> WarningPlace:
    return _read(cursor, 2, lambda due_at, number: WarningPlace(datetime.fromisoformat(due_at), int(number)))


def write_risk_place(place: RiskPlace) -> str:
    return write_cursor(place.share, place.due_at.isoformat(), place.id)


def read_risk_place(cursor: str) -> RiskPlace:
    return _read(cursor, 3, lambda share, due_at, id: RiskPlace(float(share), datetime.fromisoformat(due_at), UUID(id)))


def write_risk_count_place(place: RiskCountPlace) -> str:
    return write_cursor(*place)


def read_risk_count_place(cursor: str) -> RiskCountPlace:
    return _read(cursor, 4, lambda a, b, c, key: RiskCountPlace(_count(a), _count(b), _count(c), str(key)))


def write_share_place(place: SharePlace) -> str:
    return write_cursor(*place)


def read_share_place(cursor: str) -> SharePlace:
    return _read(cursor, 3, lambda late, ended, key: SharePlace(_count(late), _count(ended), str(key)))


def write_tally_place(place: tuple[int, str]) -> str:
    return write_cursor(-place[0], place[1])


def read_tally_place(cursor: str) -> tuple[int, str]:
    """Most first, then by office."""
    return _read(cursor, 2, lambda moved, office: (-_count(moved), str(office)))


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _instant(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _count(said: object) -> int:
    if not isinstance(said, int) or not 0 <= said < 2**31:
        raise ValueError
    return said


def _read(cursor: str, length: int, make: Callable[..., T]) -> T:
    """Refuses what this service did not write."""
    key: list[Any] = read_cursor(cursor, length)
    try:
        return make(*key)
    except (TypeError, ValueError, AttributeError) as broken:
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu") from broken
