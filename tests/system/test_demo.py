"""A tiny living province on the real suite: as planned, to be stopped and gone on with, and a clock that is turned."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from services.cli.app import app
from services.cli.demo.build import Builder
from services.cli.demo.journal import Order
from services.cli.demo.planning import Recipe
from shared.callers import Role
from shared.clock import DemoClock
from shared.errors import Refusal
from shared.local.waiting import wait_until
from shared.worktime import LEGAL_ZONE
from tests.support.crawl import Visited, a_looker
from tests.support.town import Town, a_town

UNTIL = datetime(2026, 3, 11, 16, 55, tzinfo=LEGAL_ZONE)
ORDER = Order("Hòa Bình", "Tân Lạc", Recipe(date(2026, 3, 2), UNTIL, 0.02, lateness=10), is_until_now=False)
STOPPED_AT, KILLED_AT = 8, 15  # rounds


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


class Watcher:
    """Lets a walk go for some rounds."""

    def __init__(self, rounds: int) -> None:
        self.left = rounds

    def told(self, _: datetime, __: int) -> None:
        self.left -= 1
        if self.left == 0:
            raise Stopped


def build(town: Town, rounds: int = -1) -> dict[str, Any]:
    services = {name: town.url(name) for name in ("intake", "processing", "stats")}
    return asyncio.run(Builder(town.home, services, told=Watcher(rounds).told).build(ORDER))


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, dict[str, Any]]]:
    """Built in three goes: stopped once, and once killed in the middle of a round, its last line half written."""
    with a_town(tmp_path_factory.mktemp("demo") / "var") as town:
        for rounds in (STOPPED_AT, KILLED_AT):
            with pytest.raises(Stopped):
                build(town, rounds)
        journal = town.home.demo / "province.jsonl"
        *whole, last = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(whole) + last[: len(last) // 2])
        yield town, build(town)


def figures(town: Town, told: dict[str, Any]) -> dict[str, int]:
    asked = {"office": told["root"], "from": told["from"], "to": told["to"]}
    answer = town.client.get(f"{town.url('stats')}/figures", params=asked, headers=town.headers("monitor"))
    said: dict[str, int] = answer.json()["figures"]
    return said


def test_the_figures_are_those_of_the_plan_and_counting_again_finds_no_difference(
    living: tuple[Town, dict[str, Any]],
) -> None:
    town, told = living
    planned = {name: count for name, count in told["figures"].items() if name != "not_received"}
    assert planned["received"] > 20
    assert told["refused"] == {}

    def are_equal() -> bool:
        said = figures(town, told)
        return {name: said[name] for name in planned} == planned

    assert wait_until(are_equal, seconds=10), (planned, figures(town, told))
    recounted = town.client.post(f"{town.url('stats')}/recount", headers=town.headers("operator")).json()
    assert recounted["differences"] == []


def test_a_second_build_finds_the_first_and_another_order_is_refused(living: tuple[Town, dict[str, Any]]) -> None:
    town, told = living
    assert build(town) == told
    other = Order("Hòa Bình", None, ORDER.recipe, is_until_now=False)
    with pytest.raises(Refusal, match="another_demo"):
        asyncio.run(Builder(town.home, {}).build(other))


def test_every_service_says_that_it_goes_by_the_demo_clock(living: tuple[Town, dict[str, Any]]) -> None:
    town, _ = living
    for service in ("intake", "processing", "stats"):
        health = town.client.get(f"{town.url(service)}/health").json()
        assert health["clock"] == "demo"
        assert abs(datetime.fromisoformat(health["now"]) - DemoClock(town.home.demo_clock).now()).total_seconds() < 10


SEEN_BY = {  # who has a use for the desk, and over what
    Role.CLERK: "desk",
    Role.OFFICER: "desk",
    Role.LEADER: "desk",
    Role.MONITOR: "root",
    Role.REGISTRAR: "root",
    Role.ADMINISTRATOR: "root",
    Role.OPERATOR: "root",
    Role.AUDITOR: "root",
}


def faults_of(page: Visited, assets: int) -> Iterator[str]:
    if page.answer.status_code != 200:
        yield f"status {page.answer.status_code}"
    elif page.answer.headers["content-type"].startswith("text/html"):
        if page.headings != 1:
            yield f"{page.headings} headings of the first rank"
        if page.zipped + assets > 15 * 1024:
            yield f"{page.zipped} bytes and {assets} of assets"


async def test_every_screen_is_found_by_links_and_light(living: tuple[Town, dict[str, Any]]) -> None:
    """No link leads to a refusal, and no page with its style sheet and script weighs more than 15 kB (screens.md H)."""
    town, told = living
    found: set[str] = set()
    wrong: list[str] = []
    async with a_looker(town) as looker:
        for role, place in SEEN_BY.items():
            office = told["desk"]["code"] if place == "desk" else told["root"]
            for page in await looker.walk(role, office):
                found.add(page.pattern)
                wrong += [f"{role} {page.address}: {fault}" for fault in faults_of(page, looker.assets(page))]
    assert not wrong, "\n".join(wrong)
    assert len(found) >= 55, sorted(found)


def test_turned_forward_the_clock_makes_a_dossier_overdue_by_itself(living: tuple[Town, dict[str, Any]]) -> None:
    town, told = living
    turn = ["demo", "clock", "--home", str(town.home.path)]
    body = {"desk": told["desk"]["code"], "procedure": "1.001612", "applicant": {"name": "Bùi Văn Mẫu"}}
    receipt = town.client.post(f"{town.url('intake')}/dossiers", json=body, headers=town.headers("clerk")).json()
    assert CliRunner().invoke(app, [*turn, "+3 tuần"]).exit_code == 0

    def is_warned_of() -> bool:
        path = f"{town.url('processing')}/dossiers/{receipt['id']}/warnings"
        answer = town.client.get(path, headers=town.headers("leader"))
        return answer.status_code == 200 and "overdue" in answer.text

    assert wait_until(is_warned_of, seconds=10)
    back = CliRunner().invoke(app, [*turn, "--to", "01/03/2026 08:00"])
    assert back.exit_code != 0
    assert "clock_cannot_go_back" in f"{back.output}{back.exception}"


def test_the_clock_of_a_book_that_is_no_demo_is_not_turned(tmp_path: Path) -> None:
    turned = CliRunner().invoke(app, ["demo", "clock", "+1 ngày", "--home", str(tmp_path)])
    assert turned.exit_code == 1
    assert not (tmp_path / "demo-clock.json").exists()
