"""What processing would announce of a dossier, for tests of the counter."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Fact
from shared.contracts.processing import DossierActed, DuePart, Standing
from shared.contracts.terms import Channel, CountsBy, Level
from shared.ids import new_id
from shared.worktime import legal_day
from tests.intake.conftest import DESK

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)


def a_standing(dossier: UUID | str, version: int = 1, state: str = "accepted", **changes: Any) -> Standing:
    due_at = changes.pop("due_at", AT + timedelta(days=3))
    values: dict[str, Any] = {
        "dossier": str(dossier),
        "code": f"{DESK}-260305-0001",
        "version": version,
        "office": DESK,
        "desk": DESK,
        "procedure": "1.001612",
        "field": "Hộ tịch",
        "level": Level.DISTRICT,
        "channel": Channel.DIRECT,
        "origin": "counter",
        "state": state,
        "accepted_at": AT,
        "accepted_on": legal_day(AT),
        "term": None,
        "counts_by": CountsBy.DAY,
        "dues": (DuePart(from_at=AT, due_at=due_at, due_on=legal_day(due_at)),),
        "waits": (),
        "letters": (),
        "outcome": None,
        "ended_at": None,
        "ended_on": None,
        "returned_at": None,
    }
    return Standing(**(values | changes))


def acted(standing: Standing, act: str = "taken_up") -> Fact:
    body = DossierActed(act=act, standing=standing)
    stream = f"dossier:{standing.dossier}"
    kind = f"processing.dossier.{act}.v1"
    return Fact(new_id(), kind, stream, standing.version, standing.office, "canbo.b", AT, AT, body.as_json())
