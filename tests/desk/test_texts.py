"""The sentences of the screens: all of them reach the catalogue, and a catalogue makes the screens speak."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from services.desk import texts
from services.desk.presenters.menu import doors_of
from services.desk.sessions.session import Person
from shared.callers import Role

ROOT = Path(__file__).parents[2]
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
# Their argument is a sentence for the catalogue, or a refusal's own words as the services have them.
_TAKEN = {"_", "N_", "refuse", "Forbidden", "NotFound", "Conflict", "Invalid", "Unavailable", "TooManyTries"}
# Not sentences: a title nobody reads, words that are looked for in what people and registers write.
_OTHER = {"app.py", "deeds.py", "typed.py", "tiles.py"}


def unmarked(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _TAKEN:
            inside |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Expr):  # docstrings
            inside.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in inside and _is_sentence(node.value):
            yield f"{path.name}:{node.lineno} {node.value}"


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and len(value.strip()) > 1 and _MARKED.search(value) is not None


def test_every_sentence_in_code_goes_through_the_catalogue() -> None:
    files = [path for path in (ROOT / "services/desk").rglob("*.py") if path.name not in _OTHER]
    assert [found for path in files for found in unmarked(path)] == []


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalog:
    """As `make texts` gathers it."""
    written = tmp_path / "messages.pot"
    command = [
        *(str(Path(sys.executable).with_name("pybabel")), "-q", "extract", "-F", "services/desk/locale/babel.cfg"),
        *("-k", "_", "-k", "N_", "--omit-header", "-o", str(written), "services/desk"),
    ]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    return read_po(BytesIO(written.read_bytes()))


def test_a_translated_catalogue_makes_the_screens_speak_it(
    catalogue: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(catalogue) > 1_000
    assert {"Hàng đợi", "Tìm hồ sơ", "Quá hạn {n} ngày"} <= {message.id for message in catalogue}
    translated = Catalog(locale="en")
    translated.add("Hàng đợi", "Queue")
    folder = tmp_path / "en/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as compiled:
        write_mo(compiled, translated)
    clerk = Person("canbo.a", "Trần Đỗ Vỹ", frozenset({Role.CLERK}), ("VN",))
    monkeypatch.setattr(texts, "LOCALE", tmp_path)
    try:
        texts.speak("en")
        assert [door.title for door in doors_of(clerk)][:2] == ["Queue", "Tiếp nhận"]
    finally:
        texts.speak("vi")
