"""Open steps: mine, my unit's, those that wait for my signature; and one act on many of them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.clients.queue import lines_of
from shared.web.service_client import BoundClient

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worklist:
    """Counts without the chosen group, a page with it; `lines` tells by the dossier's id whose it is."""

    counts: Mapping[str, Any]
    steps: Sequence[Step]
    lines: Mapping[str, Mapping[str, Any]]
    next: str | None


async def worklist_of(
    intake: BoundClient,
    processing: BoundClient,
    path: str,
    asked: Mapping[str, Any],
    groups: Sequence[str],
    cursor: str | None,
    limit: int,
) -> Worklist:
    """Earliest due first. Refuses `office_not_found`, `cursor_not_valid`."""
    counts, page = await asyncio.gather(
        processing.get(f"{path}/counts", **asked),
        processing.get(path, **asked, group=groups, cursor=cursor, limit=limit),
    )
    lines = await lines_of(intake, list(dict.fromkeys(step["dossier"] for step in page["steps"])))
    return Worklist(counts, page["steps"], lines, page["next"])


async def steps_of(processing: BoundClient, path: str, asked: Mapping[str, Any], groups: Sequence[str]) -> list[Step]:
    """The first two hundred."""
    page = await processing.get(path, **asked, group=groups, limit=200)
    steps: list[Step] = page["steps"]
    return steps


async def act_on_many(
    processing: BoundClient, act: str, said: Mapping[str, Any], chosen: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Each dossier for itself; what is refused stops none of the others."""
    if not chosen:
        return {"done": 0, "refused": 0, "items": []}
    body = {"act": act, "say": dict(said), "dossiers": list(chosen)}
    answer: Mapping[str, Any] = await processing.post("/batches", body)
    return answer


async def my_warnings(processing: BoundClient, kind: str | None, cursor: str | None) -> tuple[Any, Any]:
    """A page, and the counts by kind."""
    page, counts = await asyncio.gather(
        processing.get("/warnings/mine", kind=kind, cursor=cursor, limit=50), processing.get("/warnings/mine/counts")
    )
    return page, counts


async def hand_all(processing: BoundClient, absent: str, to: str, note: str) -> tuple[int, list[Any]]:
    """Every open step of an account goes to another, two hundred a question: how many, and each with its problem."""
    done, items, cursor = 0, list[Any](), None
    while True:
        body = {"to": to, "note": note} | ({"cursor": cursor} if cursor else {})
        told = await processing.post(f"/officials/{absent}/handing", body)
        done, cursor = done + told["done"], told["next"]
        items += told["items"]
        if not cursor:
            return done, items
