"""What is owed to one portal, as tiles that lead to the lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.portal.words import CIRCUITS, KINDS, LANES
from services.desk.texts import _

_SHOWN = ("ready", "blocked", "held", "idle")


@dataclass(frozen=True, slots=True)
class Owed:
    """`unknown`: lanes whose first entry has an outcome that nobody knows yet."""

    name: str
    kind: str
    circuit: str
    is_well: bool
    tiles: tuple[tuple[str, str, int], ...]
    unknown: int
    oldest: str | None
    catalogue_at: str | None


def owed_of(connection: Mapping[str, Any]) -> Owed:
    by_state = {row["state"]: row for row in connection["lanes"]}
    waiting = [row["oldest"] for state, row in by_state.items() if state != "idle" and row["oldest"]]
    return Owed(
        name=connection["connection"],
        kind=_(KINDS[connection["kind"]]),
        circuit=_(CIRCUITS[connection["circuit"]]),
        is_well=connection["circuit"] == "closed",
        tiles=tuple((state, _(LANES[state]), by_state.get(state, {"lanes": 0})["lanes"]) for state in _SHOWN),
        unknown=next((row["lanes"] for row in connection["heads"] if row["state"] == "unknown"), 0),
        oldest=min(waiting, default=None),
        catalogue_at=connection["catalogue_at"],
    )
