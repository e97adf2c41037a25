"""What the portal tells of a dossier. The fields are our choice: public sources only say that the list is not empty."""

from typing import Any

from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.portal import NationalPortal

_TOLD = (
    "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "LoaiDoiTuong", "HinhThuc", "DonViXuLy",
    "NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "NgayTuChoi", "NgayKetThucXuLy", "NgayTra",
)  # fmt: skip


def look_up(portal: NationalPortal, code: str) -> list[dict[str, Any]]:
    """Empty where there is no such dossier; nothing about the people in it."""
    dossier = portal.dossiers.find(code)
    return [told_of(dossier, with_progress=portal.config.lookup_shows_progress)] if dossier else []


def told_of(dossier: Dossier, *, with_progress: bool) -> dict[str, Any]:
    told: dict[str, Any] = {key: dossier.record[key] for key in _TOLD if key in dossier.record}
    told |= {"TrangThaiHoSo": dossier.status, "MaDonVi": dossier.agency}
    if with_progress:
        told["DanhSachTienDo"] = [dict(row.sent) for row in dossier.progress]
    return told
