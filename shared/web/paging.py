"""Keyset pages: an opaque cursor that says where the last page ended."""

import base64
import binascii
import json
from typing import Annotated, Any

from fastapi import Query

from shared.errors import Invalid

PageSize = Annotated[int, Query(ge=1, le=200, description="Số dòng mỗi trang (1–200)")]
Cursor = Annotated[str | None, Query(max_length=400, description="Con trỏ `next` của trang trước")]


def write_cursor(*key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def read_cursor(cursor: str, length: int) -> list[Any]:
    """The key inside a cursor; refuses what this suite did not write."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, binascii.Error) as broken:
        raise _not_ours() from broken
    if not isinstance(key, list) or len(key) != length:
        raise _not_ours()
    return key


def _not_ours() -> Invalid:
    return Invalid("cursor_not_valid", "Con trỏ trang không đúng, hãy mở lại từ trang đầu")
