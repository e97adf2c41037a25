"""Rows of progress that a look-up lists: all of them read, or none."""

from collections.abc import Iterable

from services.portal.domain.outbound.told import ThereRow


def all_or_none(rows: Iterable[ThereRow | None]) -> list[ThereRow] | None:
    """A row that is there but not recognised would be told twice: then the list says nothing."""
    read = list(rows)
    known = [row for row in read if row is not None]
    return known if len(known) == len(read) else None
