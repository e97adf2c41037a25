"""`python -m tests.benchmarks.living [times]`: how long the demo of `make run` takes, how soon its screens are read."""

import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from services.cli.demo.first_start import make_demo
from shared.callers import Role
from tests.benchmarks.screens import Screen, bench_screens
from tests.support.town import Town, a_town


def bench_living(town: Town, times: int) -> None:
    started = time.perf_counter()
    services = {name: town.url(name) for name in ("intake", "processing", "stats")}
    shown = make_demo(town.home, services, Console())
    assert shown is not None
    print(f"\nThe demo of `make run`: {shown.dossiers} dossiers in {time.perf_counter() - started:.0f} s")
    bench_screens(town, screens_of(town), times)


def screens_of(town: Town) -> list[Screen]:
    """The busiest commune of the demo, and its province."""
    listed = town.client.get(
        town.url("processing") + "/dossiers", params={"limit": 1}, headers=town.headers("leader")
    ).json()["dossiers"][0]
    desk, code = listed["desk"], listed["code"]
    counter, row = (Role.CLERK,), ".list tbody tr"
    return [
        Screen("hàng đợi", "/quay/hang-doi", row, counter, desk),
        Screen("tiếp nhận", "/quay/tiep-nhan", "form .what-part input", counter, desk),
        Screen("hồ sơ (một cửa)", f"/ho-so/{code}", ".dossier details", counter, desk),
        Screen("hồ sơ (chuyên viên)", f"/ho-so/{code}", ".dossier details", (Role.OFFICER,), desk),
        Screen("trả kết quả", "/quay/tra-ket-qua", "#scan", counter, desk),
        Screen("việc của đơn vị", "/viec-don-vi", ".tabs a", (Role.OFFICER,), desk),
        Screen("điều hành", "/dieu-hanh", "table tbody tr", (Role.LEADER,), "25.2025"),
        Screen("giám sát", "/giam-sat", "svg.trend a rect", (Role.MONITOR,), "25.2025"),
        Screen("quản trị", "/quan-tri", ".rooms li", (Role.ADMINISTRATOR,), "25.2025"),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_living(town, int(sys.argv[1]) if len(sys.argv) > 1 else 5)


if __name__ == "__main__":
    main()
