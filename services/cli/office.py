"""`motcua office`: look units up, and add one that the reference data lack."""

from typing import Annotated

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import day

app = typer.Typer(help="Tra cứu và thêm đơn vị", no_args_is_help=True)
LEVELS = ("province", "department", "district", "commune")


@app.command("add")
def add(
    code: Annotated[str, typer.Option(help="Mã đơn vị, ví dụ H62.19 hoặc 000.00.19.H62")],
    name: Annotated[str, typer.Option(help="Tên đơn vị")],
    level: Annotated[str, typer.Option(help="province | department | district | commune")],
    parent: Annotated[str | None, typer.Option(help="Mã đơn vị cấp trên")] = None,
    valid_from: Annotated[str | None, typer.Option(help="Có từ ngày (2019-01-01)")] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Thêm một đơn vị chưa có trong dữ liệu kèm theo. Chạy lại không đổi gì."""
    if level not in LEVELS:
        complain(f"Cấp phải là một trong: {', '.join(LEVELS)}")
    body = {"code": code, "name": name, "level": level, "parent": parent, "valid_from": valid_from}
    services = Services.at(home, "registrar", "administrator")
    office = services.ask("intake", "POST", "/offices", json={k: v for k, v in body.items() if v is not None})
    typer.echo(f"✔ {office['name']} ({office['code']}) thuộc {office['parent']}")


@app.command("find")
def find(
    words: Annotated[str, typer.Argument(help="Một phần tên, không cần dấu")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Tìm đơn vị theo tên."""
    found = Services.at(home, "registrar").ask("intake", "GET", "/offices", params={"q": words, "limit": 50})
    for office in found["items"]:
        until = f"–{day(office['valid_to'])}" if office.get("valid_to") else ""
        typer.echo(f"{office['code']:<16} {office['name']}  {office['level']}  {day(office['valid_from'])}{until}")
    if not found["items"]:
        complain(f"Không tìm thấy đơn vị nào cho “{words}”")
