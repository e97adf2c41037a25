"""Hands a register book in and follows the work on it, with a bar for people: rows a second and the time left."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.cli.connection import Services

if TYPE_CHECKING:
    from rich.progress import Progress

POLL_SECONDS = 0.25
ENDED = frozenset({"done", "failed", "cancelled"})
_STEPS = {"waiting": "Đợi đến lượt …", "reading": "Mở sổ …", "writing": "Xét từng dòng"}
Tell = Callable[[str, int, int | None], None]  # what is being done, how much is done, of how much


def hand_in(services: Services, file: Path, office: str, *, commit: bool) -> dict[str, Any]:
    """The import as it begins."""
    job: dict[str, Any] = services.ask(
        "intake",
        "POST",
        "/register-imports",
        params={"office": office, "commit": str(commit).lower(), "file_name": file.name},
        content=file.read_bytes(),
        headers={"Content-Type": "application/octet-stream"},
    )
    return job


def follow(services: Services, job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """The import as it ended, with its rejected rows; while it runs they are not asked for."""
    address = f"/register-imports/{job['id']}"
    while job["state"] not in ENDED:
        time.sleep(POLL_SECONDS)
        job = services.ask("intake", "GET", address, params={"shown": 0})
        tell(_STEPS.get(job["state"], "Xong"), job["done"], job["rows"] or None)
    whole: dict[str, Any] = services.ask("intake", "GET", address)
    return whole


@contextmanager
def a_bar(*, is_shown: bool) -> Iterator[Tell]:
    """On standard error, gone when the work has ended; `--json` and pipes see nothing of it."""
    with _progress(is_shown=is_shown) as progress:
        shown: dict[str, Any] = {}

        def tell(what: str, done: int, whole: int | None) -> None:
            if what not in shown:
                for task in shown.values():
                    progress.remove_task(task)
                shown.clear()
                shown[what] = progress.add_task(what, total=whole)
            progress.update(shown[what], completed=done, total=whole)

        yield tell


def _progress(*, is_shown: bool) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Speed(ProgressColumn):
        """Rows (or facts) a second, over the last half minute."""

        def render(self, task: Any) -> Text:
            return Text(f"{task.speed:,.0f}/giây".replace(",", ".") if task.speed else "–/giây")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Speed(),
        TextColumn("còn"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not is_shown,
    )
