"""How personal data are looked after: how long they are kept, what was erased, who saw what."""

from collections.abc import Mapping
from typing import Any

from shared.web.service_client import BoundClient

Told = dict[str, Any]


async def retentions(intake: BoundClient) -> list[Told]:
    found = await intake.get("/retentions")
    rules: list[Told] = found["items"]
    return rules


async def set_retention(intake: BoundClient, procedure: str, body: Mapping[str, Any]) -> None:
    await intake.put(f"/retentions/{procedure}", dict(body))


async def drop_retention(intake: BoundClient, procedure: str) -> None:
    await intake.delete(f"/retentions/{procedure}")


async def page_of_erasures(intake: BoundClient, cursor: str | None) -> Told:
    found: Told = await intake.get("/erasures", cursor=cursor, limit=50)
    return found


async def page_of_views(intake: BoundClient, asked: Mapping[str, str | None], cursor: str | None) -> Told:
    found: Told = await intake.get("/views", **asked, cursor=cursor, limit=50)
    return found
