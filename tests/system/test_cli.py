"""`motcua token`, `office` and `report` against running services, as people type them."""

import httpx2
import pytest

from tests.support.town import Town
from tests.system.test_main_job import motcua, motcua_json


def test_a_token_of_the_command_opens_the_services(town: Town) -> None:
    token = motcua(town, "token", "--role", "monitor", "--desk", "248").stdout.strip()
    span = {"office": "248", "from": "2019-01-01", "to": "2019-01-31"}
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx2.get(town.url("stats") + "/figures", params=span, headers=headers).status_code == 200
    elsewhere = httpx2.get(town.url("stats") + "/figures", params={**span, "office": "H26"}, headers=headers)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "office_not_found")


def test_a_role_that_does_not_exist_is_named(town: Town) -> None:
    done = motcua(town, "token", "--role", "king")
    assert done.returncode == 1
    assert "king" in done.stderr


def test_an_office_is_added_once_and_found_in_both_spellings(town: Town) -> None:
    words = ("--code", "000.00.98.H62", "--name", "Trung tâm Mẫu", "--level", "district", "--parent", "H62")
    for _ in range(2):
        done = motcua(town, "office", "add", *words)
        assert done.returncode == 0, done.stderr
    assert "Trung tâm Mẫu" in motcua(town, "office", "find", "trung tam mau").stdout
    report = motcua_json(town, "report", "--office", "H62.98", "--from", "2019-01-01", "--to", "2019-12-31")
    assert report["office"] == "000.00.98.H62"
    assert report["figures"]["received"] == 0


def test_another_unit_under_a_taken_code_is_refused(town: Town) -> None:
    done = motcua(
        town, "office", "add", "--code", "248", "--name", "Huyện Khác", "--level", "district", "--parent", "H62"
    )
    assert done.returncode == 1
    assert "office_differs" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("report", "--office", "Z99", "--from", "2019-01-01", "--to", "2019-12-31"), "office_not_found"),
        (("report", "--office", "248", "--from", "2019-12-31", "--to", "2019-01-01"), "period_reversed"),
        (("report", "--office", "248", "--from", "2019-02-30", "--to", "2019-12-31"), "fields_not_valid"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(town: Town, words: tuple[str, ...], code: str) -> None:
    done = motcua(town, *words)
    assert done.returncode == 1
    assert code in done.stderr


def test_a_file_that_is_no_book_is_refused_in_words(town: Town) -> None:
    done = motcua(town, "import", "README.md", "--office", "248")
    assert done.returncode == 1
    assert "✘" in done.stderr
