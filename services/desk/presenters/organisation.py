"""What offices are called on the screens."""

from collections.abc import Mapping, Sequence
from typing import Any

LEVELS = {
    "nation": "Cả nước",
    "province": "Tỉnh",
    "department": "Sở, ngành",
    "district": "Huyện",
    "commune": "Xã, phường",
}
KINDS = {
    "territorial": "UBND",
    "department": "Cơ quan chuyên môn",
    "vertical_agency": "Cơ quan ngành dọc",
    "one_stop_desk": "Bộ phận một cửa",
}
RANKS = {"primary": "Phụ trách chính", "secondary": "Thay thế", "released": "Thôi phụ trách"}


def hours_in_words(sessions: Sequence[Sequence[str]]) -> str:
    """`07:30–11:30, 13:30–17:00`."""
    return ", ".join("–".join(pair) for pair in sessions)


def stands(office: Mapping[str, Any], today: str) -> bool:
    """In force on the day."""
    return office["valid_from"] <= today and (office["valid_to"] is None or today <= office["valid_to"])
