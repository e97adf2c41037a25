"""Personal data through a whole installation: keys change, people are erased, and no figure moves."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.intake.books import HEADER, Sheet, a_workbook, book_row
from tests.intake.privacy.made_up import everything
from tests.support.town import Town, a_town
from tests.system.test_main_job import motcua, motcua_json

NUMBER, PHONE, ADDRESS, NAME = "026187000777", "0912000777", "Thôn Bí Mật", "Lê Thị Kín Đáo"
CANARIES = (NUMBER, PHONE[1:], ADDRESS, NAME)
OFFICE = "248"
YEAR = ("--from", "2024-01-01", "--to", "2024-12-31")
ROWS = 6


@pytest.fixture(scope="module")
def small_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Of its own: its keys change and its people are erased. Six dossiers of 2024 have ended in it."""
    folder = tmp_path_factory.mktemp("small-town")
    with a_town(folder / "home") as place:
        book = folder / "so.xlsx"
        people = {"applicant": NAME, "identity": NUMBER, "phone": PHONE, "address": ADDRESS}
        rows = [book_row(number, **people) for number in range(1, ROWS + 1)]
        book.write_bytes(a_workbook(Sheet([HEADER, *rows])))
        taken = motcua_json(place, "import", str(book), "--office", OFFICE, "--commit")
        assert (taken["imported"], taken["rejected"]) == (ROWS, [])
        yield place


def until(condition: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def as_owner(town: Town, *statements: tuple[Any, ...]) -> str:
    """Runs statements as the database's owner; everything that lies in the database, as text."""

    async def run() -> str:
        running = town.home.running()
        assert running
        connection = await asyncpg.connect(running.database_url)
        try:
            for statement in statements:
                await connection.execute(*statement)
            stored = [await everything(connection, schema) for schema in ("intake", "processing", "stats", "portal")]
        finally:
            await connection.close()
        return "\n".join(stored)

    return asyncio.run(run())


def dossiers(town: Town) -> list[dict[str, Any]]:
    services = town.services("clerk")
    listed = services.ask("intake", "GET", "/dossiers", params={"office": OFFICE, "from": "2024-01-01"})["items"]
    return [services.ask("intake", "GET", f"/dossiers/{item['id']}") for item in listed]


def figures(town: Town) -> Any:
    return motcua_json(town, "report", "--office", OFFICE, *YEAR)["figures"]


def logs_and_bus(town: Town) -> Iterator[tuple[Path, bytes]]:
    for folder in (town.home.log, town.home.nats):
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


def assert_numbers_lie_nowhere_in_clear(town: Town) -> None:
    assert NUMBER not in as_owner(town)
    for path, content in logs_and_bus(town):
        assert not [canary for canary in CANARIES if canary.encode() in content], path


def test_no_number_lies_in_clear_and_nobody_is_on_the_bus_or_in_a_log(small_town: Town) -> None:
    assert {dossier["applicant"]["identity_number"] for dossier in dossiers(small_town)} == {NUMBER}
    assert_numbers_lie_nowhere_in_clear(small_town)


def test_a_key_is_changed_and_dropped_while_the_suite_runs(small_town: Town) -> None:
    done = motcua(small_town, "keys", "rotate")
    assert (done.returncode, "Khóa 2" in done.stdout) == (0, True), done.stderr
    assert motcua(small_town, "keys", "make").returncode == 1
    services = small_town.services("operator")
    until(lambda: [(k["current"], k["is_done"]) for k in (services.ask("intake", "GET", "/keys"),)] == [(2, True)])
    status = motcua(small_town, "keys", "status")
    assert "Mọi dữ liệu nằm dưới khóa đang dùng" in status.stdout
    early = motcua(small_town, "keys", "drop", "1")
    assert (early.returncode, "--now" in early.stderr) == (1, True)
    for key, code in (("2", "key_in_use"), ("9", "key_not_found")):
        refused = motcua(small_town, "keys", "drop", key, "--now")
        assert (refused.returncode, code in refused.stderr) == (1, True), refused.stderr
    dropped = motcua(small_town, "keys", "drop", "1", "--now")
    assert dropped.returncode == 0, dropped.stderr
    until(lambda: services.ask("intake", "GET", "/keys")["keys"] == [2])
    assert {dossier["applicant"]["identity_number"] for dossier in dossiers(small_town)} == {NUMBER}
    assert_numbers_lie_nowhere_in_clear(small_town)


def test_erased_people_leave_every_figure_as_it_was(small_town: Town) -> None:
    before = figures(small_town)
    assert before["resolved"] == ROWS
    rule = {"months": 12, "basis": "Quyết định thử", "decided_on": "2026-01-02"}
    small_town.services("administrator").ask("intake", "PUT", "/retentions/1.001612", json=rule)
    as_owner(small_town, ("update intake.retentions set set_at = set_at - interval '1 day'",))
    until(lambda: all(dossier["erased_at"] for dossier in dossiers(small_town)))
    stored = as_owner(small_town)
    assert not [canary for canary in CANARIES if canary in stored]
    assert {dossier["applicant"]["name"] for dossier in dossiers(small_town)} == {"(đã xoá)"}
    assert motcua(small_town, "recount").returncode == 0
    assert figures(small_town) == before
    for service in ("processing", "stats"):
        assert small_town.services("operator").ask(service, "GET", "/parked")["parked"] == []
    assert_numbers_lie_nowhere_in_clear(small_town)


def test_a_backup_restored_from_before_the_erasure_is_erased_again_at_the_start(small_town: Town) -> None:
    journal = small_town.home.files / "erasures.jsonl"
    until(lambda: journal.exists() and journal.read_text().count("\n") == ROWS)
    as_owner(
        small_town,
        ("set session_replication_role = replica",),
        ("delete from intake.erasures",),
        ("update intake.dossiers set applicant_name = $1, erased_at = null", NAME),
    )
    small_town.kill("intake")
    small_town.await_health()
    until(lambda: all(dossier["erased_at"] for dossier in dossiers(small_town)))
    assert NAME not in as_owner(small_town)
    assert journal.read_text().count("\n") == ROWS
