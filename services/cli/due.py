"""`motcua due`: when a term ends, for one question typed by a person or for a stream of lines."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from shared.errors import Refusal

if TYPE_CHECKING:
    from rich.table import Table

    from shared.worktime import Deadline


def due(
    received: Annotated[str | None, typer.Argument(help='Lúc tiếp nhận, ví dụ "05/03/2019 08:30"')] = None,
    term: Annotated[str | None, typer.Argument(help='Thời hạn, ví dụ "5 ngày làm việc"')] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Đọc từng dòng JSON từ đầu vào chuẩn")] = False,
    hours: Annotated[str, typer.Option(help='P75, P80, S80 hoặc "07:30-11:30,13:30-17:00"')] = "P75",
    off: Annotated[list[str] | None, typer.Option(help="Ngày nghỉ chưa chắc chắn, coi là nghỉ")] = None,
) -> None:
    """Tính hạn trả kết quả và kể từng ngày được tính hay không, theo văn bản nào."""
    if jsonl:
        from services.cli.due_stream import answer_lines

        raise typer.Exit(1 if answer_lines(sys.stdin.buffer, sys.stdout.buffer) else 0)
    if received is None or term is None:
        typer.echo('Cần lúc tiếp nhận và thời hạn, ví dụ: motcua due "05/03/2019 08:30" "5 ngày làm việc"', err=True)
        raise typer.Exit(2)
    try:
        deadline = _deadline(received, term, hours, off or [])
    except Refusal as refusal:
        typer.echo(f"{refusal.message} ({refusal.code})", err=True)
        raise typer.Exit(1) from None
    _show(deadline)


def _deadline(received: str, term: str, hours: str, off: list[str]) -> "Deadline":
    from services.cli.due_text import read_day, read_hours, read_received, read_term
    from shared.worktime import explain, national_calendar

    office_hours = read_hours(hours)
    received_at = read_received(received, office_hours.usual.spans[0][0])
    return explain(read_term(term), received_at, national_calendar(map(read_day, off)), office_hours)


def _show(deadline: "Deadline") -> None:
    from rich.console import Console

    from shared.worktime import due_in_words

    console = Console()
    console.print(f"[bold]{due_in_words(deadline)}[/bold]", highlight=False)
    console.print(_table(deadline))


def _table(deadline: "Deadline") -> "Table":
    from rich.table import Table
    from rich.text import Text

    from shared.worktime import Verdict, day_in_words

    styles = {
        Verdict.COUNTED: "green", Verdict.SKIPPED: "dim", Verdict.PAUSED: "yellow", Verdict.DUE: "bold",
    }  # fmt: skip
    table = Table("Ngày", "Diễn giải", "Căn cứ", box=None, pad_edge=False)
    for step in deadline.steps:
        style = styles.get(step.verdict, "")
        table.add_row(Text(day_in_words(step.day), style), Text(step.reason, style), Text(step.paper or "", "dim"))
    return table
