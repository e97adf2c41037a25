"""`motcua reform`: the administrative map changes; old units end, their successors take over what is open."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import number

NATION = "VN"
LAST_OF_THREE_LEVELS = "2025-06-30"
LEVELS = {"province": "tỉnh", "district": "huyện", "commune": "xã", "department": "sở, ngành"}
SHOWN = 20


def reform(
    name: Annotated[str, typer.Argument(help="Lần sắp xếp: 2025 (từ 01/07/2025)")],
    province: Annotated[str, typer.Option(help="Mã tỉnh trước hoặc sau sắp xếp; mặc định cả nước")] = NATION,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ cho biết sẽ đổi gì")] = False,
    again: Annotated[
        bool, typer.Option("--announce-again", help="Thông báo lại các đơn vị đã kế thừa từ trước")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option(help="Tệp JSON {mã đơn vị cũ: mã đơn vị kế thừa}; huyện không nêu do tỉnh kế thừa")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Chuyển sang bản đồ hành chính mới; hồ sơ đang giải quyết sang đơn vị kế thừa, hạn trả giữ nguyên.

    Chạy lại không đổi gì.
    """
    successors = _read_mapping(mapping)
    services = Services.at(home, "registrar", "administrator")
    provinces = _provinces(services) if province == NATION and not successors else [province]
    order = {"reform": name, "dry_run": dry_run, "announce_again": again, "district_successors": successors}
    total = _carry_out(services, provinces, order, quiet=as_json)
    counted = dry_run or _wait_until_counted(services, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(total | {"counted": counted}, ensure_ascii=False))
    else:
        _show(total, dry_run=dry_run, counted=counted)


def _read_mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        complain(f"Không đọc được tệp {path}")
    if not isinstance(read, dict):
        complain(f"Tệp {path} phải là một đối tượng JSON: mã đơn vị cũ và mã đơn vị kế thừa")
    return {str(old): str(new) for old, new in read.items()}


def _provinces(services: Services) -> list[str]:
    asked = {"level": "province", "on": LAST_OF_THREE_LEVELS, "kind": "territorial", "limit": 200}
    return [office["code"] for office in services.ask("intake", "GET", "/offices", params=asked)["items"]]


def _carry_out(services: Services, provinces: list[str], order: dict[str, Any], *, quiet: bool) -> dict[str, Any]:
    """Province by province: each is one transaction, and one that was interrupted is done again."""
    from rich.console import Console
    from rich.progress import Progress

    total: dict[str, Any] = {"provinces": [], "ended": {}, "unchanged": 0, "announced": 0, "left_over": []}
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        for code in progress.track(provinces, description="Sắp xếp …"):
            done = services.ask("intake", "POST", "/reforms", json=order | {"province": code})
            total["provinces"] += done["provinces"]
            total["left_over"] += done["left_over"]
            for level, count in done["ended"].items():
                total["ended"][level] = total["ended"].get(level, 0) + count
            for name in ("unchanged", "announced"):
                total[name] += done[name]
    return total


def _wait_until_counted(services: Services, *, quiet: bool) -> bool:
    from rich.console import Console

    from services.cli.caught_up import wait_until_counted

    if quiet:
        return wait_until_counted(services)
    with Console(stderr=True).status("Đợi hồ sơ chuyển xong và thống kê cập nhật …"):
        return wait_until_counted(services)


def _show(total: dict[str, Any], *, dry_run: bool, counted: bool) -> None:
    ended = ", ".join(f"{number(count)} {LEVELS.get(level, level)}" for level, count in total["ended"].items())
    if not ended:
        typer.echo(f"Không có gì thay đổi: {number(total['unchanged'])} đơn vị đã có đơn vị kế thừa.")
    else:
        did = "Sẽ kết thúc" if dry_run else "✔ Đã kết thúc"
        typer.echo(f"{did}: {ended} ở {number(len(total['provinces']))} tỉnh · đã có từ trước {total['unchanged']}")
    if total["left_over"]:
        typer.echo(f"{number(len(total['left_over']))} đơn vị chưa có đơn vị kế thừa, hãy nêu trong --mapping:")
        for office in total["left_over"][:SHOWN]:
            typer.echo(f"  {office['code']:<16} {office['name']}")
    if not counted:
        typer.echo("Hồ sơ còn đang chuyển, số liệu thống kê còn đang cập nhật.")
