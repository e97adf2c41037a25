"""Places in lists, as cursors."""

from datetime import datetime
from uuid import UUID

from services.processing.queries.open_steps import StepPlace
from services.processing.queries.open_work import Held
from services.processing.queries.worklist import Place
from shared.errors import Invalid
from shared.web.paging import read_cursor, write_cursor


def write_place(place: Place) -> str:
    return write_cursor(place.due_at and place.due_at.isoformat(), place.id)


def read_place(cursor: str) -> Place:
    due_at, id = read_cursor(cursor, 2)
    try:
        return Place(datetime.fromisoformat(due_at) if due_at is not None else None, UUID(id))
    except (TypeError, ValueError, AttributeError) as broken:
        raise _not_ours() from broken


def write_held(held: Held) -> str:
    return write_cursor(held.dossier, held.number)


def read_held(cursor: str) -> Held:
    dossier, number = read_cursor(cursor, 2)
    try:
        return Held(UUID(dossier), int(number))
    except (TypeError, ValueError, AttributeError) as broken:
        raise _not_ours() from broken


def write_step_place(place: StepPlace) -> str:
    return write_cursor(place.due_at and place.due_at.isoformat(), place.dossier, place.number)


def read_step_place(cursor: str) -> StepPlace:
    due_at, dossier, number = read_cursor(cursor, 3)
    try:
        return StepPlace(datetime.fromisoformat(due_at) if due_at is not None else None, UUID(dossier), int(number))
    except (TypeError, ValueError, AttributeError) as broken:
        raise _not_ours() from broken


def _not_ours() -> Invalid:
    return Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu")
