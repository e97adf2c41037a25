"""`motcua keys` on a ring of its own; what it asks of the services is tried in tests/system."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.cli.app import app
from shared.local.key_ring import read_ring

run = CliRunner()


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "elsewhere" / "ring.json"
    monkeypatch.setenv("MOTCUA_KEY_RING", str(path))
    return path


def test_a_ring_is_made_once_and_only_for_its_owner(ring: Path) -> None:
    assert run.invoke(app, ["keys", "make"]).exit_code == 0
    made = ring.read_bytes()
    assert ring.stat().st_mode & 0o777 == 0o600
    again = run.invoke(app, ["keys", "make"])
    assert (again.exit_code, ring.read_bytes()) == (1, made)


def test_a_rotation_puts_a_fresh_key_in_front(ring: Path) -> None:
    run.invoke(app, ["keys", "make"])
    assert "Khóa 2" in run.invoke(app, ["keys", "rotate"]).stdout
    assert [key.number for key in read_ring(ring)] == [2, 1]


def test_a_key_that_was_just_replaced_is_kept_for_a_day_and_nothing_is_dropped_unasked(ring: Path) -> None:
    run.invoke(app, ["keys", "make"])
    run.invoke(app, ["keys", "rotate"])
    for words in (["1"], ["2"], ["7", "--now"]):
        assert run.invoke(app, ["keys", "drop", *words]).exit_code == 1
    assert [key.number for key in read_ring(ring)] == [2, 1]


def test_without_a_ring_there_is_nothing_to_rotate(ring: Path) -> None:
    refused = run.invoke(app, ["keys", "rotate"])
    assert refused.exit_code == 1
    assert not ring.exists()
