"""`motcua reform`: what it says of a mapping that it cannot read (the rest runs over real services)."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.cli.app import app


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "Không đọc được tệp"), ("{", "Không đọc được tệp"), ("[]", "phải là một đối tượng JSON")],
    ids=["missing", "broken", "no object"],
)
def test_a_mapping_that_cannot_be_read_is_named(tmp_path: Path, content: str | None, sentence: str) -> None:
    path = tmp_path / "successors.json"
    if content is not None:
        path.write_text(content)
    done = CliRunner().invoke(app, ["reform", "2025", "--mapping", str(path), "--home", str(tmp_path)])
    assert done.exit_code == 1
    assert sentence in done.output
