"""Offices: one by its code, those that fit some words, and the one that people name."""

from typing import Any
from urllib.parse import quote

from services.desk.texts import _
from shared.errors import NotFound, Refusal
from shared.web.service_client import BoundClient

_SHOWN = 5


async def office(intake: BoundClient, code: str) -> dict[str, Any]:
    """Refuses `office_not_found`."""
    found: dict[str, Any] = await intake.get(f"/offices/{code}")
    return found


async def offices(intake: BoundClient, *, q: str | None = None, parent: str | None = None) -> list[dict[str, Any]]:
    """At most fifty, in force today."""
    found = await intake.get("/offices", q=q, parent=parent, limit=50)
    return [each for each in found["items"] if each["valid_to"] is None]


async def office_named(intake: BoundClient, wanted: str) -> tuple[str, str]:
    """The code of the one office of that code, alias or name; else a sentence that says which could be meant."""
    try:
        return str((await intake.get(f"/offices/{quote(wanted, safe='')}"))["code"]), ""
    except Refusal as refusal:
        if refusal.status not in {NotFound.status, 422}:
            raise
    found = (await intake.get("/offices", q=wanted, limit=_SHOWN))["items"]
    if len(found) == 1:
        return str(found[0]["code"]), ""
    if not found:
        return "", _("Không có đơn vị nào tên “{name}”. Nhập ít từ hơn, hoặc mã đơn vị.").format(name=wanted)
    known = "; ".join(f"{each['name']} ({each['code']})" for each in found)
    return "", _("Có nhiều đơn vị: {known}. Nhập mã trong ngoặc.").format(known=known)
