"""Offices with their people, a dossier as they work on it over HTTP, and the yearbook that counts it: for journeys."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx2

from services.cli.caught_up import wait_until_counted
from services.cli.register_book import follow, hand_in
from shared.worktime import LEGAL_ZONE, legal_day
from tests.intake.books import HEADER, Sheet, a_workbook, an_open_row
from tests.support.town import Town


class Person(NamedTuple):
    """An account with one role at one office."""

    account: str
    role: str
    office: str


@dataclass(frozen=True)
class Office:
    """A one-stop desk with the agency behind it."""

    code: str

    def person(self, role: str, name: str) -> Person:
        return Person(f"{name}.{self.code}", role, self.code)

    @property
    def clerk(self) -> Person:
        return self.person("clerk", "mot-cua")

    @property
    def officer(self) -> Person:
        return self.person("officer", "chuyen-vien")

    @property
    def leader(self) -> Person:
        return self.person("leader", "lanh-dao")


def told_at(day: date, clock: str) -> str:
    """A moment of a legal day, as people tell it to the services."""
    return datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), LEGAL_ZONE).isoformat()  # noqa: DTZ007


@dataclass(frozen=True)
class Dossier:
    """One dossier at processing. Everybody opens it first, and acts on what was seen."""

    town: Town
    id: str
    code: str

    def opened_by(self, person: Person) -> httpx2.Response:
        return self.town.client.get(self._url, headers=_as(self.town, person))

    def seen_by(self, person: Person) -> dict[str, Any]:
        answer = self.opened_by(person)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def act(self, person: Person, act: str, **said: Any) -> dict[str, Any]:
        answer = self._ask(person, act, said)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def refused(self, person: Person, act: str, **said: Any) -> str:
        answer = self._ask(person, act, said)
        assert answer.status_code >= 400, answer.text
        return str(answer.json()["code"])

    def step(self, person: Person, name: str) -> dict[str, Any]:
        """The newest step of that name."""
        steps = [step for step in self.seen_by(person)["steps"] if step["name"] == name]
        assert steps, name
        newest: dict[str, Any] = steps[-1]
        return newest

    def _ask(self, person: Person, act: str, said: dict[str, Any]) -> httpx2.Response:
        seen = self.opened_by(person)
        assert seen.status_code == 200, seen.text
        headers = _as(self.town, person) | {"If-Match": seen.headers["etag"]}
        return self.town.client.post(f"{self._url}/{act}", json=said, headers=headers)

    @property
    def _url(self) -> str:
        return f"{self.town.url('processing')}/dossiers/{self.id}"


def receive(town: Town, clerk: Person, procedure: str, **said: Any) -> Dossier:
    """A dossier accepted at the counter now, once processing has opened it."""
    person = {"kind": "citizen", "name": "Nguyễn Văn Mẫu"}
    body = {"desk": clerk.office, "procedure": procedure, "channel": "direct", "applicant": person} | said
    answer = town.client.post(f"{town.url('intake')}/dossiers", json=body, headers=_as(town, clerk))
    assert answer.status_code == 201, answer.text
    dossier = Dossier(town, answer.json()["id"], answer.json()["code"])
    end = time.monotonic() + 10
    while dossier.opened_by(clerk).status_code == 404:
        assert time.monotonic() < end, "processing never heard of it"
        time.sleep(0.01)
    return dossier


class Line(NamedTuple):
    """What an office's register book says of a dossier that is still being worked on."""

    received_on: date
    due_on: date


def enter_book(town: Town, path: Path, office: Office, *lines: Line) -> list[Dossier]:
    """The book of what was accepted on paper in the past, entered by the registrar; all of it still open."""
    codes = [f"{office.code}-{line.received_on:%y%m%d}-{number:04}" for number, line in enumerate(lines, start=1)]
    rows = [
        an_open_row(
            number, code=code, received=f"{line.received_on:%d/%m/%Y} 08:00", due=f"{line.due_on:%d/%m/%Y} 17:00"
        )
        for number, (code, line) in enumerate(zip(codes, lines, strict=True), start=1)
    ]
    book = path / f"{office.code}.xlsx"
    book.write_bytes(a_workbook(Sheet([HEADER, *rows])))
    registrar = town.services("registrar")
    job = follow(registrar, hand_in(registrar, book, office.code, commit=True), lambda what, done, whole: None)
    assert (job["state"], job["imported"], job["rejected"]) == ("done", len(rows), []), job
    assert wait_until_counted(registrar, patience=30)
    headers = _as(town, office.leader)
    found = [town.client.get(f"{town.url('processing')}/dossiers/{code}", headers=headers) for code in codes]
    return [Dossier(town, answer.json()["id"], answer.json()["code"]) for answer in found]


@dataclass(frozen=True)
class Yearbook:
    """What stats says, once it has counted all that was announced."""

    town: Town

    def of(self, office: Office, first: date, last: date | None = None, of: str = "then") -> dict[str, int]:
        """Every figure of the identities that is not zero. They hold, and every figure opens exactly what it counts."""
        span = {"office": office.code, "from": f"{first}", "to": f"{last or first}", "map": of}
        monitor = self.town.services("monitor")
        assert wait_until_counted(monitor, patience=30)
        told = monitor.ask("stats", "GET", "/figures", params=span)
        assert [each["name"] for each in told["identities"] if each["left"] != each["right"]] == []
        figures = {name: count for name, count in told["figures"].items() if count}
        for name, count in figures.items():
            page = monitor.ask("stats", "GET", told["links"][name])
            assert (page["total"], len(page["items"])) == (count, count), name
        return {name: count for name, count in figures.items() if name not in BESIDE}

    def behind(self, measure: str, office: Office, first: date, last: date | None = None) -> dict[str, dict[str, Any]]:
        """The dossiers behind a figure, by code."""
        assert wait_until_counted(self.town.services("monitor"), patience=30)
        span = {"office": office.code, "from": f"{first}", "to": f"{last or first}", "measure": measure, "limit": 200}
        page = self.town.services("monitor").ask("stats", "GET", "/figures/dossiers", params=span)
        assert page["next"] is None
        return {item["code"]: item for item in page["items"]}


BESIDE = {
    *("refusals", "late_by_reappointment", "index_in_time", "index_overdue", "ready_not_returned"),
    *("taken_in", "filed", "refused", "pending", "pending_late"),
}


def day_of(told: str) -> date:
    """The legal day of an instant that a service told."""
    return legal_day(datetime.fromisoformat(told))


def _as(town: Town, person: Person) -> dict[str, str]:
    return town.headers(person.role, offices=(person.office,), subject=person.account)
