"""A dossier as generation A wants it (`DongBoHoSoMC`). What is not known is left empty; nothing is made up."""

from typing import Any

from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.snapshot import RecordShot
from services.portal.domain.outbound.told import Fee, HandedIn, KnownProcedure, Matter, Owner, Record
from services.portal.drivers.gen_a.writing import (
    LONGEST_FILE_NAME,
    LONGEST_SUMMARY,
    applicant_kind,
    cut,
    flag,
    instant,
)

_CHANNELS = {"direct": "1", "online": "2", "post": "3"}
_BY_POST, _BY_HAND = "1", "0"
_NO_FEE, _PAID_ONLINE_HERE, _NOT_ONLINE = "0", "2", "3"


def record_wire(record: Record) -> dict[str, Any]:
    matter, procedure = record.matter, record.procedure
    return {
        "MaHoSo": record.code,
        "MaTTHC": procedure.code,
        "TenTTHC": procedure.name,
        "MaLinhVuc": procedure.field,
        "TenLinhVuc": procedure.field_name,
        "SoBienNhan": record.our_code,
        **_owner(matter.owner),
        "TrichYeuHoSo": cut(matter.summary or procedure.name, LONGEST_SUMMARY),
        **_standing(record.shot, matter),
        "DonViXuLy": record.unit,
        "GhiChu": "",
        **_marks(matter),
        "TaiLieuNop": [_file(paper, procedure) for paper in matter.papers if paper.link],
        "DanhSachLePhi": [_fee(fee) for fee in matter.fees],
        "DanhSachTepDinhKemKhac": [
            {"TenGiayTo": paper.name, "SoLuong": str(paper.quantity), "LoaiGiayTo": paper.form}
            for paper in matter.papers
            if not paper.link
        ],
        "DanhSachHoSoBoSung": [],
        "DanhSachGiayToKetQua": [],
    }


def _standing(shot: RecordShot, matter: Matter) -> dict[str, str]:
    is_from_portal = matter.source not in {None, "counter"} and shot.channel == "online"
    return {
        "KenhThucHien": _CHANNELS[shot.channel],
        "NoiNopHoSo": "1" if is_from_portal else "2",
        "NgayNopHoSo": instant(matter.filed_at or shot.accepted_at),
        "NgayTiepNhan": instant(shot.accepted_at),
        "NgayHenTra": instant(shot.due_at),
        "NgayTuChoi": instant(shot.refused_at),
        "TrangThaiHoSo": str(int(shot.status)),
        "NgayKetThucXuLy": instant(shot.ended_at) if shot.status > PortalStatus.NOT_ACCEPTED else "",
        "NgayTra": instant(shot.returned_at),
        "ThongTinTra": "",
        "HinhThuc": _BY_POST if matter.return_way == "post" else _BY_HAND,
    }


def _fee(fee: Fee) -> dict[str, str]:
    return {
        "TenPhiLePhi": fee.name,
        "MaPhiLePhi": "",
        "HinhThucThu": "1",
        "Gia": str(fee.amount),
        "LoaiPhiLePhi": "1",
    }


def _owner(owner: Owner | None) -> dict[str, Any]:
    number = (owner.number if owner else None) or ""
    kind = {12: "1", 9: "2"}.get(len(number)) if number.isdigit() else None
    return {
        "ChuHoSo": owner.name if owner else "",
        "LoaiDoiTuong": applicant_kind(owner.kind) if owner else "1",
        "MaDoiTuong": (owner.tech_id if owner else None) or "",
        "SoGiayToChuHoSo": number,
        "DinhDanhCHS": [{"LoaiDinhDanh": kind, "SoDinhDanh": number}] if kind else [],
        "ThongTinKhac": "",
        "Email": (owner.email if owner else None) or "",
        "Fax": "",
        "SoDienThoai": _national(owner.phone if owner else None),
    }


def _marks(matter: Matter) -> dict[str, Any]:
    """What indices count. Only what is so: a file is digitised, a fee was paid online, a paper was reused."""
    has_fee = any(fee.amount for fee in matter.fees)
    is_online = any(fee.amount and fee.paid_by == "online" for fee in matter.fees)
    return {
        "HoSoCoThanhPhanSoHoa": flag(any(paper.link for paper in matter.papers)),
        "TaiKhoanDuocXacThucVoiVNeID": "0",  # an account of the portal says nothing of VNeID
        "DuocThanhToanTrucTuyen": _PAID_ONLINE_HERE if is_online else _NOT_ONLINE if has_fee else _NO_FEE,
        "DSKetNoiCSDL": [],
    }


def _file(paper: HandedIn, procedure: KnownProcedure) -> dict[str, str]:
    codes = {name.casefold(): code for code, name in procedure.papers}
    return {
        "TepDinhKemId": (paper.digest or "")[:32],
        "TenTepDinhKem": cut(paper.name, LONGEST_FILE_NAME),
        "IsDeleted": "False",
        "MaThanhPhanHoSo": codes.get(paper.name.casefold(), ""),
        "DuongDanTaiTepTin": paper.link or "",
        "DuocSoHoa": "1",
        "DuocTaiSuDung": flag(paper.is_reused),
        "DuocLayTuKhoDMQG": flag(paper.is_from_store),
        "MaKetQuaThayThe": "",
    }


def _national(phone: str | None) -> str:
    return "" if not phone else "0" + phone.removeprefix("+84") if phone.startswith("+84") else phone
