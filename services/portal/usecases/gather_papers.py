"""Brings the files of a message to intake as scans; what cannot go there is told, and stays with the message."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services.portal.clients.handing_in import HandingIn
from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.portal_files import FileNotFetched
from services.portal.domain.inbound.inbound_state import NotYet
from services.portal.domain.inbound.messages import SentFile
from services.portal.repository.inbound import LeasedInbound
from shared.web.service_client import ServiceRefusal

_NO_SCAN = frozenset({"scan_type_not_taken", "scan_not_whole", "scan_is_locked", "scan_has_actions", "body_too_large"})
_MOST_TRIES = 5  # a file that still does not come must not keep the applicant waiting for his answer


@dataclass(slots=True)
class GatheredPapers:
    """`papers` as intake takes them; `kept` says of which files (by number and component, never by name) and why."""

    papers: list[dict[str, Any]] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Whither:
    """The desk whose scans they become, and the procedure they are for."""

    desk: str
    procedure: str


async def gather_papers(
    door: InboundDoor, hand: HandingIn, leased: LeasedInbound, whither: Whither, files: Sequence[SentFile]
) -> GatheredPapers:
    """Every file becomes a paper, with or without its scan. Raises NotYet while a file's host is away."""
    names = await _names(door, leased.connection, whither.procedure)
    gathered = GatheredPapers()
    for number, file in enumerate(files, 1):
        scan, why = await _scan(door, hand, leased, whither.desk, file)
        name = names.get(file.component) or file.name
        paper = {"name": name[:500], "form": "electronic", "quantity": 1, "is_reused": file.is_from_store}
        gathered.papers.append(paper | ({"scan": scan} if scan else {}))
        if why:
            gathered.kept.append({"number": number, "component": file.component, "reason": why})
    return gathered


async def _names(door: InboundDoor, connection: str, procedure: str) -> dict[str, str]:
    """What the portal's catalogue calls the papers of the procedure: better than the name of a file."""
    async with door.works.alone() as work:
        known = await work.procedures.read(connection, [procedure])
    return dict(known[procedure].papers) if procedure in known else {}


async def _scan(
    door: InboundDoor, hand: HandingIn, leased: LeasedInbound, desk: str, file: SentFile
) -> tuple[str | None, str | None]:
    """Its digest, or why there is none."""
    try:
        content = file.content or await _fetched(door, leased, file)
        return (await hand.keep_scan(desk, content), None) if content else (None, "file_is_empty")
    except FileNotFetched as missing:
        return None, missing.code
    except ServiceRefusal as refused:
        if refused.code not in _NO_SCAN:
            raise
        return None, refused.code


async def _fetched(door: InboundDoor, leased: LeasedInbound, file: SentFile) -> bytes:
    if not file.address:
        return b""
    try:
        return await door.files.fetch(door.connections[leased.connection], file.address)
    except FileNotFetched as missing:
        if missing.is_final or leased.tries >= _MOST_TRIES:
            raise
        raise NotYet(missing.code) from None
