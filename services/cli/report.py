"""`motcua report`: an office's figures for a span, as a table for people or as JSON."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services
from services.cli.vietnamese import day, number, share

if TYPE_CHECKING:
    from rich.table import Table


def report(
    office: Annotated[str, typer.Option(help="Mã đơn vị (kể cả mọi đơn vị bên dưới)")],
    from_on: Annotated[str, typer.Option("--from", help="Từ ngày, 2019-01-01")],
    to_on: Annotated[str, typer.Option("--to", help="Đến hết ngày, 2019-10-30")],
    by_map: Annotated[
        str, typer.Option("--map", help="then: như đã đếm; now: gồm cả số liệu của các đơn vị cũ đã nhập vào")
    ] = "then",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Báo cáo tiếp nhận và giải quyết hồ sơ, mỗi tỷ lệ kèm tử số và mẫu số."""
    services = Services.at(home, "monitor", "registrar")
    unit = services.office(office)
    asked = {"office": unit["code"], "from": from_on, "to": to_on, "map": by_map}
    answer = services.ask("stats", "GET", "/figures", params=asked)
    _show_json(answer, unit) if as_json else _show(answer, unit)


def _show_json(answer: dict[str, Any], unit: dict[str, Any]) -> None:
    shown = {
        "office": unit["code"],
        "period": answer["period"],
        "map": answer["map"],
        "figures": answer["figures"],
        "rates": answer["rates"],
        "complete_to": answer["complete_to"],
    }
    typer.echo(json.dumps(shown, ensure_ascii=False))


def _show(answer: dict[str, Any], unit: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    period = answer["period"]
    console.print(f"[bold]Tình hình giải quyết hồ sơ: {unit['name']} ({unit['code']})[/]")
    console.print(f"Từ ngày {day(period['from'])} đến hết ngày {day(period['to'])}")
    if answer["map"] == "now":
        console.print("Theo bản đồ hành chính hiện nay, gồm cả các đơn vị cũ đã nhập vào")
    console.print(_table(answer["figures"], answer["rates"]))
    complete = answer["complete_to"]
    console.print(f"Số liệu đến bản tin số {number(complete['position'])}, lúc {complete['recorded_at'] or '–'}")


def _table(figures: dict[str, int], rates: dict[str, Any]) -> "Table":
    from rich.table import Table

    table = Table("Chỉ tiêu", "Số hồ sơ", "Tỷ lệ", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    shown = {
        **figures,
        "in_time": figures["early"] + figures["on_time"],
        "in_progress": figures["in_term"] + figures["overdue"] + figures["waiting"],
    }
    for title, key, rate in LINES:
        if key in ONLY_IF_ANY and not shown[key]:
            continue
        table.add_row(title, number(shown[key]), share(rates[rate]) if rate else "")
    return table


ONLY_IF_ANY = {"moved_in", "moved_out"}
LINES = (
    ("Từ kỳ trước chuyển sang", "carried_over", None),
    ("Tiếp nhận trong kỳ", "received", None),
    ("  trực tiếp", "direct", None),
    ("  trực tuyến", "online", None),
    ("  bưu chính", "post", None),
    ("Nhận từ đơn vị đã kết thúc", "moved_in", None),
    ("Chuyển sang đơn vị kế thừa", "moved_out", None),
    ("Đã giải quyết", "resolved", "resolved_share"),
    ("  trước hạn và đúng hạn", "in_time", "on_time"),
    ("    trước hạn", "early", None),
    ("    đúng hạn", "on_time", None),
    ("  quá hạn", "late", "late"),
    ("  dừng giải quyết", "stopped", None),
    ("  rút hồ sơ", "withdrawn", None),
    ("  không xếp loại được", "unclassed", None),
    ("Đang giải quyết", "in_progress", None),
    ("  trong hạn", "in_term", None),
    ("  quá hạn", "overdue", None),
    ("  chờ bổ sung, chờ nộp phí", "waiting", None),
)
