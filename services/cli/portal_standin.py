"""`motcua portal-standin`: the stand-in for the national portal, to connect to before go-live."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer


def portal_standin(
    port: Annotated[int, typer.Option(help="Cổng lắng nghe.")] = 8014,
    level: Annotated[str, typer.Option(help="Mức kiểm tra: lenient, normal, strict.")] = "normal",
    store: Annotated[Path | None, typer.Option(help="Tệp giữ dữ liệu giữa hai lần chạy; không có thì quên.")] = None,
) -> None:
    """Chạy Cổng DVCQG giả lập trên máy này, chỉ nghe 127.0.0.1. Ctrl-C để dừng."""
    if level not in ("lenient", "normal", "strict"):
        raise typer.BadParameter("chọn lenient, normal hoặc strict", param_hint="--level")
    os.environ |= {"MOTCUA_PORT": str(port), "MOTCUA_STANDIN_LEVEL": level}
    if store is not None:
        os.environ["MOTCUA_STANDIN_STORE"] = str(store.resolve())
    typer.echo(f"Cổng giả lập (mức {level}): http://127.0.0.1:{port}")
    program = [sys.executable, "-m", "services.portal_standin"]
    sys.stdout.flush()
    os.execv(program[0], program)  # noqa: S606  (the same process, so that signals reach it)
