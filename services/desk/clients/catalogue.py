"""The catalogue of procedures as its keepers see it: versions, publishing decisions, shortened limits, routes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.clients.part import Part, part
from services.desk.clients.register_imports import Readable, pieces
from shared.web.service_client import BoundClient

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WholeProcedure:
    """One version of a procedure with what was done to it."""

    procedure: Told
    versions: Part
    history: Part
    shortened: Part
    routes: Part


@dataclass(frozen=True, slots=True)
class WholeDecision:
    """A publishing decision with a page of its procedures."""

    decision: Told
    items: Told
    history: Part


async def page_of_procedures(intake: BoundClient, *, q: str, field: str, cursor: str | None) -> Told:
    found: Told = await intake.get("/procedures", q=q, field=field, cursor=cursor, limit=50)
    return found


async def whole_procedure(
    intake: BoundClient, processing: BoundClient, code: str, version: int | None
) -> WholeProcedure:
    procedure, *parts = await asyncio.gather(
        intake.get(f"/procedures/{code}", version=version),
        part(intake.get(f"/procedures/{code}/versions")),
        part(intake.get(f"/procedures/{code}/history")),
        part(intake.get("/shortened-limits", procedure=code, limit=50)),
        part(processing.get("/routes", procedure=code, limit=50)),
    )
    return WholeProcedure(procedure, *parts)


async def page_of_decisions(intake: BoundClient, *, state: str, number: str, cursor: str | None) -> Told:
    found: Told = await intake.get("/publishing-decisions", state=state, number=number, cursor=cursor, limit=50)
    return found


async def whole_decision(intake: BoundClient, id_: str, cursor: str | None) -> WholeDecision:
    decision, items, history = await asyncio.gather(
        intake.get(f"/publishing-decisions/{id_}"),
        intake.get(f"/publishing-decisions/{id_}/items", cursor=cursor, limit=50),
        part(intake.get(f"/publishing-decisions/{id_}/history")),
    )
    return WholeDecision(decision, items, history)


async def prepare_decision(intake: BoundClient, body: Mapping[str, Any]) -> Told:
    told: Told = await intake.post("/publishing-decisions", dict(body))
    return told


async def change_decision(intake: BoundClient, id_: str, body: Mapping[str, Any]) -> None:
    """Its legal basis stays as it is."""
    now = await intake.get(f"/publishing-decisions/{id_}")
    basis = [{"name": each["name"], "effective_on": each["effective_on"]} for each in now["legal_basis"]]
    await intake.put(f"/publishing-decisions/{id_}", {**body, "legal_basis": basis})


async def put_item(intake: BoundClient, id_: str, code: str, body: Mapping[str, Any]) -> None:
    await intake.put(f"/publishing-decisions/{id_}/items/{code}", dict(body))


async def drop_item(intake: BoundClient, id_: str, code: str) -> None:
    await intake.delete(f"/publishing-decisions/{id_}/items/{code}")


async def publish_decision(intake: BoundClient, id_: str) -> Told:
    told: Told = await intake.post(f"/publishing-decisions/{id_}/publish")
    return told


async def note_entry(intake: BoundClient, id_: str, entered_on: str) -> None:
    await intake.put(f"/publishing-decisions/{id_}/national-entry", {"entered_on": entered_on})


async def import_file(intake: BoundClient, decision: str, file: Readable, *, commit: bool, abolish: bool) -> Told:
    """The file goes on piece by piece."""
    asked = {"decision": decision, "commit": str(commit).lower(), "abolish_missing": str(abolish).lower(), "show": 50}
    answer = await intake.upload("/catalogue-imports", pieces(file), "application/octet-stream", **asked)
    told: Told = answer.json
    return told


async def page_of_limits(intake: BoundClient, *, office: str, procedure: str, cursor: str | None) -> Told:
    found: Told = await intake.get("/shortened-limits", office=office, procedure=procedure, cursor=cursor, limit=50)
    return found


async def shorten(intake: BoundClient, body: Mapping[str, Any]) -> None:
    await intake.post("/shortened-limits", dict(body))


async def end_shortening(intake: BoundClient, id_: str, last_on: str) -> None:
    await intake.post(f"/shortened-limits/{id_}/end", {"last_day": last_on})


async def routes(processing: BoundClient, procedure: str) -> list[Told]:
    """Newest first, a hundred at most."""
    found: list[Told] = await processing.get("/routes", procedure=procedure, limit=100)
    return found


async def publish_route(processing: BoundClient, body: Mapping[str, Any]) -> None:
    await processing.post("/routes", dict(body))
