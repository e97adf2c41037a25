"""`motcua report`: an office's figures for a span, as a table for people or as JSON; or an official form, as a file."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import day, number, share

if TYPE_CHECKING:
    from rich.table import Table


def report(
    office: Annotated[str, typer.Option(help="Mã đơn vị (kể cả mọi đơn vị bên dưới)")],
    from_on: Annotated[str | None, typer.Option("--from", help="Từ ngày, 2019-01-01")] = None,
    to_on: Annotated[str | None, typer.Option("--to", help="Đến hết ngày, 2019-10-30")] = None,
    by_map: Annotated[
        str, typer.Option("--map", help="then: như đã đếm; now: gồm cả số liệu của các đơn vị cũ đã nhập vào")
    ] = "then",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON")] = False,
    form: Annotated[str | None, typer.Option(help="Lập biểu: II.06a hoặc 07a-BTP")] = None,
    period: Annotated[str | None, typer.Option(help="Kỳ báo cáo: 2026-Q1, 2026-M03, 2026-H1, 2026")] = None,
    rows: Annotated[list[str] | None, typer.Option(help="Dòng của biểu: level, field, office")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Ghi biểu ra tệp .xlsx, .pdf, .txt; bỏ trống: in lời văn")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Báo cáo tiếp nhận và giải quyết hồ sơ, mỗi tỷ lệ kèm tử số và mẫu số."""
    services = Services.at(home, "monitor", "registrar")
    if form is None and (period or rows or output):
        complain("--period, --rows và --output đi cùng --form")
    unit = services.office(office)
    asked = {"office": unit["code"], "from": from_on, "to": to_on, "period": period, "map": by_map}
    asked = {name: value for name, value in asked.items() if value is not None}
    if form:
        _draw_up(services, form, [*asked.items(), *(("rows", each) for each in rows or ())], output, as_json=as_json)
        return
    answer = services.ask("stats", "GET", "/figures", params=asked)
    _show_json(answer, unit) if as_json else _show(answer, unit)


_FORMATS = {".xlsx": "xlsx", ".pdf": "pdf", ".txt": "text", ".json": "json"}


def _draw_up(
    services: Services, form: str, asked: list[tuple[str, str]], output: Path | None, *, as_json: bool
) -> None:
    """The suffix says what is written; without a file the paragraph of prose (or JSON) is printed."""
    wanted = _FORMATS.get(output.suffix.lower()) if output else ("json" if as_json else "text")
    if wanted is None:
        complain(f"Tệp phải có đuôi {', '.join(_FORMATS)}")
    content = services.fetch("stats", f"/reports/{form}?{urlencode([*asked, ('format', wanted)])}")
    if output is None:
        typer.echo(content.decode(), nl=False)
        return
    output.write_bytes(content)
    typer.echo(f"Đã ghi {output}")


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
