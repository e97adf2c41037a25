"""Takes in dossiers and files of generation B."""

from collections.abc import Mapping
from typing import Any

from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.checks.seen import CodeSeen, FileSeen, RecordSeen
from services.portal_standin.checks.table import OF_FILE, OF_NEW_CODE, OF_RECORD_B
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.domain.generation_b import attached, read_record
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.entering import enter_by_token
from services.portal_standin.receiving.examine import examine
from services.portal_standin.receiving.look_up import told_of
from services.portal_standin.service import Call


def create_dossier(portal: NationalPortal, call: Call) -> dict[str, Any]:
    """Under a code that GetNextValue gave and nobody used."""
    enter_by_token(portal, call, (str(call.body.get("MaDonViTiepNhan") or ""),))
    record = read_record(call.body)
    _examine(portal, call, record, updates=False)
    code = str(record.get("MaHoSo") or "")
    examine(portal, OF_NEW_CODE, CodeSeen(code, portal.codes.is_unused(code)), call.service, code)
    portal.codes.use(code)
    return _named(portal.dossiers.open(record, call.way, portal.clock.text()))


def update_dossier(portal: NationalPortal, call: Call) -> dict[str, Any]:
    """What statuses brought (fees, results, where it stands) stays."""
    known = known_dossier(portal, call)
    record = {**known.record, **read_record(call.body), "TrangThaiHoSo": known.status}
    _examine(portal, call, record, updates=True)
    known.write(record)
    return _named(known)


def show_dossier(portal: NationalPortal, call: Call) -> dict[str, Any]:
    """The fields are our choice: public sources only say that there is such an address."""
    known = known_dossier(portal, call)
    told = told_of(known, with_progress=portal.config.lookup_shows_progress)
    rows = {"TienTrinh": told.pop("DanhSachTienDo")} if "DanhSachTienDo" in told else {}
    return {**_named(known), **told, **rows, "TrangThai": int(known.status or 0)}


def known_dossier(portal: NationalPortal, call: Call) -> Dossier:
    """The one dossier of the call, if it is the caller's."""
    known = portal.dossiers.find(call.dossiers[0])
    enter_by_token(portal, call, (known.agency,) if known else ())
    if known is None:
        raise Refused("V13", Complaint("Hồ sơ không tồn tại", "MaHoSo", status=404))
    return known


def _examine(portal: NationalPortal, call: Call, record: Mapping[str, Any], *, updates: bool) -> None:
    code = str(record.get("MaHoSo") or "")
    seen = RecordSeen(
        record=record,
        updates=updates,
        known=portal.dossiers.find(code),
        procedure=portal.catalogue.find(str(record.get("MaTTHC") or "")),
        evidence=portal.evidence,
        now=portal.clock.now(),
        profile="gen_b",
    )
    examine(portal, OF_RECORD_B, seen, call.service, code)
    for _, file in attached(record):
        upload = portal.files.uploads.get(str(file.get("IdGiayTo") or ""))
        examine(portal, OF_FILE, FileSeen(upload, str(file.get("HashTepTin") or "")), call.service, code)


def _named(dossier: Dossier) -> dict[str, Any]:
    return {"idHoSo": f"hs-{dossier.code}", "maHoSo": dossier.code}
