"""What import rules cannot say: module sizes, one verb one file, the one session dependency, no addresses in files."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def tracked_text() -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if not name.endswith((".png", ".xlsx", ".gz", ".csv")) and (ROOT / name).exists():
            yield ROOT / name


@pytest.mark.parametrize(
    "path", list(modules("services", "shared", "migrations")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_module_is_short_and_says_what_it_owns(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", list(modules("services", "shared")), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            length = (body[-1].end_lineno or 0) - body[0].lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_a_use_case_is_one_verb_in_one_file() -> None:
    for path in modules("services"):
        if "usecases" not in path.parts or path.stem.startswith("_"):
            continue
        public = [
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        ]
        assert path.stem in public or path.stem == "__init__", f"{path} has no {path.stem}()"


def test_requests_get_their_session_from_the_one_dependency_only() -> None:
    """Any other `yield` dependency would finish after the answer: a failed commit would still say 201.

    The screens have no transactions: theirs only puts away the files of a form.
    """
    for path in modules("services/intake", "services/processing", "services/stats", "shared/web"):
        if path.name == "transaction.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Depends" and node.args:
                target = getattr(node.args[0], "id", getattr(node.args[0], "attr", ""))
                assert target not in generators(path), f"{path}: Depends({target}) must not be a generator"


def test_dependencies_run_on_the_loop() -> None:
    """FastAPI runs a plain function in a pool of threads: measured, that halved the receipts a second."""
    for path in modules("services", "shared/web"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        plain = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Depends" and node.args:
                assert getattr(node.args[0], "id", "") not in plain, f"{path}: {ast.unparse(node)}"


def generators(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef) and any(isinstance(inner, ast.Yield) for inner in ast.walk(node))
    }


def test_nobody_calls_commit() -> None:
    for path in modules("services", "shared"):
        assert ".commit()" not in path.read_text(encoding="utf-8"), path


ADDRESSES = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian|files\.python" + "|" + "/" + "work/")


def test_no_file_names_a_package_index_or_a_path_of_some_machine() -> None:
    for path in tracked_text():
        if path != Path(__file__):
            found = ADDRESSES.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None, f"{path}: {found}"


def test_every_dependency_is_pinned_with_its_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-zA-Z0-9_.-]+(?:\[[^]]*\])?==", lock, re.MULTILINE)
    assert len(pins) > 50
    for block in re.split(r"\n(?=[a-zA-Z0-9])", lock):
        if "==" in block.split("\n", 1)[0]:
            assert "--hash=sha256:" in block, block.split("\n", 1)[0]
