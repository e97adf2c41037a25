"""`motcua portal-check`: what is missing before dossiers of a province can be told to the national portal."""

from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services

_SHOWN = 20


def portal_check(
    under: Annotated[str, typer.Argument(help="Mã đơn vị gốc, ví dụ H62: xem mọi đơn vị từ đó trở xuống")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Xem còn thiếu mã định danh, thủ tục nào trước khi nối Cổng quốc gia; mã thoát 1 khi còn thiếu."""
    services = Services.at(home, "operator", "registrar")
    connections = services.ask("portal", "GET", "/connections")
    if not connections:
        typer.echo("Chưa kết nối Cổng nào (MOTCUA_PORTAL_CONFIG).")
        raise typer.Exit(1)
    offices = services.ask("portal", "GET", "/agencies/missing", params={"under": under, "limit": 1000})
    gaps = services.ask("portal", "GET", "/gaps")
    _tell("đơn vị chưa khai mã định danh", [f"{o['office']} {o['office_name']}" for o in offices])
    _tell("chỗ thiếu mà hồ sơ đang chờ", [_gap(gap) for gap in gaps])
    raise typer.Exit(1 if offices or gaps else 0)


def _gap(gap: dict[str, Any]) -> str:
    return f"{gap['name']}{': ' + gap['about'] if gap['about'] else ''} ({gap['lanes']} hồ sơ)"


def _tell(what: str, lines: list[str]) -> None:
    typer.echo(f"{'✘' if lines else '✔'} {len(lines)} {what}")
    for line in lines[:_SHOWN]:
        typer.echo(f"    {line}")
    if len(lines) > _SHOWN:
        typer.echo(f"    … và {len(lines) - _SHOWN} nữa")
