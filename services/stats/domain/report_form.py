"""The forms of official reports: what each column sums, what must add up, and when the form was prescribed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from services.stats.domain.figures import Figures
from shared.errors import NotFound

NO_SOURCE = "chưa có nguồn"


@dataclass(frozen=True, slots=True)
class Column:
    """`under` are the headings above the name, outermost first. Without `sums` there is no source for it."""

    number: int
    name: str
    under: tuple[str, ...]
    sums: tuple[str, ...]

    def value(self, figures: Figures) -> int | None:
        """None where there is no source: that is not nothing."""
        return sum(_signed(figures, each) for each in self.sums) if self.sums else None


@dataclass(frozen=True, slots=True)
class Aside:
    """A measure that no column has: told below the table with its count, wherever there is any."""

    measure: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """A column that equals others, together with the asides."""

    whole: int
    parts: tuple[int, ...]
    asides: tuple[str, ...]

    @property
    def name(self) -> str:
        asides = "".join(f" + {each}" for each in self.asides)
        return f"({self.whole}) = " + " + ".join(f"({part})" for part in self.parts) + asides


@dataclass(frozen=True, slots=True)
class ReportForm:
    """Columns (1) and (2) are the number of the line and its `subject`. No `valid_to`: still prescribed."""

    name: str
    number: str
    title: str
    circular: str
    valid_from: date
    valid_to: date | None
    unit: str
    recipient: str
    subject: str
    columns: tuple[Column, ...]
    identities: tuple[FormIdentity, ...]
    asides: tuple[Aside, ...]
    notes: tuple[str, ...]

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def place_of(self, number: int) -> int:
        """Where the column with that number stands in `columns`."""
        return next(place for place, column in enumerate(self.columns) if column.number == number)


def report_form(name: str, on: date) -> ReportForm:
    """As prescribed on that day, else the version nearest to it: a report of earlier years has a form too."""
    versions = [form for form in all_forms() if form.name == name]
    if not versions:
        known = ", ".join(dict.fromkeys(form.name for form in all_forms()))
        raise NotFound("report_form_not_found", f"Không có biểu này; các biểu có: {known}")
    in_force = [form for form in versions if form.is_in_force(on)]
    return in_force[-1] if in_force else min(versions, key=lambda form: abs(form.valid_from - on))


@cache
def all_forms() -> tuple[ReportForm, ...]:
    text = resources.files("services.stats.domain").joinpath("report_forms.toml").read_text(encoding="utf-8")
    return tuple(_form(written) for written in tomllib.loads(text)["form"])


def _form(written: Mapping[str, Any]) -> ReportForm:
    columns = tuple(
        Column(each["number"], each["name"], tuple(each["under"]), tuple(each.get("sums", ())))
        for each in written["columns"]
    )
    identities = tuple(
        FormIdentity(each["whole"], tuple(each["parts"]), tuple(each.get("asides", ())))
        for each in written["identities"]
    )
    parts = {
        "columns": columns,
        "identities": identities,
        "asides": tuple(Aside(**each) for each in written["asides"]),
        "notes": tuple(written["notes"]),
    }
    return ReportForm(**{"valid_to": None, **written, **parts})


def _signed(figures: Figures, name: str) -> int:
    count: int = getattr(figures, name.removeprefix("-"))
    return -count if name.startswith("-") else count
