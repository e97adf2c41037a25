"""What offices are called on the screens."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.desk.texts import N_

LEVELS = {
    "nation": N_("Cả nước"),
    "province": N_("Tỉnh"),
    "department": N_("Sở, ngành"),
    "district": N_("Huyện"),
    "commune": N_("Xã, phường"),
}
KINDS = {
    "territorial": N_("UBND"),
    "department": N_("Cơ quan chuyên môn"),
    "vertical_agency": N_("Cơ quan ngành dọc"),
    "one_stop_desk": N_("Bộ phận một cửa"),
}
RANKS = {"primary": N_("Phụ trách chính"), "secondary": N_("Thay thế"), "released": N_("Thôi phụ trách")}


def hours_in_words(sessions: Sequence[Sequence[str]]) -> str:
    """`07:30–11:30, 13:30–17:00`."""
    return ", ".join("–".join(pair) for pair in sessions)


def stands(office: Mapping[str, Any], today: str) -> bool:
    """In force on the day."""
    return office["valid_from"] <= today and (office["valid_to"] is None or today <= office["valid_to"])
