"""`motcua recount`: every figure counted again from the facts and from the dossiers; status 0 only at no difference."""

import json
from typing import Annotated

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services
from services.cli.vietnamese import number

SHOWN = 50


def recount(
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Đếm lại mọi số liệu từ các bản tin và từ các hồ sơ rồi đối chiếu."""
    from rich.console import Console

    services = Services.at(home, "operator")
    with Console(stderr=True).status("Đang đếm lại …"):
        found = services.ask("stats", "POST", "/recount", timeout=3600)
    differences = found["differences"]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        for difference in differences[:SHOWN]:
            typer.echo(json.dumps(difference, ensure_ascii=False))
        typer.echo(f"{number(len(differences))} differences (khác biệt) trên {number(found['dossiers'])} hồ sơ")
    raise typer.Exit(1 if differences else 0)
