"""Results to be handed over: of one dossier, of one person, and what waits on the shelf."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.desk.clients.dossiers import at
from services.desk.clients.part import Part, part
from services.desk.clients.queue import lines_of
from shared.errors import NotFound, Refusal
from shared.web.service_client import BoundClient

NOT_RETURNED = (
    *("accepted", "handed_over", "in_process", "awaiting_supplement", "awaiting_payment", "withdrawal_asked"),
    *("ready", "refused"),
)
_MOST_OF_A_PERSON = 20
_SHELF = 100


@dataclass(frozen=True, slots=True)
class Found:
    """One dossier from both sides: `taken` knows the person and the fees, `work` whether there is a result."""

    taken: Mapping[str, Any]
    work: Part
    names: Part


@dataclass(frozen=True, slots=True)
class Shelf:
    """Results that nobody has collected, oldest due date first; `lines` tells by id whose they are."""

    items: Sequence[Mapping[str, Any]]
    lines: Mapping[str, Mapping[str, Any]]
    is_cut: bool


async def of_code(intake: BoundClient, processing: BoundClient, code: str) -> list[Found]:
    """Nothing where the code is not known here."""
    try:
        return [await _found(intake, processing, code)]
    except Refusal as refusal:
        if refusal.status not in {NotFound.status, 422}:
            raise
        return []


async def of_person(intake: BoundClient, processing: BoundClient, number: str) -> list[Found]:
    """What the owner of that identity number has with this office and has not got back; the number goes in a body."""
    sought = {"identity_number": number, "status": list(NOT_RETURNED), "limit": _MOST_OF_A_PERSON}
    page = await intake.post("/dossiers/search", sought)
    return list(await asyncio.gather(*(_found(intake, processing, line["code"]) for line in page["items"])))


async def _found(intake: BoundClient, processing: BoundClient, code: str) -> Found:
    taken, work, names = await asyncio.gather(
        intake.get(at(code)), part(processing.get(at(code))), part(processing.get(f"{at(code)}/names"))
    )
    return Found(taken, work, names)


async def shelf(intake: BoundClient, processing: BoundClient, desk: str, before: date) -> Shelf:
    """Results of a desk that were there before that day."""
    page = await processing.get(
        "/dossiers",
        desk=desk,
        state=["ready", "refused"],
        without_register=True,
        ended_before=before.isoformat(),
        limit=_SHELF,
    )
    items = page["dossiers"]
    return Shelf(items, await lines_of(intake, [item["id"] for item in items]), page["next"] is not None)
