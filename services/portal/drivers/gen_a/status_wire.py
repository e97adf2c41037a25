"""The status of a dossier that was filed at the portal and is not received yet (`DongBoTrangThaiHoSo`).

Seen in public only for promotion notices, with a small set of statuses; of that set we use 5: a record of
`DongBoHoSoMC` in that status needs a time of reception, which does not exist.
"""

from typing import Any

from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.told import Record
from services.portal.drivers.gen_a.writing import LONGEST_TEXT, cut

_FILED_THERE = "2"


def is_told_by_status(record: Record, connection: str) -> bool:
    shot = record.shot
    is_theirs = record.matter.source == connection
    return is_theirs and shot.accepted_at is None and shot.status is PortalStatus.AWAITING_SUPPLEMENT


def status_wire(record: Record) -> dict[str, Any]:
    owner = record.matter.owner
    return {
        "type": _FILED_THERE,
        "data": {
            "MaHoSo": record.code,
            "MaHoSoDonVi": record.our_code,
            "MaDoiTuong": (owner.tech_id if owner else None) or "",
            "NoiDung": cut(record.said, LONGEST_TEXT),
            "NgayXuLy": "",
            "TrangThai": str(int(record.shot.status)),
            "TaiLieuXuLy": [],
        },
    }
