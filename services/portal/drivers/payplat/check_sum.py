"""MaXacThuc: SHA-256 in hex over certain fields joined by |, with the secret of both sides last.

The order of the requests is the one that a provincial system is seen to use. That of replies and call-back is not
known from any document: theirs is the order in which the fields are listed. Ask the platform before going live.
"""

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from services.portal.domain.payments.platform import NotGenuine

INIT = (
    *("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan"),
    *("MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip"),
)
ASKED = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
STARTED = ("MaLoi", "MaThamChieu", "UrlThanhToan")
PAID = ("MaLoi", "MaThamChieu", "SoTien", "MaGiaoDich", "MaNganHang", "ThoiGianGD")


def signed(message: Mapping[str, Any], order: Sequence[str], secret: str) -> dict[str, Any]:
    return {**message, "MaXacThuc": _check_sum(message, order, secret)}


def must_be_genuine(message: Mapping[str, Any], order: Sequence[str], secret: str) -> None:
    """Without a check-sum too it is refused, and where there is no secret."""
    given = str(message.get("MaXacThuc") or "").lower().encode()
    if not secret or not hmac.compare_digest(given, _check_sum(message, order, secret).encode()):
        raise NotGenuine


def _check_sum(message: Mapping[str, Any], order: Sequence[str], secret: str) -> str:
    parts = ["" if message.get(name) is None else str(message[name]) for name in order]
    return sha256("|".join([*parts, secret]).encode()).hexdigest()
