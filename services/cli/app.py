"""The `motcua` command: each command is one module that imports what it needs when it runs."""

import typer

from services.cli.catalogue import app as catalogue_commands
from services.cli.demo.command import app as demo_commands
from services.cli.doctor import doctor
from services.cli.due import due
from services.cli.import_register import import_register
from services.cli.keys import app as key_commands
from services.cli.office import app as office_commands
from services.cli.portal_check import portal_check
from services.cli.portal_standin import portal_standin
from services.cli.recount import recount
from services.cli.reform import reform
from services.cli.report import report
from services.cli.token import token
from services.cli.up import up
from services.cli.user import app as user_commands
from shared.errors import Refusal

app = typer.Typer(help="Một cửa: tiếp nhận, theo dõi và thống kê hồ sơ", no_args_is_help=True, add_completion=False)
app.command("up")(up)
app.command("doctor")(doctor)
app.command("due")(due)
app.command("import")(import_register)
app.command("report")(report)
app.command("reform")(reform)
app.command("recount")(recount)
app.command("portal-check")(portal_check)
app.command("portal-standin")(portal_standin)
app.command("token")(token)
app.add_typer(catalogue_commands, name="catalogue")
app.add_typer(demo_commands, name="demo")
app.add_typer(office_commands, name="office")
app.add_typer(key_commands, name="keys")
app.add_typer(user_commands, name="user")


def main() -> None:
    """A refusal that a command did not meet itself is said in its own words, with status 1."""
    try:
        app()
    except Refusal as refusal:
        typer.echo(f"✘ {refusal.message} ({refusal.code})", err=True)
        raise SystemExit(1) from None
