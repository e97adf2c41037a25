"""`motcua doctor`: what is wrong with this machine or installation, and the mend."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from services.cli.finding import Finding, State

MARKS = {State.OK: "[green]✔[/]", State.WRONG: "[red]✘[/]", State.IDLE: "[dim]–[/]"}
TITLES = {
    "python": "Python",
    "postgresql": "Chương trình PostgreSQL",
    "nats": "Chương trình NATS",
    "fonts": "Phông chữ in giấy tờ",
    "signing": "Chứng thư ký số",
    "rights": "Quyền chạy",
    "home": "Thư mục dữ liệu",
    "disk": "Ổ đĩa",
    "clock": "Giờ máy",
    "intake": "Tiếp nhận",
    "processing": "Thụ lý",
    "stats": "Thống kê",
    "portal": "Cổng quốc gia",
    "desk": "Một cửa",
    "tracker": "Tra cứu",
    "database": "Cơ sở dữ liệu",
    "database_safety": "An toàn khi mất điện",
    "database_clock": "Giờ cơ sở dữ liệu",
    "migrations": "Cấu trúc dữ liệu",
    "nats_sync": "NATS ghi đĩa trước khi báo nhận",
}


def doctor(
    home: Annotated[Path, typer.Option(help="Thư mục đã dùng với `motcua up`.")] = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.")] = False,
) -> None:
    """Xem máy này và bản cài đặt có gì sai, và cách sửa. Mã thoát 1 khi có điều sai."""
    findings = examine(home.resolve())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        _show(findings)
    raise typer.Exit(int(any(finding.state is State.WRONG for finding in findings)))


def examine(path: Path) -> list[Finding]:
    from services.cli.machine_checks import examine_machine
    from services.cli.running_checks import examine_running
    from shared.clock import SystemClock
    from shared.local.home import Home

    home, clock = Home(path), SystemClock()
    return [*examine_machine(home, clock), *examine_running(home, clock)]


def _show(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    for finding in findings:
        console.print(f"{MARKS[finding.state]} {TITLES[finding.check]}: {escape(finding.detail)}")
        if finding.mend:
            console.print(f"    → {escape(finding.mend)}")
