"""`motcua user`: the accounts of this machine, who may sign in at the desk. Passwords are asked for."""

from typing import Annotated

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption
from shared.local.home import Home

app = typer.Typer(help="Tài khoản đăng nhập của máy này", no_args_is_help=True)
_Password = Annotated[str, typer.Option(prompt="Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại mật khẩu")]
_Roles = Annotated[list[str], typer.Option("--role", help="clerk, officer, leader, monitor, registrar, administrator…")]
_Offices = Annotated[list[str], typer.Option("--desk", help="Mã đơn vị (và mọi đơn vị bên dưới)")]
_User = Annotated[str, typer.Argument(help="Tên đăng nhập")]


@app.command("add")
def add(
    user: _User,
    role: _Roles,
    desk: _Offices,
    name: Annotated[str, typer.Option(help="Họ và tên")],
    password: _Password,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Tạo một tài khoản."""
    from shared.local.accounts import add_account

    add_account(Home(home.resolve()), user, password, name=name, roles=role, offices=desk)
    typer.echo(f"✔ Đã tạo tài khoản {user}")


@app.command("list")
def list_(home: HomeOption = DEFAULT_HOME) -> None:
    """Các tài khoản của máy này."""
    from shared.local.accounts import accounts

    for each in accounts(Home(home.resolve())):
        state = "đã khóa" if each.is_disabled else ""
        typer.echo(
            f"{each.user:<20} {each.name:<28} {','.join(each.roles):<20} {','.join(each.offices)} {state}".rstrip()
        )


@app.command("password")
def password_(user: _User, password: _Password, home: HomeOption = DEFAULT_HOME) -> None:
    """Đổi mật khẩu; mọi phiên của tài khoản kết thúc."""
    from shared.local.accounts import change_password

    change_password(Home(home.resolve()), user, password)
    typer.echo(f"✔ Đã đổi mật khẩu của {user}")


@app.command("roles")
def roles(user: _User, role: _Roles, desk: _Offices, home: HomeOption = DEFAULT_HOME) -> None:
    """Đổi vai trò và đơn vị; mọi phiên của tài khoản kết thúc."""
    from shared.local.accounts import change_roles

    change_roles(Home(home.resolve()), user, role, desk)
    typer.echo(f"✔ Đã đổi vai trò của {user}")


@app.command("disable")
def disable(user: _User, home: HomeOption = DEFAULT_HOME) -> None:
    """Khóa một tài khoản; mọi phiên của nó kết thúc."""
    from shared.local.accounts import set_disabled

    set_disabled(Home(home.resolve()), user, True)
    typer.echo(f"✔ Đã khóa {user}")


@app.command("enable")
def enable(user: _User, home: HomeOption = DEFAULT_HOME) -> None:
    """Mở lại một tài khoản đã khóa."""
    from shared.local.accounts import set_disabled

    set_disabled(Home(home.resolve()), user, False)
    typer.echo(f"✔ Đã mở lại {user}")
