"""`motcua catalogue`: compare a catalogue file, make it the items of a decision, prepare and publish decisions."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import number

app = typer.Typer(help="Danh mục thủ tục: quyết định công bố, nạp và so sánh tệp", no_args_is_help=True)
SHOWN = 20
File = Annotated[Path, typer.Argument(help="CSV (UTF-8), gói ZIP hai tệp CSV, hoặc sổ Excel")]
DecisionOption = Annotated[str, typer.Option("--decision", help="Số quyết định, ví dụ 12/QĐ-UBND, hoặc mã UUID")]
AbolishOption = Annotated[bool, typer.Option("--abolish-missing", help="Bãi bỏ thủ tục mà tệp không có")]
JsonOption = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON")]


@app.command("prepare")
def prepare(
    issuer: Annotated[str, typer.Option(help="Mã cơ quan ban hành")],
    title: Annotated[str, typer.Option(help="Trích yếu")],
    decision: Annotated[str, typer.Option("--number", help="Số quyết định, ví dụ 12/QĐ-UBND")],
    decided_on: Annotated[str, typer.Option(help="Ngày quyết định, 2026-03-05")],
    effective_on: Annotated[str, typer.Option(help="Ngày các thủ tục có hiệu lực, 2026-04-01")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Lập dự thảo quyết định công bố."""
    body = {
        "issuer": issuer,
        "title": title,
        "number": decision,
        "decided_on": decided_on,
        "effective_on": effective_on,
    }
    made = Services.at(home, "registrar").ask("intake", "POST", "/publishing-decisions", json=body)
    typer.echo(f"✔ Dự thảo {made['number']}: {made['id']}")


@app.command("diff")
def diff(
    file: File,
    decision: DecisionOption,
    abolish_missing: AbolishOption = False,
    as_json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Xem tệp sẽ đổi gì trong danh mục; không ghi gì."""
    services = Services.at(home, "registrar")
    answer = _hand_in(services, file, decision, commit=False, abolish_missing=abolish_missing, skip_refused=False)
    _show_json(answer) if as_json else _show(answer, lists_missing=abolish_missing)


@app.command("import")
def import_file(
    file: File,
    decision: DecisionOption,
    commit: Annotated[bool, typer.Option("--commit", help="Ghi vào dự thảo; không có thì chỉ xem trước")] = False,
    skip_refused: Annotated[bool, typer.Option("--skip-refused", help="Vẫn ghi các dòng tốt")] = False,
    abolish_missing: AbolishOption = False,
    as_json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Đưa phần khác của tệp vào dự thảo quyết định. Nạp lại đúng tệp đó không đổi gì."""
    services = Services.at(home, "registrar")
    answer = _hand_in(
        services, file, decision, commit=commit, abolish_missing=abolish_missing, skip_refused=skip_refused
    )
    if as_json:
        _show_json(answer)
        return
    _show(answer, lists_missing=abolish_missing)
    if commit:
        typer.echo(f"Đã đưa vào dự thảo: {number(answer['items_put'])} mục mới hoặc thay đổi.")
    else:
        typer.echo("Thêm --commit để ghi vào dự thảo.")


@app.command("publish")
def publish(decision: DecisionOption, home: HomeOption = DEFAULT_HOME) -> None:
    """Công bố quyết định: các phiên bản mới có hiệu lực từ ngày đã định."""
    services = Services.at(home, "registrar")
    path = f"/publishing-decisions/{_id_of(services, decision)}/publish"
    made = _while_waiting("Công bố …", lambda: services.ask("intake", "POST", path))
    items = made["items"]
    typer.echo(
        f"✔ {made['number']}: {number(items['total'])} thủ tục (mới {number(items['new'])}, "
        f"sửa đổi {number(items['amended'])}, thay thế {number(items['replaced'])}, "
        f"bãi bỏ {number(items['abolished'])}), hiệu lực {made['effective_on']}"
    )


def _hand_in(services: Services, file: Path, decision: str, **asked: bool) -> dict[str, Any]:
    if not file.is_file():
        complain(f"Không có tệp {file}")
    params = {"decision": _id_of(services, decision), **{name: str(value).lower() for name, value in asked.items()}}
    headers = {"Content-Type": "application/octet-stream"}
    answer: dict[str, Any] = _while_waiting(
        "So sánh với danh mục …",
        lambda: services.ask(
            "intake", "POST", "/catalogue-imports", params=params, content=file.read_bytes(), headers=headers
        ),
    )
    return answer


def _id_of(services: Services, decision: str) -> str:
    """By number where it is no UUID; the number of two issuers must be told apart by the id."""
    if len(decision) == 36 and decision.count("-") == 4:
        return decision
    found = services.ask("intake", "GET", "/publishing-decisions", params={"number": decision, "limit": 2})["items"]
    if len(found) == 1:
        return str(found[0]["id"])
    return complain(f"{'Nhiều' if found else 'Không có'} quyết định mang số {decision}: hãy ghi mã UUID của quyết định")


def _while_waiting(words: str, act: Any) -> Any:
    from rich.console import Console

    with Console(stderr=True).status(words):
        return act()


def _show_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False))


def _show(answer: dict[str, Any], *, lists_missing: bool) -> None:
    typer.echo(
        f"Mới {number(answer['new_count'])} · thay đổi {number(answer['changed_count'])} · "
        f"không đổi {number(answer['unchanged_count'])} · thiếu trong tệp {number(answer['missing_count'])} · "
        f"không nhận {number(answer['refused_count'])}"
    )
    for one in answer["new"][:SHOWN]:
        typer.echo(f"  + {one['code']} {one['name']}")
    for one in answer["changed"][:SHOWN]:
        typer.echo(f"  ~ {one['code']} {one['name']}")
        for change in one["changes"]:
            typer.echo(f"      {change['field']}: {_short(change['before'])} → {_short(change['after'])}")
    for one in answer["missing"][: SHOWN if lists_missing else 0]:
        typer.echo(f"  − {one['code']} {one['name']}")
    for one in answer["refused"][:SHOWN]:
        typer.echo(f"  ✘ {one['table']} dòng {one['row']}: {one['reason']}")
    listed = ("new", "changed", "refused", *(("missing",) if lists_missing else ()))
    if any(answer[f"{name}_count"] > SHOWN for name in listed):
        typer.echo("  … (xem đủ bằng --json)")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
