"""What was sent to the province: every delivery, its tries and the replies; kept whole for tests to look at."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Try:
    """`status` None: nobody answered, `fault` says why. `answer`: the JSON, or what a file is like."""

    at: str
    status: int | None
    answer: Any
    fault: str = ""


@dataclass(slots=True)
class Delivery:
    """`outcome`: received, already_received, refused, unanswered (after the last try), under_way."""

    number: int
    at: str
    service: str
    dossier: str
    path: str
    body: Mapping[str, Any] | None
    bad_key: bool = False
    tries: list[Try] = field(default_factory=list)
    outcome: str = "under_way"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Deliveries:
    """In the order in which they were begun; `number` counts from 1."""

    def __init__(self) -> None:
        self.all: list[Delivery] = []

    def begin(self, at: str, service: str, dossier: str, path: str, body: Any, bad_key: bool = False) -> Delivery:
        delivery = Delivery(len(self.all) + 1, at, service, dossier, path, body, bad_key)
        self.all.append(delivery)
        return delivery

    def of(self, number: int) -> Delivery | None:
        return self.all[number - 1] if 0 < number <= len(self.all) else None

    def found(self, after: int, service: str | None, dossier: str | None) -> list[Delivery]:
        return [
            each
            for each in self.all
            if each.number > after and service in (None, each.service) and dossier in (None, each.dossier)
        ]

    def agency_of(self, dossier: str) -> str:
        """Where this dossier was filed; empty where it was not filed here."""
        filed = (each.body for each in self.all if each.dossier == dossier and each.body)
        return next((str(body["madonvi"]) for body in filed if body.get("madonvi")), "")
