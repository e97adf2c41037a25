"""What a receipt says, put right; and what it said before."""

from collections.abc import Mapping
from typing import Any

from services.desk.clients.dossiers import at
from shared.web.service_client import BoundClient


async def revisions_of(intake: BoundClient, code: str) -> list[dict[str, Any]]:
    """Oldest first. Who reads is logged."""
    found: list[dict[str, Any]] = (await intake.get(f"{at(code)}/revisions"))["items"]
    return found


async def correct(
    intake: BoundClient, code: str, revision: int, reason: str, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Refuses `revision_conflict`, `nothing_corrected`, `due_date_passed` and what receiving refuses."""
    body = {"revision": revision, "reason": reason, "changes": dict(changes)}
    corrected: dict[str, Any] = await intake.post(f"{at(code)}/corrections", body)
    return corrected
