"""What the services answered in each round of a walk, so that a walk that was stopped goes on where it was."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from services.cli.demo.planning import Recipe
from shared.errors import Conflict

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """What a province was asked for, as it is kept; `is_until_now`: the clock is given back to real time at the end."""

    name: str
    district: str | None
    recipe: Recipe
    is_until_now: bool

    def as_json(self) -> dict[str, Any]:
        recipe = asdict(self.recipe) | {"start": self.recipe.start.isoformat(), "until": self.recipe.until.isoformat()}
        return {"name": self.name, "district": self.district, "until_now": self.is_until_now, **recipe}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Order":
        start, until = date.fromisoformat(said["start"]), datetime.fromisoformat(said["until"])
        recipe = Recipe(start, until, said["scale"], said["seed"], said["lateness"])
        return cls(said["name"], said["district"], recipe, said["until_now"])

    def is_like(self, other: "Order") -> bool:
        """The same again: where it goes up to the present, the present of the first start."""
        mine, its = self.as_json(), other.as_json()
        if self.is_until_now and other.is_until_now:
            mine.pop("until")
            its.pop("until")
        return mine == its


class Journal:
    """A file of lines: the order, then a line a round, then the figures of the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.order: Order | None = None
        self.rounds: list[tuple[datetime, Answers]] = []
        self.end: dict[str, Any] | None = None
        self._file: TextIO | None = None
        if path.exists():
            self._read()
        self.is_reopened = self.order is not None

    def _read(self) -> None:
        whole = 0
        for line in self._path.read_bytes().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break  # it was being written when the walk was killed
            whole += len(line)
            self._take(json.loads(line))
        with self._path.open("r+b") as file:
            file.truncate(whole)

    def _take(self, said: dict[str, Any]) -> None:
        if "order" in said:
            self.order = Order.read(said["order"])
        elif "end" in said:
            self.end = said["end"]
        else:
            self.rounds.append((datetime.fromisoformat(said["at"]), said["answers"]))

    def begin(self, order: Order) -> Order:
        """The order that holds. Refuses another one than was begun here."""
        if self.order is None:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write({"order": order.as_json()})
            self.order = order
        elif not order.is_like(self.order):
            raise Conflict("another_demo", "Ở thư mục này đã có một bản trình diễn khác; hãy chọn --home khác")
        return self.order

    def note(self, at: datetime, answers: Answers) -> None:
        self._write({"at": at.isoformat(), "answers": answers})

    def finish(self, figures: Mapping[str, Any]) -> None:
        self._write({"end": dict(figures)})
        self.end = dict(figures)

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _write(self, said: dict[str, Any]) -> None:
        if self._file is None:
            self._file = self._path.open("a", encoding="utf-8")
            self._path.chmod(0o600)
        self._file.write(json.dumps(said, ensure_ascii=False) + "\n")
        self._file.flush()
