"""Filings at intake: one as it stands, the acts on it, and their forms 02 and 03."""

from collections.abc import Mapping
from typing import Any

from shared.web.service_client import Answer, BoundClient


async def filing(intake: BoundClient, id_: str) -> dict[str, Any]:
    """With what this caller may do now. Refuses `filing_not_found`."""
    found: dict[str, Any] = await intake.get(f"/filings/{id_}")
    return found


async def act_on(intake: BoundClient, id_: str, act: str, version: str, body: Mapping[str, Any] | None) -> Any:
    """`act` as in the address; `version` is what the clerk saw. Refuses `version_conflict` (409)."""
    return await intake.post(f"/filings/{id_}/{act}", body, headers={"If-Match": f'"{version}"'})


async def paper(intake: BoundClient, id_: str, name: str) -> Answer:
    """`completion-request` (02) or `refusal` (03)."""
    return await intake.fetch(f"/filings/{id_}/{name}.pdf")
