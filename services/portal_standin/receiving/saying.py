"""The two good answers of generation A."""

from typing import Any

DONE = "Cập nhật dữ liệu thành công"


def done(text: str = DONE) -> dict[str, Any]:
    return {"error_code": "0", "message": text}


def found(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"error_code": "0", "message": "", "result": rows}
