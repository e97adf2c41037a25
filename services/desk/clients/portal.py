"""What is asked of the door to the national portal."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.web.service_client import BoundClient


async def connections(portal: BoundClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await portal.get("/connections")
    return found


async def gaps(portal: BoundClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await portal.get("/gaps")
    return found


async def page_of_lanes(portal: BoundClient, **wanted: Any) -> dict[str, Any]:
    found: dict[str, Any] = await portal.get("/lanes", **wanted)
    return found


async def lane(portal: BoundClient, id_or_code: str) -> dict[str, Any]:
    found: dict[str, Any] = await portal.get(f"/lanes/{id_or_code}")
    return found


async def decide(portal: BoundClient, lane_id: str, seq: int, decision: str, reason: str) -> None:
    body = {"seq": seq, "decision": decision, "reason": reason}
    await portal.post(f"/lanes/{lane_id}/decisions", body)


async def retell(portal: BoundClient, lane_id: str, reason: str) -> None:
    await portal.post(f"/lanes/{lane_id}/retelling", {"reason": reason})


async def agencies(portal: BoundClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await portal.get("/agencies")
    return found


async def map_offices(portal: BoundClient, items: Sequence[Mapping[str, Any]]) -> None:
    await portal.put("/agencies", {"items": list(items)})


async def reconciliations(portal: BoundClient, before: int | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await portal.get("/reconciliations", before=before)
    return found


async def reconciliation(portal: BoundClient, number: int, cursor: str | None) -> dict[str, Any]:
    found: dict[str, Any] = await portal.get(f"/reconciliations/{number}", cursor=cursor)
    return found


async def compare(portal: BoundClient, connection: str, from_on: str, to_on: str) -> int:
    """The number under which it will be found."""
    body = {"connection": connection, "from_on": from_on, "to_on": to_on}
    number: int = (await portal.post("/reconciliations", body))["number"]
    return number


async def page_of_inbound(portal: BoundClient, **wanted: Any) -> dict[str, Any]:
    found: dict[str, Any] = await portal.get("/inbound", **wanted)
    return found


async def inbound(portal: BoundClient, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = await portal.get(f"/inbound/{id_}")
    return found


async def decide_inbound(portal: BoundClient, id_: str, decision: str, desk: str | None, reason: str) -> None:
    body = {"decision": decision, "desk": desk, "reason": reason}
    await portal.post(f"/inbound/{id_}/decisions", {name: value for name, value in body.items() if value})


async def page_of_changes(portal: BoundClient, **wanted: Any) -> dict[str, Any]:
    found: dict[str, Any] = await portal.get("/catalogue-changes", **wanted)
    return found


async def draft_changes(portal: BoundClient, connection: str, numbers: Sequence[int], issuer: str) -> dict[str, Any]:
    """What is in the draft, and what must be entered by hand."""
    body = {"connection": connection, "numbers": list(numbers), "issuer": issuer}
    drafted: dict[str, Any] = await portal.post("/catalogue-changes/draft", body)
    return drafted


async def reject_changes(portal: BoundClient, connection: str, numbers: Sequence[int], reason: str) -> None:
    body = {"connection": connection, "numbers": list(numbers), "reason": reason}
    await portal.post("/catalogue-changes/reject", body)


async def fetch_catalogue(portal: BoundClient, connection: str) -> None:
    await portal.post(f"/connections/{connection}/catalogue")
