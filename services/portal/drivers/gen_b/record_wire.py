"""A dossier, a status and a row of progress as generation B wants them; its lists have other numbers than A's."""

from collections.abc import Mapping
from typing import Any

from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.told import HandedIn, Owner, Record, Row, There, ThereRow
from services.portal.drivers.gen_b.writing import of_record, of_row, read_row_time
from services.portal.drivers.rows_listed import all_or_none

_OWNER_KINDS = {"citizen": 0, "foreigner": 0, "business": 1, "household": 2, "organisation": 1}
_FORMS = {"original": 0, "copy": 1, "electronic": 2}
_LISTS_WITH = {PortalStatus.AWAITING_SUPPLEMENT, PortalStatus.AWAITING_PAYMENT, PortalStatus.DONE}
_ORDINARY_FEE, _WHEN_RECEIVED = 1, 1
LONGEST_OFFICER = 50

Uploaded = tuple[str, str]  # the portal's id of a file, and its hash as the portal told it


def record_wire(record: Record, files: Mapping[str, Uploaded]) -> dict[str, Any]:
    """`files` by digest."""
    matter, owner = record.matter, record.matter.owner
    return {
        "MaHoSo": record.code,
        "MaTTHC": record.procedure.code,
        "MaDichVuCong": f"{record.procedure.code}.01",
        "ChuHoSo": owner.name if owner else "",
        "LoaiDoiTuong": _OWNER_KINDS[owner.kind] if owner else 0,
        "MaDonViTiepNhan": record.agency.new,
        "NgayNop": of_record(matter.filed_at or record.shot.accepted_at),
        "NgayTiepNhan": of_record(record.shot.accepted_at),
        "EformThongTinChiTiet": {},
        "ThanhPhanHoSo": [_paper(paper, record, files) for paper in matter.papers],
        "ThongTinNguoiNop": _filer(owner, matter.filer),
    }


def status_wire(record: Record, id_: str) -> dict[str, Any]:
    """With the words that were written for the applicant."""
    status = record.shot.status
    fees = [
        {
            "TenPhiLePhi": fee.name,
            "Gia": fee.amount,
            "LoaiPhiLePhi": _ORDINARY_FEE,
            "HinhThucThu": _WHEN_RECEIVED,
            "TrangThaiThanhToan": int(fee.paid_by is not None),
        }
        for fee in record.matter.fees
    ]
    lists = {"DanhSachLePhi": fees, "DanhSachGiayToKetQua": []} if status in _LISTS_WITH else {}
    return {
        "IdHoSo": id_,
        "MaHoSo": record.code,
        "TrangThai": int(status),
        "NoiDungYKien": record.said,
        "PhongBanXuLy": record.unit,
        "NoiDungXuLy": record.said,
        **lists,
    }


def row_wire(row: Row, id_: str) -> dict[str, Any]:
    shot = row.shot
    return {
        "IDHoSo": id_,
        "MaHoSo": row.code,
        "NguoiXuLy": row.officer[:LONGEST_OFFICER],
        "ChucDanh": "",
        "ThoiDiemXuLy": of_row(shot.happened_at),
        "PhongBanXuLy": row.unit,
        "NoiDungXuLy": row.text,
        "TrangThai": int(shot.status),
        "NgayBatDau": of_row(shot.step_from),
        "NgayKetThucTheoQuyDinh": of_row(shot.step_due),
    }


def there_of(found: Mapping[str, Any]) -> There:
    rows = found.get("TienTrinh")
    status = found.get("TrangThai")
    return There(
        code=str(found.get("maHoSo") or found.get("MaHoSo") or ""),
        status=int(status) if status is not None else None,
        rows=all_or_none(_row(row) for row in rows) if rows is not None else None,
    )


def _row(said: Mapping[str, Any]) -> ThereRow | None:
    at, status = read_row_time(said.get("ThoiDiemXuLy")), str(said.get("TrangThai", ""))
    return ThereRow(at, int(status), str(said.get("NoiDungXuLy", ""))) if at and status.isdigit() else None


def _paper(paper: HandedIn, record: Record, files: Mapping[str, Uploaded]) -> dict[str, Any]:
    codes = {name.casefold(): code for code, name in record.procedure.papers}
    file = files.get(paper.digest or "")
    attached = [{"IdGiayTo": file[0], "MaKetQua": "", "TenGiayTo": paper.name, "HashTepTin": file[1]}] if file else []
    return {
        "MaThanhPhanHoSo": codes.get(paper.name.casefold(), ""),
        "TenThanhPhanHoSo": paper.name,
        "SoLuong": paper.quantity,
        "LoaiBan": _FORMS.get(paper.form, 0),
        "GiayToDinhKem": attached,
    }


def _filer(owner: Owner | None, filer: str | None) -> dict[str, Any]:
    """Who brought it, and whose it is; a number is told only of whom it is."""
    if owner is None:
        return {}
    is_owner = filer is None
    details = {
        "TenNguoiNop": filer or owner.name,
        "SoDinhDanh": (owner.number or "") if is_owner else "",
        "NgaySinh": owner.born_on.strftime("%Y%m%d") + "000000" if owner.born_on and is_owner else "",
        "SoDienThoai": owner.phone or "",
        "Email": owner.email or "",
        "DiaChiChiTiet": owner.address or "",
        "TenChuHs": owner.name,
        "SoDinhDanhChuHs": owner.number or "",
    }
    return {"LoaiDoiTuong": _OWNER_KINDS[owner.kind], "IdDoiTuong": owner.tech_id or "", "ThongTinChiTiet": details}
