"""This service as a program: `python -m services.intake` serves, `… load-reference` loads the reference data."""

import asyncio
import sys

from services.intake.app import create_app, make_station
from services.intake.routes.dossiers.receiving import receiving_lane
from services.intake.usecases.load_reference import load_reference
from shared.clock import SystemClock
from shared.db.database import PooledDatabase
from shared.errors import Refusal
from shared.settings import Settings, refuse
from shared.web.express import Express
from shared.web.serve import serve

PORT = 8001


async def load(settings: Settings) -> None:
    database = await PooledDatabase.open(settings.database_url, size=1, application="intake-reference")
    try:
        await load_reference(database, SystemClock(), print)
    finally:
        await database.close()


def main() -> None:
    settings = Settings.from_environment(PORT)
    if sys.argv[1:] == ["load-reference"]:
        asyncio.run(load(settings))
    else:
        serve_counter(settings)


def serve_counter(settings: Settings) -> None:
    """Ends with status 78 (configuration) where key ring or signing certificate is not fit."""
    try:
        app = create_app(make_station(settings))
    except Refusal as unfit:
        refuse(unfit.message)
    serve(Express(app, {("POST", "/dossiers"): receiving_lane(app)}), settings)


if __name__ == "__main__":
    main()
