"""The engines as root (by user namespace, by setpriv) and as an ordinary user."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from shared.errors import Unavailable
from shared.local import cluster, nats
from shared.local.lowering import NOBODY, lowered, readable_copy
from shared.local.postgres import EmbeddedPostgres

PROGRAM = Path(__file__).parent / "ordinary.py"


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that every user may enter (pytest's own are for one user)."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


def refuse_namespaces(place: Path, patch: pytest.MonkeyPatch) -> None:
    """What a host looks like that refuses user namespaces: the command fails."""
    unshare = place / "words" / "unshare"
    unshare.parent.mkdir()
    unshare.write_text("#!/bin/sh\nexit 1\n")
    unshare.chmod(0o755)
    patch.setenv("PATH", f"{unshare.parent}:{os.environ['PATH']}")


@pytest.fixture
def without_unshare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_namespaces(tmp_path, monkeypatch)


def test_an_ordinary_user_runs_both_engines_and_finds_the_data_again(open_place: Path) -> None:
    root = open_place / "root"
    root.mkdir()
    user = os.geteuid() or NOBODY
    os.chown(root, user, -1)
    bin_dir = readable_copy(cluster.binaries(), open_place / "pg")
    shutil.copy(nats.binary(), open_place / "nats-server")
    done = subprocess.run(
        [sys.executable, PROGRAM, root],
        env={
            **os.environ,
            "HOME": str(root),
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "MOTCUA_PG_BIN_DIR": str(bin_dir),
            "MOTCUA_NATS_BIN": str(open_place / "nats-server"),
        },
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == [str(user), "1", str(user), str(user), "2", str(user)], done.stderr


def owner_after_a_start(root: Path) -> int:
    async def ask(url: str) -> None:
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT current_database()") == "motcua"
        await connection.close()

    with EmbeddedPostgres(root) as postgres:
        asyncio.run(ask(postgres.url))
        return (postgres.data / "PG_VERSION").stat().st_uid


@pytest.mark.usefixtures("without_unshare")
def test_where_namespaces_are_refused_root_hands_the_files_to_nobody(
    open_place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = readable_copy(cluster.binaries(), tmp_path / "hidden")
    tmp_path.chmod(0o700)  # nobody cannot reach what lies below
    monkeypatch.setenv("MOTCUA_PG_BIN_DIR", str(hidden))
    root = open_place / "postgres"
    user = os.geteuid() or NOBODY
    assert owner_after_a_start(root) == user
    assert owner_after_a_start(root) == user
    assert (root / "pginstall").exists() == (os.geteuid() == 0)


def test_a_machine_that_begins_to_allow_namespaces_takes_the_files_back(open_place: Path) -> None:
    root = open_place / "postgres"
    with pytest.MonkeyPatch.context() as patch:
        refuse_namespaces(open_place, patch)
        owner_after_a_start(root)
    assert owner_after_a_start(root) == os.geteuid()


@pytest.mark.usefixtures("without_unshare")
def test_a_place_that_nobody_can_reach_is_refused_with_the_mend(tmp_path: Path) -> None:
    root = tmp_path / "postgres"
    root.mkdir()
    tmp_path.chmod(0o700)
    with pytest.raises(Unavailable, match="--home"):
        lowered(root, cluster.binaries(), is_root=True)


def test_an_ordinary_user_needs_no_lowering(tmp_path: Path) -> None:
    assert lowered(tmp_path, cluster.binaries(), is_root=False).prefix == ()
