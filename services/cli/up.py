"""`motcua up`: everything on this machine, until Ctrl-C."""

import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from services.cli.offices import OFFICES, Office
from services.cli.plan import Plan
from shared.errors import Refusal
from shared.local.home import Home
from shared.local.lock import DirectoryLock

if TYPE_CHECKING:
    from services.cli.demo.first_start import Shown
    from services.cli.suite import Suite

HANGING_UP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _with_ports(command: Callable[..., None]) -> Callable[..., None]:
    """An option for the port of every office: --intake-port, --desk-port …"""
    kept = [each for each in signature(command).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    ports = [
        Parameter(
            f"{known.name}_port",
            Parameter.KEYWORD_ONLY,
            default=known.port,
            annotation=Annotated[int, typer.Option(help=f"Cổng của {known.title}.")],
        )
        for known in OFFICES
    ]
    changed: Any = command
    changed.__signature__ = signature(command).replace(parameters=[*kept, *ports])
    changed.__annotations__ = {each.name: each.annotation for each in (*kept, *ports)}
    return command


@_with_ports
def up(
    home: Annotated[Path, typer.Option(help="Thư mục chứa dữ liệu, khóa, nhật ký.")] = Path("var"),
    demo: Annotated[
        bool, typer.Option("--demo", help="Lần đầu, sổ còn trống: dựng một tỉnh nhỏ để xem và các tài khoản.")
    ] = False,
    **ports: int,
) -> None:
    """Chạy cả bộ trên máy này: PostgreSQL, NATS và các dịch vụ. Ctrl-C để dừng."""
    offices = [replace(known, port=ports[f"{known.name}_port"]) for known in OFFICES]
    raise typer.Exit(run(Plan(Home(home.resolve()), offices), Console(), with_demo=demo))


def run(plan: Plan, console: Console, *, with_demo: bool = False) -> int:
    """The exit status: 0 after an orderly end, 1 when something could not be started."""
    from services.cli.suite import Suite

    for hanging_up in HANGING_UP:
        signal.signal(hanging_up, signal.default_int_handler)
    lock = DirectoryLock(plan.home.lock)
    suite = Suite(plan, lambda text: console.print(text, markup=False, highlight=False))
    try:
        plan.home.make()
        lock.take()
        _start(suite, console)
        _greet(console, plan.offices, plan.home, _demo(suite, console) if with_demo else None)
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


def _start(suite: "Suite", console: Console) -> None:
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


def _demo(suite: "Suite", console: Console) -> "Shown | None":
    """Stopped by Ctrl-C it goes on at the next start."""
    from services.cli.demo.first_start import make_demo

    suite.write_running()  # so that other windows can look on
    return make_demo(suite.plan.home, {office.name: office.url for office in suite.plan.offices}, console)


def _greet(console: Console, offices: Sequence[Office], home: Home, shown: "Shown | None" = None) -> None:
    console.print("\n[bold]motcua đang chạy[/] (Ctrl-C để dừng)", highlight=False)
    for each in offices:
        more = "" if each.is_screen else f"  (tài liệu: {each.url}/docs)"
        console.print(f"  {each.title:<12} {each.url}{more}", highlight=False)
    console.print(f"  Dữ liệu      {home.path}\n", highlight=False)
    if shown:
        _show_demo(console, shown)
        return
    console.print("Thử ngay, ở cửa sổ khác:", highlight=False)
    for line in (
        "motcua import SO-THEO-DOI.xlsx --office MÃ            # xem trước, chưa ghi",
        "motcua import SO-THEO-DOI.xlsx --office MÃ --commit   # ghi vào sổ",
        "motcua report --office MÃ --from 2019-01-01 --to 2019-10-30",
    ):
        console.print(f"  {line}", markup=False, highlight=False)


def _show_demo(console: Console, shown: "Shown") -> None:
    console.print(f"Tỉnh trình diễn: {shown.dossiers} hồ sơ của những người không có thật.", highlight=False)
    console.print(f"Tài khoản để xem, mật khẩu chung [bold]{shown.password}[/]:", highlight=False)
    for each in shown.accounts:
        console.print(f"  {each.user:<12} {each.title}, {each.office}", markup=False, highlight=False)
    console.print("\nVặn đồng hồ để thấy hồ sơ quá hạn, ở cửa sổ khác:", highlight=False)
    console.print('  motcua demo clock "+3 ngày"', markup=False, highlight=False)


def _complain(console: Console, refusal: Refusal | OSError) -> None:
    text = refusal.message if isinstance(refusal, Refusal) else str(refusal)
    console.print(f"✘ {text}", style="red", markup=False, highlight=False)
