"""Pages in order of a day and an id, such as dossiers by acceptance: where the last page ended."""

from datetime import date
from uuid import UUID

from shared.errors import Invalid
from shared.web.paging import read_cursor


def place_of(cursor: str | None) -> tuple[date, UUID] | None:
    """Day and id of the last line seen. Refuses `cursor_not_valid`."""
    if cursor is None:
        return None
    accepted_on, id = read_cursor(cursor, 2)
    try:
        return date.fromisoformat(accepted_on), UUID(id)
    except (TypeError, ValueError, AttributeError) as broken:
        raise Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu") from broken
