"""Walks of `docs/` as a person would type them: the `sh` blocks of a page, run in one shell, in order.

A command ends with a blank line. Lines `# → words` behind it say what its output must hold.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.engines import ROOT
from tests.support.town import Town

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_EXPECTED = "# → "
_END = "----end-of-command----"


@dataclass(frozen=True)
class Typed:
    """A command and the words that its output must hold."""

    command: str
    expected: tuple[str, ...]


def commands_of(page: Path) -> Iterator[Typed]:
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for piece in re.split(r"\n\s*\n", block.strip("\n")):
            lines = piece.splitlines()
            expected = tuple(line.removeprefix(_EXPECTED) for line in lines if line.startswith(_EXPECTED))
            yield Typed("\n".join(line for line in lines if not line.startswith(_EXPECTED)), expected)


class Shell:
    """One bash that keeps its variables and functions from command to command."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._bash = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command: str) -> tuple[str, int]:
        """Output and exit status."""
        assert self._bash.stdin and self._bash.stdout
        self._bash.stdin.write(f"{{ {command}\n}}; printf '\\n%s %s\\n' '{_END}' \"$?\"\n")
        self._bash.stdin.flush()
        lines: list[str] = []
        for line in self._bash.stdout:
            if line.startswith(_END):
                return "".join(lines), int(line.split()[1])
            lines.append(line)
        raise AssertionError(f"the shell ended at: {command}\n{''.join(lines)}")

    def close(self) -> None:
        self._bash.communicate(timeout=10)


def take(town: Town, page: str, folder: Path) -> None:
    """Types a page's commands one after the other; each must end well and say what is expected of it."""
    environment = {
        **os.environ,
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
        "MOTCUA_HOME": str(town.home.path),
        **{service.upper(): town.url(service) for service in ("intake", "processing", "stats")},
        "TAM_DAO": str(ROOT / "tests" / "cases" / "tam-dao-2019" / "register.xlsx"),
    }
    shell = Shell(folder, environment)
    try:
        for typed in commands_of(ROOT / "docs" / page):
            output, status = shell.run(typed.command)
            assert status == 0, f"{typed.command}\n{output}"
            for words in typed.expected:
                assert words in output, f"{typed.command}\n{output}\nlacks: {words}"
    finally:
        shell.close()
