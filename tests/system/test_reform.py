"""The move of 1 July 2025 over the running services: Hòa Bình's books go in, the reform runs, its report stays.

Short: some hundred dossiers in the town of all system tests. Long (`--long`): 100,000 in a town of its own, about
40,000 of them open at that midnight; the time is printed.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import pytest

from services.intake.reference.reform_2025 import published_map
from tests.intake.books import HEADER, Sheet, a_workbook, book_row
from tests.support.engines import ROOT
from tests.support.town import Town, a_town

OLD, NEW = "H28", "25.2025"
FIRST, LAST_OF_OLD = date(2025, 7, 1), date(2025, 6, 30)
COMMUNES = ("04789", "04792", "04891")
DISTRICT = "150"
NEW_COMMUNE = "04792.2025"
SPANS = (
    ("2024-09-01", "2025-06-30"),
    ("2025-06-01", "2025-06-30"),
    ("2025-01-01", "2025-03-31"),
)
WHOLE = ("2024-09-01", "2025-12-31")
EIGHT = clock_time(8)
ROWS_A_BOOK = 5_000


@dataclass
class Province:
    """Hòa Bình in a town, with what was written in its books."""

    town: Town
    path: Path
    rows: int
    chance: random.Random = field(default_factory=lambda: random.Random(2025))
    last_number: int = 0

    def motcua(self, *words: str) -> Any:
        """The command as people type it, its answer as JSON."""
        command = [sys.executable, "-m", "services", *words, "--home", str(self.town.home.path), "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1_800)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr
        return json.loads(done.stdout)

    def figures(self, office: str, span: tuple[str, str], of: str = "then") -> dict[str, int]:
        asked = {"office": office, "from": span[0], "to": span[1], "map": of}
        figures: dict[str, int] = self.town.services("monitor").ask("stats", "GET", "/figures", params=asked)["figures"]
        return figures

    def other_predecessors(self) -> list[str]:
        """The other provinces that were merged into the new one: other tests may have dossiers there."""
        asked = {"level": "province", "limit": 200}
        found = self.town.services("monitor").ask("intake", "GET", "/offices", params=asked)
        return [one["code"] for one in found["items"] if one["successor"] == NEW and one["code"] != OLD]

    def import_books(self, offices: tuple[str, ...], rows: int, first: date, last: date) -> None:
        """The rows spread over books of the offices."""
        books = max(len(offices), -(-rows // ROWS_A_BOOK))
        for number in range(books):
            size = rows // books + (number < rows % books)
            book = self.path / f"so-{self.last_number}.xlsx"
            book.write_bytes(a_workbook(Sheet([HEADER, *self.some_rows(size, first, last)])))
            office = offices[number % len(offices)]
            done = self.motcua("import", str(book), "--office", office, "--commit")
            assert (done["imported"], done["rejected"]) == (size, []), done["rejected"][:3]

    def some_rows(self, count: int, first: date, last: date) -> Iterator[list[Any]]:
        for _ in range(count):
            self.last_number += 1
            day = first + timedelta(days=self.chance.randrange((last - first).days + 1))
            yield self.a_row(datetime.combine(day, EIGHT) + timedelta(minutes=self.chance.randrange(420)))

    def a_row(self, received: datetime) -> list[Any]:
        """Six in ten end within days, three in ten are open, one in ten ends after the reform."""
        due = received.replace(hour=17, minute=0) + timedelta(days=self.chance.choice((3, 15, 60)))
        lot = self.chance.random()
        ended = None
        if lot < 0.6:
            ended = received + timedelta(days=self.chance.randrange(1, 20), hours=1)
        elif lot < 0.7:
            ended = max(received, datetime.combine(FIRST, EIGHT)) + timedelta(days=self.chance.randrange(40), hours=1)
        return book_row(
            self.last_number,
            code=f"000.{self.last_number // 9000:02}.17.H28-{received:%y%m%d}-{self.last_number % 9000:04}",
            procedure=self.chance.choice(("1.001612", "2.000908", "1.001193")),
            channel=self.chance.choice(("Trực tiếp", "Trực tuyến", "Bưu chính công ích")),
            received=received,
            due=due,
            result=ended,
            returned=ended,
            status="Đã trả kết quả" if ended else "Đang giải quyết",
        )


@pytest.fixture(scope="module")
def province(
    request: pytest.FixtureRequest, is_long: bool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Province]:
    path = tmp_path_factory.mktemp("province")
    if is_long:
        with a_town(tmp_path_factory.mktemp("long-town")) as town:
            yield Province(town, path, 100_000)
    else:
        yield Province(request.getfixturevalue("town"), path, 350)


@dataclass
class Before:
    """What the reports said before the reform. `whole` has what the other provinces bring into the new one as well."""

    spans: dict[tuple[str, tuple[str, str]], dict[str, int]]
    ours: dict[str, int]
    whole: dict[str, int]


@pytest.fixture(scope="module")
def before(province: Province) -> Before:
    began = time.monotonic()
    old = province.rows * 9 // 10
    province.import_books((*COMMUNES, DISTRICT, OLD), old, date(2024, 9, 2), LAST_OF_OLD)
    province.import_books((NEW_COMMUNE, "04795.2025"), province.rows - old, FIRST, date(2025, 8, 29))
    print(f"\n{province.rows} dossiers imported in {time.monotonic() - began:.0f} s")
    spans = {(office, span): province.figures(office, span) for office in (OLD, DISTRICT, "04792") for span in SPANS}
    here, there = province.figures(OLD, WHOLE), province.figures(NEW, WHOLE)
    ours = {name: here[name] + there[name] for name in here}
    others = [province.figures(code, WHOLE) for code in province.other_predecessors()]
    return Before(spans, ours, {name: ours[name] + sum(other[name] for other in others) for name in ours})


@pytest.fixture(scope="module")
def reformed(province: Province, before: Before) -> dict[str, Any]:
    began = time.monotonic()
    plan = province.motcua("reform", "2025", "--province", OLD, "--dry-run")
    assert province.figures(OLD, WHOLE)["moved_out"] == 0
    middle = time.monotonic()
    done: dict[str, Any] = province.motcua("reform", "2025", "--province", OLD)
    moved = province.figures(OLD, WHOLE)["moved_out"]
    print(f"\nreform and {moved} moves counted in {time.monotonic() - middle:.1f} s (dry run {middle - began:.1f} s)")
    assert done["counted"]
    assert plan["ended"] == done["ended"]
    return done


def test_the_units_of_the_province_end(reformed: dict[str, Any]) -> None:
    communes = sum(1 for unit in published_map().units if unit.isdigit() and len(unit) == 5)
    assert communes == 10_035
    assert reformed["ended"] == {"province": 1, "district": 10, "commune": 151}
    assert (reformed["unchanged"], reformed["announced"], reformed["left_over"]) == (0, 162, [])


def test_the_reports_of_the_old_units_are_what_they_were(
    province: Province, before: Before, reformed: dict[str, Any]
) -> None:
    for (office, span), expected in before.spans.items():
        assert province.figures(office, span) == expected, (office, span)


def test_the_report_by_the_new_map_has_everything_across_the_reform(
    province: Province, before: Before, reformed: dict[str, Any]
) -> None:
    assert province.figures(NEW, WHOLE, "now") == before.whole
    words = ("--office", NEW, "--from", WHOLE[0], "--to", WHOLE[1], "--map", "now")
    assert province.motcua("report", *words)["figures"] == before.whole
    # other tests of the town may have dossiers there too
    assert before.ours["carried_over"] + before.ours["received"] >= province.rows


def test_what_was_open_went_from_the_old_units_to_the_new_ones(
    province: Province, before: Before, reformed: dict[str, Any]
) -> None:
    open_at_midnight = before.spans[OLD, SPANS[0]]
    old, new = province.figures(OLD, WHOLE), province.figures(NEW, WHOLE)
    assert old["moved_out"] == new["moved_in"] == sum(open_at_midnight[n] for n in ("in_term", "overdue", "waiting"))
    assert old["moved_out"] > province.rows // 4
    assert old["in_term"] == old["overdue"] == 0


def test_a_second_run_changes_nothing(province: Province, reformed: dict[str, Any]) -> None:
    figures = province.figures(NEW, WHOLE)
    again = province.motcua("reform", "2025", "--province", OLD)
    assert (again["ended"], again["unchanged"], again["announced"]) == ({}, 162, 0)
    told_again = province.motcua("reform", "2025", "--province", OLD, "--announce-again")
    assert (told_again["ended"], told_again["announced"]) == ({}, 162)
    assert province.figures(NEW, WHOLE) == figures


def test_the_new_commune_works_on_what_the_old_one_received(province: Province, reformed: dict[str, Any]) -> None:
    town = province.town
    clerk = town.headers("clerk", "officer", offices=(NEW_COMMUNE,))
    page = town.client.get(f"{town.url('processing')}/dossiers?limit=200", headers=clerk).json()
    inherited = next(entry for entry in page["dossiers"] if entry["desk"] == "04792")
    assert inherited["office"] == NEW_COMMUNE
    found = town.client.get(f"{town.url('intake')}/dossiers/{inherited['code']}", headers=clerk)
    assert (found.status_code, found.json()["office"], found.json()["due_on"]) == (200, "04792", inherited["due_on"])
    url = f"{town.url('processing')}/dossiers/{inherited['id']}"
    old = town.headers("officer", offices=("04792",))
    dossier = town.client.get(url, headers=old)
    assert [entry["act"] for entry in dossier.json()["history"]] == ["opened", "transferred"]
    match = {"If-Match": dossier.headers["etag"]}
    assert town.client.post(f"{url}/take-up", headers={**old, **match}, json={}).json()["code"] == "dossier_moved"
    assert town.client.post(f"{url}/take-up", headers={**clerk, **match}, json={}).status_code == 200


def test_a_book_that_comes_after_the_reform_moves_by_itself(province: Province, reformed: dict[str, Any]) -> None:
    before = province.figures(NEW_COMMUNE, WHOLE)["moved_in"]
    received = datetime.combine(date(2025, 6, 16), EIGHT)
    rows = []
    for _ in range(5):
        province.last_number += 1
        rows.append([*province.a_row(received)[:13], None, None, "Trực tiếp", "Đang giải quyết", ""])
    book = province.path / "so-den-sau.xlsx"
    book.write_bytes(a_workbook(Sheet([HEADER, *rows])))
    assert province.motcua("import", str(book), "--office", "04792", "--commit")["imported"] == 5
    assert province.figures(NEW_COMMUNE, WHOLE)["moved_in"] == before + 5


def test_a_recount_finds_no_difference(province: Province, reformed: dict[str, Any]) -> None:
    began = time.monotonic()
    found = province.motcua("recount")
    print(f"\nrecount of {found['dossiers']} dossiers in {time.monotonic() - began:.1f} s")
    assert found["differences"] == []
