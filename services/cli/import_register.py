"""`motcua import`: a register book goes to intake; a dry run unless `--commit`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import number

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
    from services.cli.caught_up import wait_until_counted
    from services.cli.register_book import a_bar, follow, hand_in

    services = Services.at(home, "registrar")
    with a_bar(is_shown=not as_json) as tell:
        job = follow(services, hand_in(services, file, office, commit=commit), tell)
        if job["state"] == "failed":
            complain(job.get("reason") or "Không đọc được sổ")
        if rejects:
            rejects.write_bytes(services.fetch("intake", f"/register-imports/{job['id']}/rejects.xlsx"))
        counted = wait_until_counted(services, tell=tell) if commit else True
    _show_json(job) if as_json else _show(job, commit=commit, counted=counted)


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
