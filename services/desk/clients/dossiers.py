"""One dossier: what the counter took in and what became of it, asked for together."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from services.desk.clients.part import NOT_ASKED, Part, part
from shared.callers import Role
from shared.web.service_client import Answer, BoundClient

_WORKS_ON_DOSSIERS = frozenset({Role.CLERK, Role.OFFICER, Role.LEADER})
_SEES_PERSONS = _WORKS_ON_DOSSIERS | {Role.REGISTRAR}
_READS_MESSAGES = frozenset({Role.CLERK, Role.LEADER, Role.OPERATOR, Role.AUDITOR})
_READS_VIEWS = frozenset({Role.LEADER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Whole:
    """`work` is processing's answer, `taken` intake's; every part may be missing by itself."""

    work: Part
    taken: Part
    names: Part
    holdings: Part
    scans: Part
    checklist: Part
    messages: Part
    receipts: Part
    prints: Part
    views: Part


def at(code: str) -> str:
    """The address of a dossier at either service."""
    return f"/dossiers/{quote(code, safe='')}"


async def whole(intake: BoundClient, processing: BoundClient, code: str, roles: frozenset[Role]) -> Whole:
    """One round trip; only what the roles may read is asked for."""
    here = at(code)

    def allowed(among: frozenset[Role], client: BoundClient, path: str, **params: Any) -> Any:
        return part(client.get(path, **params)) if roles & among else _not_asked()

    parts = await asyncio.gather(
        part(processing.get(here)),
        part(intake.get(here)),
        part(processing.get(f"{here}/names")),
        part(processing.get(f"{here}/holdings")),
        allowed(_SEES_PERSONS, intake, f"{here}/scans"),
        part(intake.get(f"{here}/checklist")),
        allowed(_READS_MESSAGES, intake, "/messages", dossier=code),
        allowed(_SEES_PERSONS, intake, f"{here}/prints"),
        allowed(_WORKS_ON_DOSSIERS, processing, f"{here}/prints"),
        allowed(_READS_VIEWS, intake, f"{here}/views"),
    )
    return Whole(*parts)


async def _not_asked() -> Part:
    return NOT_ASKED


async def work_of(processing: BoundClient, code: str) -> dict[str, Any]:
    """As processing has it. Refuses `dossier_not_found`."""
    found: dict[str, Any] = await processing.get(at(code))
    return found


@dataclass(frozen=True, slots=True)
class ForPrint:
    """What tells which papers there are."""

    work: Part
    taken: Part
    names: Part


async def for_print(intake: BoundClient, processing: BoundClient, code: str) -> ForPrint:
    """One round trip; either service may be missing."""
    here = at(code)
    asked = (part(processing.get(here)), part(intake.get(here)), part(processing.get(f"{here}/names")))
    return ForPrint(*await asyncio.gather(*asked))


async def taken_of(intake: BoundClient, code: str) -> dict[str, Any]:
    """As it was accepted and corrected since. Who reads is logged."""
    found: dict[str, Any] = await intake.get(at(code))
    return found


async def due_of(processing: BoundClient, code: str) -> dict[str, Any]:
    """The due date in force and its story, day by day."""
    found: dict[str, Any] = await processing.get(f"{at(code)}/due")
    return found


async def act(
    processing: BoundClient, code: str, segment: str, version: int, body: Mapping[str, Any]
) -> dict[str, Any]:
    """One act on the dossier as it was seen at that version. Refuses `version_conflict` and what the law forbids."""
    done: dict[str, Any] = await processing.post(
        f"{at(code)}/{segment}", dict(body), headers={"If-Match": f'"{version}"'}
    )
    return done


async def whereabouts(processing: BoundClient, code: str) -> Part:
    """Which office has a dossier that is not the caller's."""
    return await part(processing.get(f"/whereabouts/{quote(code, safe='')}"))


@dataclass(frozen=True, slots=True)
class ForAct:
    """What the page of an act needs: the dossier itself, the rest as far as it is there."""

    work: dict[str, Any]
    names: Part
    taken: Part
    checklist: Part
    officials: Part


async def for_act(intake: BoundClient, processing: BoundClient, code: str, roles: frozenset[Role]) -> ForAct:
    """One round trip. Leaders also get the officials whom they may give work to. Refuses `dossier_not_found`."""
    here = at(code)
    officials = part(processing.get("/officials", limit=200)) if Role.LEADER in roles else _not_asked()
    work, *parts = await asyncio.gather(
        work_of(processing, code),
        part(processing.get(f"{here}/names")),
        part(intake.get(here)),
        part(intake.get(f"{here}/checklist")),
        officials,
    )
    return ForAct(work, *parts)


async def scan(intake: BoundClient, code: str, digest: str) -> Answer:
    """The bytes of a scan. Who opens it is logged."""
    return await intake.fetch(f"{at(code)}/scans/{quote(digest, safe='')}")
