"""A closed period beside what is known now: which counts differ, and by which dossiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.monitoring.measures import NAMES
from services.desk.presenters.monitoring.view import View
from services.desk.texts import _


@dataclass(frozen=True, slots=True)
class Difference:
    """One count: reported, known now, and how much of the change no dossier explains."""

    name: str
    reported: int
    now: int
    by_dossiers: int
    unexplained: int

    @property
    def change(self) -> str:
        return f"{self.now - self.reported:+}"


@dataclass(frozen=True, slots=True)
class Change:
    """One dossier learnt of after the cut."""

    code: str
    address: str
    office: str
    words: str


def differences_of(told: Mapping[str, Any]) -> list[Difference]:
    reported, now = told["reported"], told["known_now"]
    return [
        Difference(
            _(NAMES.get(name, name)),
            reported[name],
            now[name],
            told["by_dossiers"].get(name, 0),
            told["unexplained"].get(name, 0),
        )
        for name in reported
        if reported[name] != now.get(name)
    ]


def changes_of(view: View, items: Sequence[Mapping[str, Any]], names: Names) -> list[Change]:
    return [
        Change(
            each["code"] or str(each["id"])[:8],
            view.address(f"/giam-sat/ho-so/{each['code']}") if each["code"] else "",
            names.office(each["office"]),
            ", ".join(f"{_(NAMES.get(name, name))} {count:+}" for name, count in each["figures"].items() if count),
        )
        for each in items
    ]
