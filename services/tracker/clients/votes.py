"""Brings a vote to the yearbook; who voted already may change it for seven days."""

from collections.abc import Mapping
from datetime import datetime

from services.tracker.clients.services import Services


async def cast_vote(
    services: Services, code: str, ballot: str, scores: Mapping[str, int], given_at: datetime, device: str
) -> None:
    """`device` is the tablet at a counter, empty on the citizen's own. Refuses: rating_settled."""
    stats = await services.bound(services.stats)
    vote = {
        "dossier": code,
        "proof": ballot,
        "scores": dict(scores),
        "source": "desk_device" if device else "tracker",
        "device": device or None,
        "given_at": given_at.isoformat(),
        "may_replace": True,
    }
    await stats.post("/ratings", vote)
