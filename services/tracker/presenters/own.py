"""One line of a citizen's own dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.tracker.presenters.tracked import in_words
from services.tracker.presenters.written import day
from shared.contracts.states import OPEN, State

_STOPPED_CLOCK = {State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT}


@dataclass(frozen=True, slots=True)
class OwnLine:
    """`due_on` is empty where no promise is to be kept."""

    code: str
    procedure: str
    state: str
    accepted_on: str
    due_on: str


def own_line(told: Mapping[str, Any]) -> OwnLine:
    state = State(told["state"])
    due_on = day(told["due_on"]) if state in OPEN - _STOPPED_CLOCK else ""
    return OwnLine(told["code"], told["procedure_name"], in_words(state), day(told["accepted_at"]), due_on)
