"""Follows the links that dossiers publish, as the portal would: at hosts it may ask, a few at a time."""

import asyncio
from hashlib import sha256

import httpx2

from services.portal_standin.books.files import Fetched, Link
from services.portal_standin.checks.links import LARGEST, FetchSeen, is_followable
from services.portal_standin.checks.table import OF_FETCH
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.examine import write_down

_AT_ONCE = 4
_PAUSE = 0.2
_SECONDS = 10


async def keep_following(portal: NationalPortal, client: httpx2.AsyncClient) -> None:
    """Until it is cancelled."""
    while True:
        if portal.config.fetch_files:
            await follow_links(portal, client)
        await asyncio.sleep(_PAUSE)


async def follow_links(portal: NationalPortal, client: httpx2.AsyncClient) -> int:
    """How many were followed."""
    followed = 0
    while waiting := portal.files.to_fetch[:_AT_ONCE]:
        del portal.files.to_fetch[: len(waiting)]
        await asyncio.gather(*(_follow(portal, client, link) for link in waiting))
        followed += len(waiting)
    return followed


async def _follow(portal: NationalPortal, client: httpx2.AsyncClient, link: Link) -> None:
    if not is_followable(link.address, portal.config.file_hosts):
        return  # written down when the record came
    status, media_type, content = await _fetch(client, link.address)
    found = sha256(content).hexdigest()
    before = portal.files.hashes.get((link.dossier, link.file), "") if link.file else ""
    seen = FetchSeen(link.name, status, media_type, len(content), found, before)
    complaint = ""
    for check in OF_FETCH:
        if check.is_on(portal.level) and (wrong := check.look(seen)):
            complaint = wrong.text
            write_down(portal, check, wrong, "fetch", link.dossier)
    if status == 200:
        portal.files.hashes.setdefault((link.dossier, link.file), found)
    at = portal.clock.text()
    portal.files.fetched.append(Fetched(at, link, status, media_type, len(content), found, complaint))


async def _fetch(client: httpx2.AsyncClient, address: str) -> tuple[int, str, bytes]:
    """Status 0 where nobody answers in time; of a file that is too large only the beginning."""
    try:
        async with client.stream("GET", address, timeout=_SECONDS, follow_redirects=False) as answer:
            content = bytearray()
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > LARGEST:
                    break
            return answer.status_code, answer.headers.get("content-type", ""), bytes(content)
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return 0, "", b""
