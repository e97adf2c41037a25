"""The main job on real input: the register book of Tam Đảo, 2019, goes in; its press figures come out."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest

from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.intake.books import HEADER, Sheet, a_csv, a_workbook, book_row
from tests.support.engines import ROOT
from tests.support.town import Town

CASE = Path(__file__).parents[1] / "cases" / "tam-dao-2019"
BOOK = CASE / "register.xlsx"
EXPECTED = json.loads((CASE / "expected.json").read_text())
SPAN = ("--from", "2019-01-01", "--to", "2019-10-30")
OFFICE = "248"


def motcua(town: Town, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command as people type it, on the town's home."""
    command = [sys.executable, "-m", "services", *words, "--home", str(town.home.path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def motcua_json(town: Town, *words: str) -> Any:
    done = motcua(town, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def imported(town: Town) -> dict[str, Any]:
    """What the first import with --commit said."""
    dry = motcua_json(town, "import", str(BOOK), "--office", OFFICE)
    assert dry == {"rows": 1880, "imported": 1880, "unchanged": 0, "rejected": []}
    result: dict[str, Any] = motcua_json(town, "import", str(BOOK), "--office", OFFICE, "--commit")
    return result


def test_every_row_of_the_book_is_taken(imported: dict[str, Any]) -> None:
    assert imported == {"rows": 1880, "imported": 1880, "unchanged": 0, "rejected": []}


def test_the_report_gives_the_figures_of_the_book_to_the_last_unit(town: Town, imported: dict[str, Any]) -> None:
    report = motcua_json(town, "report", "--office", OFFICE, *SPAN)
    assert report["period"] == EXPECTED["period"]
    for name, expected in EXPECTED["figures"].items():
        assert report["figures"][name] == expected, name
    assert report["complete_to"]


def test_the_report_for_people_shows_the_shares_with_their_counts(town: Town, imported: dict[str, Any]) -> None:
    shown = motcua(town, "report", "--office", OFFICE, *SPAN).stdout
    assert "98,14 % (1.845/1.880)" in shown
    assert "1,41 % (26/1.845)" in shown


def test_a_second_import_changes_nothing(town: Town, imported: dict[str, Any]) -> None:
    before = motcua_json(town, "report", "--office", OFFICE, *SPAN)
    again = motcua_json(town, "import", str(BOOK), "--office", OFFICE, "--commit")
    assert again == {"rows": 1880, "imported": 0, "unchanged": 1880, "rejected": []}
    after = motcua_json(town, "report", "--office", OFFICE, *SPAN)
    assert after["figures"] == before["figures"]


def test_rows_that_cannot_be_taken_are_written_out_to_be_mended(town: Town, tmp_path: Path) -> None:
    book, out = tmp_path / "so.xlsx", tmp_path / "loi.xlsx"
    march = Sheet([HEADER, book_row(1), book_row(2, received=None)], "Tháng 3")
    book.write_bytes(a_workbook(march, Sheet([HEADER, book_row(3, applicant=None)], "Tháng 4")))
    result = motcua_json(town, "import", str(book), "--office", OFFICE, "--rejects", str(out))
    assert (result["rows"], result["imported"]) == (3, 1)
    assert [reject["row"] for reject in result["rejected"]] == [3, 2]
    assert [reject["reason"].split(":")[0] for reject in result["rejected"]] == ["Trang “Tháng 3”", "Trang “Tháng 4”"]
    assert out.read_bytes().startswith(b"PK")


def test_people_are_told_what_was_refused_and_what_is_odd_by_kind(town: Town, tmp_path: Path) -> None:
    book = tmp_path / "so.csv"
    rows = [book_row(1), book_row(2, received="hôm qua"), book_row(3, received="mai"), book_row(4, due=None)]
    book.write_bytes(a_csv([HEADER, *rows], ";"))
    shown = motcua(town, "import", str(book), "--office", OFFICE)
    assert shown.returncode == 0, shown.stderr
    assert "Xem trước, chưa ghi gì: 4 dòng · nhận 2 (trong đó 1 dòng có điểm lạ)" in shown.stdout
    assert "Không nhận 2 dòng: Không đọc được ngày tiếp nhận …" in shown.stdout
    assert "(dòng 3, 4)" in shown.stdout
    assert "Nhận nhưng lạ 1 dòng: Không có ngày hẹn trả" in shown.stdout
    assert "Thêm --commit để ghi." in shown.stdout


def test_a_recount_finds_no_difference(town: Town, imported: dict[str, Any]) -> None:
    done = motcua(town, "recount")
    assert done.returncode == 0, done.stdout
    assert "0 differences" in done.stdout


@pytest.mark.parametrize(
    "measure", ["received", "early", "on_time", "late", "stopped", "withdrawn", "in_term", "online"]
)
def test_a_figure_opens_exactly_the_dossiers_it_counts(town: Town, imported: dict[str, Any], measure: str) -> None:
    services = town.services("monitor")
    span = {"office": OFFICE, "from": "2019-01-01", "to": "2019-10-30", "measure": measure, "limit": 200}
    codes: set[str] = set()
    cursor = None
    while True:
        page = services.ask("stats", "GET", "/figures/dossiers", params=span | ({"cursor": cursor} if cursor else {}))
        codes |= {item["code"] for item in page["items"]}
        cursor = page["next"]
        if not cursor:
            break
    assert len(codes) == EXPECTED["figures"][measure]


def test_a_live_dossier_walks_through_the_offices_and_its_answer_is_304_until_then(town: Town) -> None:
    today = legal_day(SystemClock().now()).isoformat()
    desk = "08911.2025"
    figures = f"{town.url('stats')}/figures?office={desk}&from={today}&to={today}"
    headers = town.headers("clerk", "officer", "monitor")
    before = town.client.get(figures, headers=headers)
    assert before.status_code == 200, before.text
    unchanged = town.client.get(figures, headers={**headers, "If-None-Match": before.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    body = {
        "desk": desk,
        "procedure": "1.001612",
        "channel": "direct",
        "applicant": {"kind": "citizen", "name": "Nguyễn Văn Mẫu"},
    }
    received = town.client.post(town.url("intake") + "/dossiers", json=body, headers=headers)
    assert received.status_code == 201, received.text
    after = until(lambda: town.client.get(figures, headers={**headers, "If-None-Match": before.headers["etag"]}), 200)
    assert after.json()["figures"]["received"] == before.json()["figures"]["received"] + 1
    url = f"{town.url('processing')}/dossiers/{received.json()['id']}"
    dossier = until(lambda: town.client.get(url, headers=headers), 200)
    finished = town.client.post(f"{url}/finish", json={}, headers={**headers, "If-Match": dossier.headers["etag"]})
    assert finished.status_code == 200, finished.text
    counted = until(lambda: town.client.get(figures, headers={**headers, "If-None-Match": after.headers["etag"]}), 200)
    assert counted.json()["figures"]["resolved"] == before.json()["figures"]["resolved"] + 1


def until(ask: Any, status: int) -> httpx2.Response:
    """The first answer with that status, within ten seconds."""
    end = time.monotonic() + 10
    while True:
        answer: httpx2.Response = ask()
        if answer.status_code == status:
            return answer
        assert time.monotonic() < end, answer.text
        time.sleep(0.02)
