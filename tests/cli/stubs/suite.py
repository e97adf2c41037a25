"""`motcua up` with small programs in place of the services: suite.py HOME PORT … [fail], a port for every office."""

import sys
from pathlib import Path

from rich.console import Console

from services.cli.offices import OFFICES, Office
from services.cli.plan import Plan
from services.cli.up import run
from shared.local.home import Home

HERE = Path(__file__).parent
count = len(OFFICES)
home, *ports = sys.argv[1 : 2 + count]
plan = Plan(
    Home(Path(home).resolve()),
    [
        Office(known.name, known.title, int(port), (sys.executable, str(HERE / "office.py")), known.is_screen)
        for known, port in zip(OFFICES, ports, strict=True)
    ],
    migrate=(sys.executable, str(HERE / "migrate.py"), *sys.argv[2 + count :]),
    load_reference=(sys.executable, "-c", "import os; assert 'motcua_intake' in os.environ['MOTCUA_DATABASE_URL']"),
)
sys.exit(run(plan, Console(width=200)))
