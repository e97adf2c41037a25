"""`motcua demo`: a living province to look at, and its clock."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, time
from typing import Annotated, Any

import typer

from services.cli.connection import DEFAULT_HOME, HomeOption, complain
from services.cli.demo.turning import in_words, must_be_turnable, read_by, read_instant
from services.cli.vietnamese import number
from shared.clock import DemoClock, SystemClock, read_turned
from shared.local.demo_clock import reset_clock, turn_clock
from shared.local.home import Home
from shared.worktime import legal_instant

app = typer.Typer(help="Bản trình diễn: một tỉnh sống và đồng hồ của nó", no_args_is_help=True)


@app.command("clock", context_settings={"ignore_unknown_options": True})
def clock(
    by: Annotated[str | None, typer.Argument(help="Vặn thêm: “+3 ngày”, “+2 giờ”, “-1 tuần”")] = None,
    to: Annotated[str | None, typer.Option(help="Vặn đến: “05/08/2026 17:01”")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Trả về giờ thật")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Xem hoặc vặn đồng hồ trình diễn; các dịch vụ đang chạy theo ngay, đồng hồ chạy tiếp từ đó."""
    place = Home(home.resolve())
    if sum((by is not None, to is not None, reset)) > 1:
        complain("Chỉ chọn một: vặn thêm, --to hoặc --reset")
    if by is not None or to is not None or reset:
        _must_be_demo(place)
        wanted = _wanted(place, by, to)
        _run(place, lambda asking: must_be_turnable(asking, wanted))
        reset_clock(place.demo_clock) if reset else turn_clock(place.demo_clock, wanted)
    typer.echo(_shown(place))


def _wanted(place: Home, by: str | None, to: str | None) -> datetime:
    if by is not None:
        return DemoClock(place.demo_clock).now() + read_by(by)
    return read_instant(to) if to is not None else SystemClock().now()


def _must_be_demo(place: Home) -> None:
    """Real records must never get times of a demo."""
    if not place.demo.exists():
        complain("Thư mục này không có bản trình diễn (`motcua demo province` hoặc `motcua up --demo`): không vặn giờ")


def _shown(place: Home) -> str:
    turned, now = read_turned(place.demo_clock), DemoClock(place.demo_clock).now()
    if turned is None:
        return f"Giờ thật: {in_words(now)}"
    return f"Đồng hồ trình diễn: {in_words(now)}" + ("" if turned.since else " (đang đứng)")


@app.command("province")
def province(
    name: Annotated[str, typer.Option(help="Tên tỉnh, ví dụ “Hòa Bình”")],
    months: Annotated[int, typer.Option(min=1, max=60, help="Số tháng hồ sơ")] = 9,
    scale: Annotated[float, typer.Option(min=0.0001, max=10, help="1 = cả tỉnh như thật")] = 0.05,
    seed: Annotated[int, typer.Option(help="Số gieo: cùng số, cùng bản trình diễn")] = 1,
    until: Annotated[str | None, typer.Option(help="Đến hết ngày (dd/mm/yyyy); mặc định: bây giờ")] = None,
    district: Annotated[str | None, typer.Option(help="Chỉ địa bàn một huyện cũ")] = None,
    lateness: Annotated[float, typer.Option(min=0, max=50, help="Nhân tỷ lệ trễ hạn lên bao nhiêu lần")] = 1.0,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Dựng một tỉnh sống qua các API công khai: nhiều tháng hồ sơ của những người không có thật."""
    from services.cli.demo.journal import Order
    from services.cli.demo.planning import Recipe, months_before
    from services.cli.demo.showing import build_with_bar

    end = read_instant(until, at=time(16, 55)) if until else legal_instant(SystemClock().now())
    recipe = Recipe(months_before(end.date(), months), end.replace(second=0, microsecond=0), scale, seed, lateness)
    place = Home(home.resolve())
    addresses = _addresses(place)
    try:
        told = build_with_bar(place, addresses, Order(name, district, recipe, until is None))
    except KeyboardInterrupt:
        complain(f"Đã dừng giữa chừng; chạy lại đúng lệnh này để dựng tiếp. {_shown(place)}")
    typer.echo(
        f"✔ {number(told['figures'].get('received', 0))} hồ sơ ở {told['desks']} bộ phận một cửa. {_shown(place)}"
    )


def _addresses(place: Home) -> dict[str, str]:
    running = place.running()
    if running is None:
        complain(f"Bộ dịch vụ ở {place.path} chưa chạy. Hãy chạy `motcua up` trước.")
    return dict(running.services)


def _run(place: Home, ask: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
    from services.cli.demo.asking import Asking

    async def run() -> None:
        asking = Asking(place, _addresses(place))
        try:
            await ask(asking)
        finally:
            await asking.close()

    asyncio.run(run())
