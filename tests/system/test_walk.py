"""The walks of `docs/` do what they say, typed as they stand, against the running services."""

import os
from pathlib import Path

import pytest

from tests.support.engines import ROOT
from tests.support.town import Town
from tests.system.walk import Shell, commands_of

PAGES = ("intake-walk.md", "filings.md", "processing-walk.md")


@pytest.mark.parametrize("name", PAGES)
def test_a_walk_does_what_it_says(town: Town, name: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
        "MOTCUA_HOME": str(town.home.path),
        **{service.upper(): town.url(service) for service in ("intake", "processing", "stats")},
        "TAM_DAO": str(ROOT / "tests" / "cases" / "tam-dao-2019" / "register.xlsx"),
    }
    shell = Shell(tmp_path, environment)
    try:
        for typed in commands_of(ROOT / "docs" / name):
            output, status = shell.run(typed.command)
            assert status == 0, f"{typed.command}\n{output}"
            for words in typed.expected:
                assert words in output, f"{typed.command}\n{output}\nlacks: {words}"
    finally:
        shell.close()
