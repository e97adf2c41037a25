"""`motcua report --form`: the paragraph on the screen, the form as a file by its suffix."""

from pathlib import Path

import pytest

from tests.support.town import Town
from tests.system.test_main_job import motcua, motcua_json

OFFICE = ("--office", "H62", "--form", "II.06a")


def test_the_paragraph_is_printed(town: Town) -> None:
    said = motcua(town, "report", *OFFICE, "--period", "2019-Q1").stdout
    assert said.startswith("Quý I năm 2019 (từ ngày 15/12/2018 đến ngày 14/03/2019), ")
    assert motcua_json(town, "report", *OFFICE, "--period", "2019-Q1", "--json")["period_name"] == "Quý I năm 2019"


@pytest.mark.parametrize(("suffix", "start"), [(".xlsx", b"PK"), (".pdf", b"%PDF-")])
def test_the_form_is_written_as_its_suffix_says(town: Town, tmp_path: Path, suffix: str, start: bytes) -> None:
    target = tmp_path / f"bieu{suffix}"
    span = ("--from", "2019-01-01", "--to", "2019-10-30", "--rows", "level", "--rows", "field")
    done = motcua(town, "report", *OFFICE, *span, "--output", str(target))
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--office", "H62", "--period", "2019"), "--form"),
        ((*OFFICE, "--period", "2019", "--output", "bieu.doc"), ".xlsx"),
        (("--office", "H62"), "fields_not_valid"),
    ],
)
def test_what_cannot_be_written_says_why(town: Town, words: tuple[str, ...], said: str) -> None:
    done = motcua(town, "report", *words)
    assert done.returncode == 1
    assert said in done.stderr
