"""`motcua import`: a register book goes to intake; a dry run unless `--commit`."""

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import number

POLL_SECONDS = 0.1
SHOWN = 20


def import_register(
    file: Annotated[Path, typer.Argument(help="Sổ theo dõi hồ sơ (.xlsx)")],
    office: Annotated[str, typer.Option(help="Mã đơn vị có sổ này")],
    commit: Annotated[bool, typer.Option("--commit", help="Ghi thật; không có thì chỉ xem trước")] = False,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Ghi các dòng không nhận được ra tệp .xlsx, lý do ở cột cuối")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Nhập sổ theo dõi hồ sơ. Dòng không nhận được nêu rõ số dòng và lý do; các dòng khác vẫn nhận."""
    if not file.is_file():
        complain(f"Không có tệp {file}")
    services = Services.at(home, "registrar")
    job = services.ask(
        "intake",
        "POST",
        "/register-imports",
        params={"office": office, "commit": str(commit).lower(), "file_name": file.name},
        content=file.read_bytes(),
        headers={"Content-Type": "application/octet-stream"},
    )
    job = _follow(services, job, quiet=as_json)
    if job["state"] == "failed":
        complain(job.get("reason") or "Không đọc được sổ")
    if rejects:
        rejects.write_bytes(services.fetch("intake", f"/register-imports/{job['id']}/rejects.xlsx"))
    counted = _wait_until_counted(services, quiet=as_json) if commit else True
    _show_json(job) if as_json else _show(job, commit=commit, counted=counted)


def _follow(services: Services, job: dict[str, Any], *, quiet: bool) -> dict[str, Any]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("Đọc sổ …", total=None)
        while job["state"] not in {"done", "failed"}:
            time.sleep(POLL_SECONDS)
            job = services.ask("intake", "GET", f"/register-imports/{job['id']}")
            if job["rows"]:
                progress.update(task, description="Xét từng dòng …", total=job["rows"], completed=job["done"])
    return job


def _wait_until_counted(services: Services, *, quiet: bool) -> bool:
    from rich.console import Console

    from services.cli.caught_up import wait_until_counted

    if quiet:
        return wait_until_counted(services)
    with Console(stderr=True).status("Đợi thống kê cập nhật …"):
        return wait_until_counted(services)


def _show_json(job: dict[str, Any]) -> None:
    rejected = [{"row": r["row"], "reason": _reason(r)} for r in job["rejected"]]
    figures = {"rows": job["rows"], "imported": job["imported"], "unchanged": job["unchanged"], "rejected": rejected}
    typer.echo(json.dumps(figures, ensure_ascii=False))


def _reason(reject: dict[str, Any]) -> str:
    sheet, reason = reject.get("sheet"), reject["reason"]
    return f"Trang “{sheet}”: {reason}" if sheet else reason


def _show(job: dict[str, Any], *, commit: bool, counted: bool) -> None:
    did = "Đã ghi" if commit else "Xem trước, chưa ghi gì"
    typer.echo(
        f"{did}: {number(job['rows'])} dòng · nhận {number(job['imported'])} · "
        f"không đổi {number(job['unchanged'])} · không nhận {number(len(job['rejected']))}"
    )
    for reject in job["rejected"][:SHOWN]:
        typer.echo(f"  dòng {reject['row']}: {_reason(reject)}")
    if len(job["rejected"]) > SHOWN:
        typer.echo(f"  … và {number(len(job['rejected']) - SHOWN)} dòng khác (xem đủ bằng --json)")
    if not commit:
        typer.echo("Thêm --commit để ghi.")
    if not counted:
        typer.echo("Số liệu thống kê còn đang cập nhật.")
