"""A year of the nation, and what a monitoring centre asks of it.

python -m tests.benchmarks.nation [--dossiers 25000000] [--folder var/nation] [--times 200]

The folder keeps the filled town: a run that was broken off goes on, and the next one asks at once.
"""

import argparse
import asyncio
import os
import platform
from pathlib import Path

from shared.clock import SystemClock
from tests.benchmarks.nation.fill import fill
from tests.support.town import a_town


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=25_000_000)
    arguments.add_argument("--folder", type=Path, default=Path("var/nation"))
    arguments.add_argument("--times", type=int, default=200, help="of each question")
    chosen = arguments.parse_args()
    print(f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}, embedded engines")
    now = SystemClock().now().replace(minute=0, second=0, microsecond=0)
    with a_town(chosen.folder) as town:
        running = town.home.running()
        assert running
        print(f"A year of the nation: {chosen.dossiers:,} dossiers")
        seconds = asyncio.run(fill(running.database_url, chosen.dossiers, now))
        print(f"  filled in {seconds:.0f} s")


if __name__ == "__main__":
    main()
