"""Nine months of Hòa Bình, 2023, from the register book to the printed rates of each level, every number opened.

The press printed rates without counts (99,63 % departments, 99,84 % districts, 99,9 % communes of 293,161 dossiers).
The smallest counts with these rates are replayed here; `--long` replays all 293,161.
"""

import random
from pathlib import Path
from typing import Any

import pytest

from services.cli.caught_up import wait_until_counted
from services.cli.register_book import follow, hand_in
from tests.benchmarks.province import PROVINCE, SPAN, Fate, write_book
from tests.benchmarks.register import units_below
from tests.support.town import Town

PRINTED = {"province": 99.63, "district": 99.84, "commune": 99.9}
_LEVELS = {"province": "tinh", "district": "huyen", "commune": "xa"}
_FEW = {"province": (270, 1), "district": (625, 1), "commune": (1000, 1)}  # resolved, late
_ALL = {"province": (46_906, 174), "district": (70_359, 113), "commune": (175_896, 176)}


@pytest.fixture(scope="module")
def counts(request: pytest.FixtureRequest) -> dict[str, tuple[int, int]]:
    return _ALL if request.config.getoption("--long") else _FEW


@pytest.fixture(scope="module")
def replayed(town: Town, counts: dict[str, tuple[int, int]], tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town with the province's book read, judged, announced and counted."""
    fates = [
        Fate(_LEVELS[level], number < late) for level, (resolved, late) in counts.items() for number in range(resolved)
    ]
    random.Random(2023).shuffle(fates)
    services = town.services("registrar", "monitor", "operator")
    book = tmp_path_factory.mktemp("hoa-binh") / "so.xlsx"
    write_book(Path(book), units_below(services, PROVINCE), len(fates), fates=fates)
    job = follow(services, hand_in(services, book, PROVINCE, commit=True), lambda what, done, whole: None)
    assert (job["state"], job["imported"], job["rejected_count"]) == ("done", len(fates), 0), job
    assert wait_until_counted(town.services("registrar", "monitor", "operator"))
    return town


def ask(town: Town, path: str, **asked: Any) -> dict[str, Any]:
    answer = town.client.get(town.url("stats") + path, params=asked or None, headers=town.headers("monitor"))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def nine_months(town: Town, *breakdown: str) -> dict[str, Any]:
    return ask(town, "/figures", office=PROVINCE, **{"from": f"{SPAN[0]}", "to": f"{SPAN[1]}"}, breakdown=breakdown)


def test_each_level_has_the_rate_that_was_printed(replayed: Town, counts: dict[str, tuple[int, int]]) -> None:
    levels = {part["key"]: part for part in nine_months(replayed, "level")["breakdown"]["items"]}
    for level, percent in PRINTED.items():
        resolved, late = counts[level]
        assert (levels[level]["figures"]["resolved"], levels[level]["figures"]["late"]) == (resolved, late)
        assert levels[level]["rates"]["on_time"] == {
            "numerator": resolved - late,
            "denominator": resolved,
            "percent": percent,
        }


def test_every_number_opens_its_dossiers(replayed: Town) -> None:
    answer = nine_months(replayed, "level")
    for measure, link in answer["links"].items():
        assert _rows_behind(replayed, link, at_most=300) == min(answer["figures"][measure], 300), measure
    for part in answer["breakdown"]["items"]:
        for measure in ("received", "late", "early", "in_term"):
            link = part["dossiers"].replace("{measure}", measure)
            assert _rows_behind(replayed, link, at_most=300) == min(part["figures"][measure], 300), measure


def _rows_behind(town: Town, link: str, at_most: int) -> int:
    """How many rows the list has, page by page, as far as that many."""
    seen, cursor = 0, ""
    while True:
        page = ask(town, f"{link}&limit=100{cursor}")
        seen += len(page["items"])
        if page["next"] is None or seen >= at_most:
            return seen
        cursor = f"&cursor={page['next']}"


def test_the_form_of_the_period_adds_up(replayed: Town, counts: dict[str, tuple[int, int]]) -> None:
    span = {"from": f"{SPAN[0]}", "to": f"{SPAN[1]}"}
    report = ask(replayed, "/reports/II.06a", office=PROVINCE, rows="level", **span)
    assert report["total"]["cells"]["7"] == sum(resolved for resolved, _ in counts.values())
    assert all(check["left"] == check["right"] + check["asides"] for check in report["checks"])
    assert sum(line["cells"]["10"] for line in report["lines"]) == sum(late for _, late in counts.values())


def test_counting_again_finds_no_difference(replayed: Town) -> None:
    answer = replayed.client.post(
        replayed.url("stats") + "/recount", headers=replayed.headers("operator"), timeout=1800
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["differences"] == []
