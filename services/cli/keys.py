"""`motcua keys`: the keys under which personal data lie. Make one, put a fresh one in front, take an old one off."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, Services, complain
from services.cli.vietnamese import day, number
from shared.clock import SystemClock
from shared.local.home import Home
from shared.local.key_ring import RingKey, add_key, drop_key, make_ring, read_ring
from shared.worktime import legal_day

app = typer.Typer(help="Khóa mã hóa dữ liệu cá nhân", no_args_is_help=True)
# A repeat of a receipt is known by a keyed digest: the key stays on the ring while a clerk's program may still repeat.
_REPEATS = timedelta(days=1)
_COUNT_SECONDS = 3600


def _ring(home: Path) -> Path:
    return Path(os.environ.get("MOTCUA_KEY_RING") or Home(home.resolve()).key_ring)


def _today() -> date:
    return legal_day(SystemClock().now())


@app.command("make")
def make(home: HomeOption = DEFAULT_HOME) -> None:
    """Tạo vòng khóa với một khóa, nếu chưa có."""
    path = _ring(home)
    if path.exists():
        complain(f"Đã có vòng khóa ở {path}; thêm khóa mới bằng `motcua keys rotate`")
    make_ring(path, _today())
    typer.echo(f"✔ Vòng khóa ở {path}. Sao lưu tệp này ở nơi khác với cơ sở dữ liệu: mất khóa là mất dữ liệu.")


@app.command("rotate")
def rotate(home: HomeOption = DEFAULT_HOME) -> None:
    """Thêm khóa mới lên đầu; dữ liệu cũ được mã hóa lại dần trong khi vẫn làm việc."""
    path = _ring(home)
    fresh = add_key(path, _today())
    typer.echo(f"✔ Khóa {fresh.number} đang dùng. Sao lưu {path} ngay, rồi xem tiến độ bằng `motcua keys status`.")


@app.command("status")
def status(home: HomeOption = DEFAULT_HOME) -> None:
    """Các khóa trên vòng và tiến độ mã hóa lại."""
    services = Services.at(home, "operator")
    known = services.ask("intake", "GET", "/keys")
    for key in read_ring(_ring(home)):
        using = "đang dùng" if key.number == known["current"] else "chỉ để mở"
        typer.echo(f"Khóa {key.number:<5} tạo ngày {day(key.made_on.isoformat())}  {using}")
    for walk in known["walks"]:
        state = "xong" if walk["finished_at"] and walk["key"] == known["current"] else "đang làm"
        typer.echo(f"{walk['place']}: đã xem {number(walk['walked'])}, mã hóa lại {number(walk['changed'])} ({state})")
    typer.echo("✔ Mọi dữ liệu nằm dưới khóa đang dùng" if known["is_done"] else "… Đang mã hóa lại")


@app.command("drop")
def drop(
    key: Annotated[int, typer.Argument(help="Số của khóa cũ")],
    now: Annotated[bool, typer.Option("--now", help="Không chờ hết một ngày sau khi thay khóa")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Bỏ hẳn một khóa cũ, sau khi đếm lại thấy không còn gì nằm dưới khóa đó."""
    path = _ring(home)
    keys = read_ring(path)
    if key not in {each.number for each in keys[1:]}:
        drop_key(path, key)  # refuses: it seals, or it is not on the ring
    _must_be_old(keys, key, is_urgent=now)
    counted = Services.at(home, "operator").ask("intake", "POST", "/keys/count", timeout=_COUNT_SECONDS)
    _must_be_empty(counted, keys[0].number, key)
    drop_key(path, key)
    typer.echo(f"✔ Đã bỏ khóa {key}. Bản lưu cũ của cơ sở dữ liệu cần khóa này thì không mở được nữa.")


def _must_be_old(keys: tuple[RingKey, ...], key: int, *, is_urgent: bool) -> None:
    """Keys stand newest first: the one before it on the ring says since when it no longer seals."""
    place = next(place for place, each in enumerate(keys) if each.number == key)
    if not is_urgent and _today() <= keys[place - 1].made_on + _REPEATS:
        since = day(keys[place - 1].made_on.isoformat())
        complain(f"Khóa {key} mới thôi dùng từ {since}, chờ hết ngày hôm sau (hoặc thêm --now)")


def _must_be_empty(counted: dict[str, Any], current: int, key: int) -> None:
    if counted["current"] != current:
        complain("Dịch vụ tiếp nhận chưa đọc vòng khóa này: kiểm tra MOTCUA_KEY_RING của dịch vụ")
    left = sum(each["values"] for each in counted["under"] if each["key"] == key)
    if left:
        complain(f"Còn {number(left)} dữ liệu nằm dưới khóa {key}, đang mã hóa lại; hãy thử lại sau")
