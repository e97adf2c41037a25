"""Reads the keys inside page cursors, as strictly as any other input."""

from datetime import UTC, datetime
from uuid import UUID

from shared.errors import Invalid
from shared.web.paging import read_cursor


def code_cursor(cursor: str | None) -> str | None:
    """The last code of the page before."""
    if cursor is None:
        return None
    (code,) = read_cursor(cursor, 1)
    if not isinstance(code, str) or not code.isascii() or not code.isprintable():
        raise _not_ours()
    return code


def number_cursor(cursor: str | None) -> int | None:
    """The running number of the last line of the page before."""
    if cursor is None:
        return None
    (number,) = read_cursor(cursor, 1)
    if type(number) is not int or not 0 < number < 2**63:
        raise _not_ours()
    return number


def moment_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    """Instant of acceptance and id of the last dossier of the page before."""
    if cursor is None:
        return None
    at, id_ = read_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise _not_ours()
        return moment.astimezone(UTC), UUID(id_)
    except (TypeError, ValueError, AttributeError, OverflowError) as broken:
        raise _not_ours() from broken


def id_cursor(cursor: str | None) -> UUID | None:
    """The id of the last row of the page before."""
    if cursor is None:
        return None
    (id_,) = read_cursor(cursor, 1)
    try:
        return UUID(id_)
    except (TypeError, ValueError, AttributeError) as broken:
        raise _not_ours() from broken


def _not_ours() -> Invalid:
    return Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu")
