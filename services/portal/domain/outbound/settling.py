"""Finds rows of progress whose outcome is unknown among those that the portal lists."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from services.portal.domain.outbound.told import Row, ThereRow

_SIGNS = 200  # a portal may keep less of a long text than it was sent


def rows_there(sent: Sequence[Row], listed: Sequence[ThereRow]) -> tuple[bool, ...]:
    """For each sent row whether the portal has it. Two rows of one act in one second say the same: one is enough."""
    known = {(_second(row.happened_at), row.status, _beginning(row.text)) for row in listed}
    return tuple((_second(row.shot.happened_at), int(row.shot.status), _beginning(row.text)) in known for row in sent)


def _second(at: datetime) -> int:
    return int(at.timestamp())


def _beginning(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()[:_SIGNS].casefold()
