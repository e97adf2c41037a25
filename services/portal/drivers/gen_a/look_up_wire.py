"""The answer to `TraCuuHoSo`, in the fields that OpenCPS answers."""

from typing import Any

from services.portal.domain.inbound.looked_up import LookedUp
from services.portal.drivers.gen_a.writing import applicant_kind


def look_up_wire(found: LookedUp) -> dict[str, Any]:
    return {
        "MaHoSo": found.code,
        "MaTTHC": found.procedure,
        "TenTTHC": found.procedure_name,
        "MaLinhVuc": found.field,
        "TenLinhVuc": found.field_name,
        "LoaiDoiTuong": applicant_kind(found.applicant_kind) if found.applicant_kind else "",
        "TrangThaiHoSo": str(found.status),
        "HinhThuc": "" if found.return_way is None else "1" if found.return_way == "post" else "0",
        "DonViXuLy": found.unit,
    }


def not_found_wire() -> dict[str, Any]:
    return {"error_code": "-1", "message": "Không tìm thấy hồ sơ"}
