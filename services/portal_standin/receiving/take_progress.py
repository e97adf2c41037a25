"""Takes in progress rows: all of a call or none of it; a row sent twice is kept twice and marked."""

from collections.abc import Mapping
from typing import Any

from services.portal_standin.checks.seen import RowSeen
from services.portal_standin.checks.table import OF_ROW
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.examine import examine
from services.portal_standin.receiving.take_dossiers import only_objects
from services.portal_standin.service import Call


def take_progress(portal: NationalPortal, call: Call) -> None:
    """Raises `Refused`, and then keeps nothing."""
    rows = only_objects(call.body)
    before: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        code = str(row.get("MaHoSo") or "")
        seen = RowSeen(row, portal.dossiers.find(code), before.get(code), len(rows), portal.clock.now())
        examine(portal, OF_ROW, seen, call.service, code)
        before[code] = row
    for row in rows:
        append_row(portal, call, row)


def append_row(portal: NationalPortal, call: Call, row: Mapping[str, Any]) -> None:
    """Rows of a dossier that nobody knows are dropped: only the lenient portal lets them come this far."""
    dossier = portal.dossiers.find(str(row.get("MaHoSo") or ""))
    if dossier is None:
        portal.log.counts["rows.dropped"] += 1
        return
    kept = dossier.append(row, portal.clock.text(), before_last="reordered_progress" in call.faults)
    portal.log.counts["rows.duplicate" if kept.is_duplicate else "rows"] += 1
