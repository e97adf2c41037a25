"""Offices as their administrators see them: the tree, hours, agencies at a desk, duties, the reform."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.clients.part import Part, part
from shared.web.service_client import BoundClient

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WholeOffice:
    """An office with all that hangs on it."""

    office: Told
    below: Part
    agencies: Part
    duties: Part
    successors: Part
    predecessors: Part


async def page_of_offices(intake: BoundClient, *, q: str, parent: str, cursor: str | None) -> Told:
    found: Told = await intake.get("/offices", q=q, parent=parent, cursor=cursor, limit=50)
    return found


async def whole_office(intake: BoundClient, code: str) -> WholeOffice:
    """Refuses `office_not_found`; everything else may be missing alone."""
    office = await intake.get(f"/offices/{code}")
    own = office["code"]
    parts = await asyncio.gather(
        part(intake.get("/offices", parent=own, limit=200)),
        part(intake.get(f"/offices/{own}/agencies", history=True)),
        part(intake.get(f"/offices/{own}/duties", history=True)),
        part(intake.get(f"/offices/{own}/successors")),
        part(intake.get(f"/offices/{own}/predecessors")),
    )
    return WholeOffice(office, *parts)


async def register_office(intake: BoundClient, body: Mapping[str, Any]) -> Told:
    told: Told = await intake.post("/offices", dict(body))
    return told


async def set_hours(intake: BoundClient, code: str, body: Mapping[str, Any]) -> None:
    await intake.put(f"/offices/{code}/hours", dict(body))


async def serve_agency(intake: BoundClient, code: str, body: Mapping[str, Any]) -> None:
    await intake.post(f"/offices/{code}/agencies", dict(body))


async def end_agency(intake: BoundClient, code: str, agency: str, last_on: str) -> None:
    await intake.post(f"/offices/{code}/agencies/{agency}/end", {"last_on": last_on})


async def give_duty(intake: BoundClient, code: str, body: Mapping[str, Any]) -> None:
    await intake.post(f"/offices/{code}/duties", dict(body))


async def reform(intake: BoundClient, province: str, *, is_dry: bool) -> Told:
    """Minutes for the nation."""
    answer = await intake.client.ask(
        "POST", "/reforms", intake.token, json={"province": province, "dry_run": is_dry}, timeout=_MINUTES
    )
    told: Told = answer.json
    return told


_MINUTES = 900.0
