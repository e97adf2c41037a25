"""A route (quy trình nội bộ) as it is typed: one line a step."""

from collections.abc import Mapping
from typing import Any

from services.desk.forms.boxes import Boxes, without_none
from services.desk.texts import _

ROWS = 6


def read_route(typed: Mapping[str, list[str]]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Each step begins after the one before it."""
    boxes = Boxes(typed)
    body: dict[str, Any] = {
        "name": boxes.text("name", _("Nhập tên quy trình")),
        "decision": boxes.text("decision", _("Nhập quyết định ban hành")),
        "procedure": boxes.text("procedure"),
        "office": boxes.text("office"),
        "valid_from": boxes.day("valid_from", _("Nhập ngày bắt đầu áp dụng")),
        "limit": _term(boxes, "limit"),
    }
    steps = [row for row in range(1, ROWS + 1) if boxes.text(f"step-{row}")]
    if not steps:
        boxes.problems.append(("step-1", _("Ghi ít nhất một bước")))
    body["stages"] = [_stage(boxes, row, number) for number, row in enumerate(steps, start=1)]
    return without_none(body), boxes.problems


def _stage(boxes: Boxes, row: int, number: int) -> dict[str, Any]:
    return without_none(
        {
            "number": number,
            "name": boxes.text(f"step-{row}"),
            "role": boxes.text(f"role-{row}"),
            "seat": boxes.text(f"seat-{row}"),
            "term": _term(boxes, str(row)),
            "after": [number - 1] if number > 1 else [],
        }
    )


def _term(boxes: Boxes, which: str) -> dict[str, Any] | None:
    amount = boxes.number(f"amount-{which}")
    return {"unit": boxes.text(f"unit-{which}") or "working_day", "amount": amount} if amount is not None else None
