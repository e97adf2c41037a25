"""`motcua up` with small programs in place of the services: suite.py HOME PORT… [fail], a port for each office."""

import sys
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from services.cli.offices import OFFICES
from services.cli.plan import Plan
from services.cli.up import run
from shared.local.home import Home

HERE = Path(__file__).parent
COUNT = len(OFFICES)
home, *ports = sys.argv[1 : 2 + COUNT]
plan = Plan(
    Home(Path(home).resolve()),
    [
        replace(known, port=int(port), command=(sys.executable, str(HERE / "office.py")))
        for known, port in zip(OFFICES, ports, strict=True)
    ],
    migrate=(sys.executable, str(HERE / "migrate.py"), *sys.argv[2 + COUNT :]),
    load_reference=(sys.executable, "-c", "import os; assert 'motcua_intake' in os.environ['MOTCUA_DATABASE_URL']"),
)
sys.exit(run(plan, Console(width=200)))
