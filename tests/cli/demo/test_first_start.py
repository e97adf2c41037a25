"""The first start with a demo: how much, since when; the second finds it, and the accounts are made once."""

from datetime import date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from services.cli.demo.days import last_tet
from services.cli.demo.first_start import make_demo, usual_order
from services.cli.demo.journal import Journal, Order
from services.cli.demo.planning import Recipe
from shared.errors import Refusal
from shared.local.accounts import accounts, signing_in
from shared.local.home import Home
from shared.local.identity import make_identity
from shared.worktime import LEGAL_ZONE

NOWHERE = dict.fromkeys(("intake", "processing", "stats"), "http://127.0.0.1:9")
UNTIL = datetime(2026, 5, 29, 16, 0, tzinfo=LEGAL_ZONE)
ORDER = Order("Hòa Bình", "Tân Lạc", Recipe(date(2026, 2, 1), UNTIL, 0.02), is_until_now=True)
END = {
    "root": "25.2025",
    "root_name": "Tỉnh Phú Thọ",
    "desk": {"code": "05128.2025", "name": "Xã Tân Lạc"},
    "figures": {"received": 817},
}


def a_home(path: Path) -> Home:
    home = Home(path)
    home.make()
    return home


@pytest.mark.parametrize("today", [date(2026, 3, 2), date(2026, 11, 28), date(2027, 1, 20), date(2027, 6, 1)])
def test_the_last_tet_lies_in_a_first_demo_and_at_least_half_a_year(today: date) -> None:
    order = usual_order(datetime(today.year, today.month, today.day, 9, 0, tzinfo=LEGAL_ZONE))
    assert order.recipe.start < last_tet(today) <= today
    assert (today - order.recipe.start).days > 180
    assert order.is_until_now


def test_a_second_start_finds_the_demo_and_asks_no_service(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    journal = Journal(home.demo / "province.jsonl")
    journal.begin(ORDER)
    journal.finish(END)
    journal.close()
    first = make_demo(home, NOWHERE, Console(quiet=True))
    assert first
    assert make_demo(home, NOWHERE, Console(quiet=True)) == first
    assert first.dossiers == 817
    made = {each.user: (each.roles, each.offices) for each in accounts(home)}
    assert made["mot.cua"] == (("clerk",), ("05128.2025",))
    assert made["theo.doi"] == (("monitor",), ("25.2025",))
    assert len(made) == 6
    assert all(signing_in(home, user, first.password) for user in ("lanh.dao", "quan.tri"))
    assert (home.demo / "password").stat().st_mode & 0o777 == 0o600


def test_a_build_needs_a_suite_that_runs(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    make_identity(home)
    with pytest.raises(Refusal, match="suite_not_running"):
        make_demo(home, NOWHERE, Console(quiet=True))
    assert accounts(home) == []


def test_a_journal_that_was_cut_in_the_middle_of_a_line_keeps_the_whole_ones(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.begin(ORDER)
    journal.note(UNTIL, {"1 receive": {"id": "x"}})
    journal.close()
    with (tmp_path / "journal.jsonl").open("a") as file:
        file.write('{"at": "2026-05-29T16')
    again = Journal(tmp_path / "journal.jsonl")
    assert again.order == ORDER
    assert again.rounds == [(UNTIL, {"1 receive": {"id": "x"}})]
    assert (tmp_path / "journal.jsonl").read_bytes().endswith(b"}\n")


def test_another_order_than_was_begun_is_refused_and_the_same_up_to_now_goes_on(tmp_path: Path) -> None:
    begun = Journal(tmp_path / "journal.jsonl")
    begun.begin(ORDER)
    begun.close()
    later = Recipe(ORDER.recipe.start, datetime(2026, 6, 1, 8, 0, tzinfo=LEGAL_ZONE), 0.02)
    assert Journal(tmp_path / "journal.jsonl").begin(Order("Hòa Bình", "Tân Lạc", later, is_until_now=True)) == ORDER
    with pytest.raises(Refusal, match="another_demo"):
        Journal(tmp_path / "journal.jsonl").begin(Order("Sơn La", None, ORDER.recipe, is_until_now=True))
