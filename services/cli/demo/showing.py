"""A province is built before people's eyes: a bar of dossiers with the day that the demo's clock shows."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.cli.demo.build import Builder
from services.cli.demo.journal import Order
from shared.local.home import Home


def build_with_bar(
    home: Home, addresses: Mapping[str, str], order: Order, console: Console | None = None
) -> dict[str, Any]:
    """What the figures say at the end; an interruption leaves what was done, and the same call goes on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Dựng tỉnh trình diễn …", total=None)

        def told(at: datetime, dossiers: int) -> None:
            progress.update(task, advance=dossiers, description=f"Hồ sơ đến ngày {at:%d/%m/%Y}")

        builder = Builder(home, addresses, lambda total: progress.update(task, total=total), told)
        return asyncio.run(builder.build(order))
