"""Officials: how they are told of their work, what changed, and handing all of it to another."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from services.desk.clients.part import Part, part
from shared.web.service_client import BoundClient

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WholeOfficial:
    """One official with what was changed and the messages that went out."""

    official: Told
    changes: Part
    messages: Part


async def page_of_officials(processing: BoundClient, *, office: str, cursor: str | None) -> Told:
    found: Told = await processing.get("/officials", office=office, cursor=cursor, limit=50)
    return found


async def whole_official(processing: BoundClient, account: str) -> WholeOfficial:
    path = _path(account)
    official, *parts = await asyncio.gather(
        processing.get(path),
        part(processing.get(f"{path}/changes", limit=50)),
        part(processing.get(f"{path}/messages", limit=20)),
    )
    return WholeOfficial(official, *parts)


async def enter_official(processing: BoundClient, account: str, body: Mapping[str, Any]) -> None:
    await processing.put(_path(account), dict(body))


async def hand_all(processing: BoundClient, account: str, to: str, note: str) -> Told:
    """To the end of the list: how many steps went over, and what was refused with its sentence."""
    done, refused, cursor = 0, [], None
    while True:
        body = {"to": to, "note": note, "cursor": cursor}
        told = await processing.post(f"{_path(account)}/handing", body)
        done += told["done"]
        refused += [item["problem"]["detail"] for item in told["items"] if item["problem"]]
        cursor = told["next"]
        if cursor is None:
            return {"done": done, "refused": refused}


def _path(account: str) -> str:
    return f"/officials/{quote(account, safe='@')}"
