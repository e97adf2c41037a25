"""MaXacThuc: SHA-256 in hex over some fields in a fixed order, joined by |, with the partner's secret last.

The order of the three requests is the one a provincial system is seen to use; of its replies and the call-back no
order is known, so theirs is the order in which the contract lists the fields. `ThongTinBienLai` is in no check-sum.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_ASKED = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "INIT": (
        "LoaiBanTin",
        "PhienBan",
        "MaDoiTac",
        "MaThamChieu",
        "SoTien",
        "LoaiHinhThanhToan",
        "MaKenhThanhToan",
        "MaThietBi",
        "NgonNgu",
        "MaTienTe",
        "MaNganHang",
        "ThongTinGiaoDich",
        "ThoiGianGD",
        "Ip",
    ),
    "QUERY": _ASKED,
    "GET_BILL": _ASKED,
    "started": ("MaLoi", "MaThamChieu", "UrlThanhToan"),
    "paid": ("MaLoi", "MaThamChieu", "SoTien", "MaGiaoDich", "MaNganHang", "ThoiGianGD"),
}


def check_sum(kind: str, message: Mapping[str, Any], secret: str) -> str:
    """`kind`: INIT, QUERY, GET_BILL; `started` is the reply to INIT, `paid` the reply to QUERY and the call-back."""
    parts = [str(message.get(name, "")) for name in FIELDS[kind]]
    return sha256("|".join([*parts, secret]).encode()).hexdigest()


def is_right(kind: str, message: Mapping[str, Any], secret: str) -> bool:
    given = str(message.get("MaXacThuc", "")).lower()
    return hmac.compare_digest(given.encode(), check_sum(kind, message, secret).encode())


def signed(kind: str, message: Mapping[str, Any], secret: str) -> dict[str, Any]:
    return {**message, "MaXacThuc": check_sum(kind, message, secret)}
