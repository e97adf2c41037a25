"""A year of the nation, and what a monitoring centre asks of it.

python -m tests.benchmarks.nation [--dossiers 25000000] [--folder var/nation] [--times 200]

The folder keeps the filled town: a run that was broken off goes on, and the next one asks at once.
"""

import argparse
import os
import platform
from pathlib import Path

from tests.benchmarks.nation.bench import bench_nation
from tests.support.town import a_town


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=25_000_000)
    arguments.add_argument("--folder", type=Path, default=Path("var/nation"))
    arguments.add_argument("--times", type=int, default=200, help="of each question")
    arguments.add_argument("--facts", type=int, default=70_000, help="to be taken in while serving")
    chosen = arguments.parse_args()
    print(f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}, embedded engines")
    with a_town(chosen.folder) as town:
        bench_nation(town, chosen.folder, chosen.dossiers, chosen.times, chosen.facts)


if __name__ == "__main__":
    main()
