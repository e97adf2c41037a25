"""`motcua import`: a register book goes to intake; a dry run unless `--commit`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import number

SHOWN, FIRST = 20, 5


def import_register(
    file: Annotated[Path, typer.Argument(help="Sổ theo dõi hồ sơ (.xlsx, .xls, .ods, .csv)")],
    office: Annotated[str, typer.Option(help="Mã đơn vị có sổ; cột Đơn vị tiếp nhận có thể nêu đơn vị trực thuộc")],
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
        if job["state"] != "done":
            complain(job.get("reason") or "Không đọc được sổ")
        if rejects:
            rejects.write_bytes(services.fetch("intake", f"/register-imports/{job['id']}/rejects.xlsx"))
        counted = wait_until_counted(services, tell=tell) if commit else True
    if as_json:
        return _show_json(job)
    _show(job, services.ask("intake", "GET", f"/register-imports/{job['id']}/summary"))
    if not commit:
        typer.echo("Thêm --commit để ghi.")
    if not counted:
        typer.echo("Số liệu thống kê còn đang cập nhật.")
    return None


def _show_json(job: dict[str, Any]) -> None:
    rejected = [{"row": r["row"], "reason": _reason(r)} for r in job["rejected"]]
    figures = {"rows": job["rows"], "imported": job["imported"], "unchanged": job["unchanged"], "rejected": rejected}
    typer.echo(json.dumps(figures, ensure_ascii=False))


def _reason(reject: dict[str, Any]) -> str:
    sheet, reason = reject.get("sheet"), reject["reason"]
    return f"Trang “{sheet}”: {reason}" if sheet else reason


def _show(job: dict[str, Any], summary: dict[str, Any]) -> None:
    did = "Đã ghi" if job["committed"] else "Xem trước, chưa ghi gì"
    typer.echo(
        f"{did}: {number(job['rows'])} dòng · nhận {number(job['imported'])} "
        f"(trong đó {number(job['doubtful'])} dòng có điểm lạ) · không đổi {number(job['unchanged'])} · "
        f"không nhận {number(job['rejected_count'])}"
    )
    _show_groups("Không nhận", summary["reasons"])
    _show_groups("Nhận nhưng lạ", summary["doubts"])
    for reject in job["rejected"][:SHOWN]:
        typer.echo(f"  dòng {reject['row']}: {_reason(reject)}")
    if job["rejected_count"] > SHOWN:
        typer.echo(f"  … và {number(job['rejected_count'] - SHOWN)} dòng khác (xem đủ bằng --json hoặc --rejects)")


def _show_groups(title: str, groups: list[dict[str, Any]]) -> None:
    """Each kind with how many rows it has and the first of them."""
    for group in groups[:SHOWN]:
        first = ", ".join(str(place["row"]) for place in group["first"][:FIRST])
        more = " …" if group["rows"] > FIRST else ""
        typer.echo(f"{title} {number(group['rows'])} dòng: {group['reason']} (dòng {first}{more})")
