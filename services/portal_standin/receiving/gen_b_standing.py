"""Takes in progress rows and statuses of generation B: all of a call or none of it."""

from collections.abc import Mapping
from typing import Any

from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.checks.seen import FileSeen, RecordSeen, RowSeen
from services.portal_standin.checks.table import OF_FILE, OF_ROW, OF_ROW_B, OF_STANDING_B, OF_STATUS_B
from services.portal_standin.domain.generation_b import objects, read_row, read_status
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.entering import enter_by_token
from services.portal_standin.receiving.examine import examine
from services.portal_standin.receiving.take_dossiers import only_objects
from services.portal_standin.receiving.take_progress import append_row
from services.portal_standin.service import Call

_ROW_CHECKS = tuple(check for check in OF_ROW if check.id != "V06")


def take_rows(portal: NationalPortal, call: Call) -> None:
    """Raises `Refused`, and then keeps nothing."""
    _enter(portal, call)
    sent = only_objects(call.body)
    before: dict[str, Mapping[str, Any]] = {}
    for raw in sent:
        code, row = str(raw.get("MaHoSo") or ""), read_row(raw)
        dossier, now = portal.dossiers.find(code), portal.clock.now()
        examine(portal, OF_ROW_B, RowSeen(raw, dossier, None, len(sent), now), call.service, code)
        examine(portal, _ROW_CHECKS, RowSeen(row, dossier, before.get(code), len(sent), now), call.service, code)
        before[code] = row
    for raw in sent:
        append_row(portal, call, read_row(raw))


def take_statuses(portal: NationalPortal, call: Call) -> None:
    """Raises `Refused`, and then keeps nothing; one status a dossier and call."""
    _enter(portal, call)
    after: list[tuple[Dossier, dict[str, Any]]] = []
    for sent in only_objects(call.body):
        code = str(sent.get("MaHoSo") or "")
        dossier = portal.dossiers.find(code)
        examine(portal, OF_STATUS_B, RowSeen(sent, dossier, None, 1, portal.clock.now()), call.service, code)
        if dossier is not None:
            after.append((dossier, _status_after(portal, call, dossier, sent)))
    for dossier, record in after:
        dossier.write(record)


def _status_after(portal: NationalPortal, call: Call, dossier: Dossier, sent: Mapping[str, Any]) -> dict[str, Any]:
    record = read_status(sent, dossier.record)
    procedure = portal.catalogue.find(str(record.get("MaTTHC") or ""))
    seen = RecordSeen(record, True, dossier, procedure, portal.evidence, portal.clock.now())
    examine(portal, OF_STANDING_B, seen, call.service, dossier.code)
    for each in objects(sent.get("DanhSachGiayToKetQua")):
        upload = portal.files.uploads.get(str(each.get("IdTepTin") or ""))
        examine(portal, OF_FILE, FileSeen(upload, None), call.service, dossier.code)
    return record


def _enter(portal: NationalPortal, call: Call) -> None:
    known = [dossier for code in call.dossiers if (dossier := portal.dossiers.find(code))]
    enter_by_token(portal, call, tuple({dossier.agency for dossier in known}))
