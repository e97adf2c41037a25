"""`motcua up`: everything on this machine, until Ctrl-C."""

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from services.cli.offices import OFFICES, Office, office
from services.cli.plan import Plan
from services.cli.suite import Suite
from shared.errors import Refusal
from shared.local.home import Home
from shared.local.lock import DirectoryLock

INTAKE, PROCESSING, STATS = OFFICES
HANGING_UP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(
    home: Annotated[Path, typer.Option(help="Thư mục chứa dữ liệu, khóa, nhật ký.")] = Path("var"),
    intake_port: Annotated[int, typer.Option(help="Cổng của Tiếp nhận.")] = INTAKE.port,
    processing_port: Annotated[int, typer.Option(help="Cổng của Thụ lý.")] = PROCESSING.port,
    stats_port: Annotated[int, typer.Option(help="Cổng của Thống kê.")] = STATS.port,
) -> None:
    """Chạy cả bộ trên máy này: PostgreSQL, NATS và ba dịch vụ. Ctrl-C để dừng."""
    ports = zip(OFFICES, (intake_port, processing_port, stats_port), strict=True)
    offices = [office(known.name, known.title, port) for known, port in ports]
    raise typer.Exit(run(Plan(Home(home.resolve()), offices), Console()))


def run(plan: Plan, console: Console) -> int:
    """The exit status: 0 after an orderly end, 1 when something could not be started."""
    for hanging_up in HANGING_UP:
        signal.signal(hanging_up, signal.default_int_handler)
    lock = DirectoryLock(plan.home.lock)
    suite = Suite(plan, lambda text: console.print(text, markup=False, highlight=False))
    try:
        plan.home.make()
        lock.take()
        _start(suite, console)
        suite.watch()
    except KeyboardInterrupt:
        console.print("Đang dừng theo thứ tự …")
    except (Refusal, OSError) as refusal:
        _complain(console, refusal)
        return 1
    finally:
        for hanging_up in HANGING_UP:  # a second Ctrl-C must not cut the orderly end short
            signal.signal(hanging_up, signal.SIG_IGN)
        suite.stop()
        lock.release()
    return 0


def _start(suite: Suite, console: Console) -> None:
    steps = list(suite.steps())
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(steps))
        for text, act in steps:
            progress.update(task, description=f"{text} …")
            act()
            progress.advance(task)
            progress.console.print(f"[green]✔[/] {text}", highlight=False)
    _greet(console, suite.plan.offices, suite.plan.home)


def _greet(console: Console, offices: Sequence[Office], home: Home) -> None:
    console.print("\n[bold]motcua đang chạy[/] (Ctrl-C để dừng)", highlight=False)
    for each in offices:
        console.print(f"  {each.title:<12} {each.url}  (tài liệu: {each.url}/docs)", highlight=False)
    console.print(f"  Dữ liệu      {home.path}\n", highlight=False)
    console.print("Thử ngay, ở cửa sổ khác:", highlight=False)
    for line in (
        "motcua import SO-THEO-DOI.xlsx --office MÃ            # xem trước, chưa ghi",
        "motcua import SO-THEO-DOI.xlsx --office MÃ --commit   # ghi vào sổ",
        "motcua report --office MÃ --from 2019-01-01 --to 2019-10-30",
    ):
        console.print(f"  {line}", markup=False, highlight=False)


def _complain(console: Console, refusal: Refusal | OSError) -> None:
    text = refusal.message if isinstance(refusal, Refusal) else str(refusal)
    console.print(f"✘ {text}", style="red", markup=False, highlight=False)
