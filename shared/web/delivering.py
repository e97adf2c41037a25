"""Sends the messages of a service that wait."""

from collections.abc import Mapping
from datetime import timedelta

from shared.notify.carrier import Carrier
from shared.notify.delivery import Delivery
from shared.notify.message import Medium
from shared.web.station import Job, Station


def delivering(carriers: Mapping[Medium, Carrier], oldest: timedelta) -> Job:
    """For ever, in every process: each takes what no other has. What is older than `oldest` is given up."""

    async def run(station: Station) -> None:
        await Delivery(lambda: station.database, station.schema, carriers, station.clock, oldest).run()

    return run
