"""Takes in dossiers of generation A: all of a call or none of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.portal_standin.checks.seen import RecordSeen
from services.portal_standin.checks.table import OF_RECORD
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.examine import examine
from services.portal_standin.service import Call


def sent_objects(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The objects under `data`; what is no object is no dossier and no row."""
    sent = body.get("data")
    return [each for each in sent if isinstance(each, dict)] if isinstance(sent, list) else []


def codes_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The dossier codes of a call, each once, in order."""
    return tuple(dict.fromkeys(str(each.get("MaHoSo") or "") for each in sent_objects(body)))


def take_dossiers(portal: NationalPortal, call: Call, *, updates: bool) -> None:
    """Raises `Refused`, and then keeps nothing."""
    records = only_objects(call.body)
    for record in records:
        _examine_record(portal, call, record, updates)
    for record in records:
        keep(portal, record, call.way)


def only_objects(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`data` as a list that holds objects and nothing else (V04)."""
    records = sent_objects(body)
    sent = body.get("data")
    if not records or not isinstance(sent, list) or len(records) != len(sent):
        raise Refused("V04", Complaint("data phải là danh sách hồ sơ hoặc tiến độ", "data"))
    return records


def _examine_record(portal: NationalPortal, call: Call, record: Mapping[str, Any], updates: bool) -> None:
    code = str(record.get("MaHoSo") or "")
    seen = RecordSeen(
        record=record,
        updates=updates,
        known=portal.dossiers.find(code),
        procedure=portal.catalogue.find(str(record.get("MaTTHC") or "")),
        evidence=portal.evidence,
        now=portal.clock.now(),
        profile=portal.config.required_profile,
        file_hosts=portal.config.file_hosts,
    )
    examine(portal, OF_RECORD, seen, call.service, code)


def keep(portal: NationalPortal, record: dict[str, Any], way: str) -> None:
    """A new dossier, or the newest record of a known one; its links are fetched afterwards."""
    code = str(record.get("MaHoSo") or "")
    known = portal.dossiers.find(code)
    if known is None:
        portal.dossiers.open(record, way, portal.clock.text())
    elif not known.write(record):
        return
    _note_links(portal, code, record)


def _note_links(portal: NationalPortal, code: str, record: Mapping[str, Any]) -> None:
    shapes: Sequence[tuple[str, str, str, str]] = (
        ("TaiLieuNop", "TepDinhKemId", "TenTepDinhKem", "DuongDanTaiTepTin"),
        ("DanhSachGiayToKetQua", "GiayToId", "TenGiayTo", "DuongDanTepTinKetQua"),
    )
    for listed, number, name, link in shapes:
        for each in record.get(listed) or ():
            if isinstance(each, dict) and (address := str(each.get(link) or "")):
                portal.files.note_link(code, str(each.get(number) or ""), str(each.get(name) or ""), address)
