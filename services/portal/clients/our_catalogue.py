"""Our own catalogue as intake publishes it today."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from shared.web.service_client import BoundClient

_PAGE = 200
_AT_ONCE = 6  # clerks are served meanwhile


async def list_our_names(intake: BoundClient) -> dict[str, str]:
    """Code and name of all procedures in force, page by page."""
    names: dict[str, str] = {}
    cursor: str | None = None
    while True:
        page = await intake.get("/procedures", limit=_PAGE, cursor=cursor)
        names |= {line["code"]: line["name"] for line in page["items"]}
        cursor = page["next"]
        if cursor is None:
            return names


async def read_our_procedures(intake: BoundClient, codes: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Each as a whole, by code."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def read(code: str) -> Mapping[str, Any]:
        async with gate:
            found: Mapping[str, Any] = await intake.get(f"/procedures/{code}")
            return found

    wanted = list(codes)
    found = await asyncio.gather(*(read(code) for code in wanted))
    return dict(zip(wanted, found, strict=True))
