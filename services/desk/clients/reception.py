"""What the receiving form asks of intake while it is filled in, and the receipt itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.errors import Refusal
from shared.web.service_client import Answer, BoundClient

_EARLIER = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of a person by the number of the card: how many dossiers, and the last one's particulars."""

    count: int = 0
    is_more: bool = False
    last: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be said of the form as far as it is filled in."""

    procedure: Mapping[str, Any] | None = None
    promise: Mapping[str, Any] | None = None
    suggested: list[dict[str, Any]] = field(default_factory=list)
    earlier: Earlier = Earlier()
    similar: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for: a procedure by its code or by words, a person by a number."""

    desk: str
    words: str = ""
    code: str | None = None
    case: str | None = None
    channel: str = "direct"
    number: str = ""
    name: str = ""


async def look(intake: BoundClient, wanted: Look) -> Sight:
    """All at once; what is not known or not to be seen is left out."""
    procedure, promise, suggested, earlier, similar = await asyncio.gather(
        _unless_refused(_procedure(intake, wanted), None),
        _unless_refused(_promise(intake, wanted), None),
        suggest(intake, wanted.desk, wanted.words if not wanted.code else ""),
        _unless_refused(_earlier(intake, wanted.number), Earlier()),
        _unless_refused(_similar(intake, wanted), []),
    )
    return Sight(procedure, promise, suggested, earlier, similar)


async def suggest(intake: BoundClient, desk: str, words: str) -> list[dict[str, Any]]:
    """Procedures for what has been typed, those of this desk's last receipts first."""
    if not words.strip():
        return []
    found: list[dict[str, Any]] = await intake.get("/procedures/suggest", q=words, desk=desk, limit=8)
    return found


async def receive(intake: BoundClient, body: Any, key: str) -> dict[str, Any]:
    """The receipt; the same key gives the same receipt."""
    receipt: dict[str, Any] = await intake.post("/dossiers", body, headers={"Idempotency-Key": key})
    return receipt


async def file(intake: BoundClient, body: Any, key: str) -> dict[str, Any]:
    """A filing of the counter, answered at once."""
    filing: dict[str, Any] = await intake.post("/filings", body, headers={"Idempotency-Key": key})
    return filing


async def take_scan(intake: BoundClient, desk: str, content: bytes) -> str:
    """The digest by which a paper refers to it."""
    answer = await intake.upload("/scans", content, "application/octet-stream", desk=desk)
    return str(answer.json["digest"])


async def dossier(intake: BoundClient, code: str) -> dict[str, Any]:
    """As received, with its people."""
    found: dict[str, Any] = await intake.get(f"/dossiers/{code}")
    return found


async def receipt_paper(intake: BoundClient, code: str) -> Answer:
    """Form 01, always the same bytes."""
    return await intake.fetch(f"/dossiers/{code}/receipt.pdf")


async def _procedure(intake: BoundClient, wanted: Look) -> Any:
    return await intake.get(f"/procedures/{wanted.code}", office=wanted.desk) if wanted.code else None


async def _promise(intake: BoundClient, wanted: Look) -> Any:
    if not wanted.code:
        return None
    asked = {"desk": wanted.desk, "procedure": wanted.code, "channel": wanted.channel, "case": wanted.case}
    return await intake.get("/promises", **asked)


async def _earlier(intake: BoundClient, number: str) -> Earlier:
    if not number:
        return Earlier()
    found = await intake.post("/dossiers/search", {"identity_number": number, "limit": _EARLIER})
    items = found["items"]
    last = await dossier(intake, items[0]["id"]) if items else None
    return Earlier(len(items), found["next"] is not None, last)


async def _similar(intake: BoundClient, wanted: Look) -> list[dict[str, Any]]:
    if not (wanted.number and wanted.code):
        return []
    person = {"name": wanted.name or "?", "identity_number": wanted.number}
    found = await intake.post("/dossiers/similar", {"procedure": wanted.code, "applicant": person})
    warnings: list[dict[str, Any]] = found["warnings"]
    return warnings


async def _unless_refused(question: Any, otherwise: Any) -> Any:
    """While a form is filled in a refusal only means that nothing can be said yet; a dead service is another thing."""
    try:
        return await question
    except Refusal as refusal:
        if refusal.status >= 500:
            raise
        return otherwise
