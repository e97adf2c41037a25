"""`make bench [ARGS="--quick"]`: builds a town in a folder of its own and prints figures with their conditions."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from tests.benchmarks.acts import bench_acts
from tests.benchmarks.finding import bench_finding
from tests.benchmarks.forms import bench_forms
from tests.benchmarks.lag import bench_lag
from tests.benchmarks.nation.bench import bench_nation
from tests.benchmarks.receive import DESKS, bench_receive
from tests.benchmarks.register import bench_register
from tests.benchmarks.risk import bench_risk
from tests.benchmarks.scans import bench_scans
from tests.benchmarks.suggest import bench_suggest
from tests.benchmarks.warnings import bench_warnings
from tests.benchmarks.worklists import bench_worklists
from tests.support.town import Town, a_town


def desks_of(town: Town) -> list[str]:
    """Communes of today."""
    found = town.services("registrar").ask(
        "intake", "GET", "/offices", params={"parent": "25", "level": "commune", "limit": DESKS}
    )
    return [office["code"] for office in found["items"]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="short runs, for trying the benchmark itself")
    arguments.add_argument("--rows", type=int, help="rows of the register book (300,000; 5,000 with --quick)")
    arguments.add_argument("--dossiers", type=int, help="to find among: 5,000,000, or 50,000 with --quick")
    arguments.add_argument("--nation", type=int, help="dossiers of its year: 25,000,000, or 250,000 with --quick")
    arguments.add_argument("--nation-folder", type=Path, help="keep the nation's year there, to go on or to ask again")
    chosen = arguments.parse_args()
    repetitions, seconds, receipts, forms = (1, 2, 20, 20) if chosen.quick else (5, 5, 200, 200)
    print(f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}, embedded engines,")
    print("fsync and synchronous_commit on, sync_interval always; load generator, engines and services share the cores")
    bench_forms(forms)
    bench_warnings(10_000 if chosen.quick else 1_000_000)
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        desks = desks_of(town)
        bench_lag(town, desks[0], receipts)
        bench_scans(town, desks[0], 3 if chosen.quick else 30)
        bench_receive(town, Path(folder), desks, repetitions, seconds)
        bench_acts(town, Path(folder), desks, 50 if chosen.quick else 1_000, min(3, repetitions))
        bench_register(town, Path(folder), chosen.rows or (5_000 if chosen.quick else 300_000))
        bench_suggest(town, desks[0], 1 if chosen.quick else 10)
        bench_risk(town, 20_000 if chosen.quick else 200_000)
        bench_worklists(town, 20_000 if chosen.quick else 1_000_000, 20 if chosen.quick else 200)
        bench_finding(town, chosen.dossiers or (50_000 if chosen.quick else 5_000_000), receipts)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.nation_folder or Path(temporary) / "nation"
        with a_town(folder) as town:
            dossiers = chosen.nation or (250_000 if chosen.quick else 25_000_000)
            bench_nation(town, folder, dossiers, 20 if chosen.quick else 200, 7_000 if chosen.quick else 70_000)


if __name__ == "__main__":
    main()
