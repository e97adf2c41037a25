"""`motcua token`: a short-lived token of the embedded identity, for trying the APIs by hand."""

from typing import Annotated

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, complain


def token(
    role: Annotated[list[str], typer.Option(help="clerk, officer, leader, monitor, registrar, operator…")],
    desk: Annotated[list[str] | None, typer.Option(help="Mã đơn vị (và mọi đơn vị bên dưới)")] = None,
    name: Annotated[str, typer.Option(help="Tên tài khoản")] = "canbo.mot",
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """In ra mã truy cập có hạn 10 phút, chỉ dùng cho bộ chạy kèm trên máy này."""
    from shared.callers import Role
    from shared.errors import Refusal
    from shared.local.home import Home
    from shared.local.identity import issue_token

    unknown = sorted(set(role) - {known.value for known in Role})
    if unknown:
        complain(f"Không có vai trò {', '.join(unknown)}. Các vai trò: {', '.join(Role)}")
    try:
        typer.echo(issue_token(Home(home.resolve()), name, roles=role, offices=desk or ["VN"]))
    except Refusal as refusal:
        complain(refusal.message)
