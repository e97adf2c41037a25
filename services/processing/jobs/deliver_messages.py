"""Sends the messages to officials that wait; what could not be carried in half a day says nothing any more."""

from collections.abc import Mapping
from datetime import timedelta

from shared.notify.carrier import Carrier
from shared.notify.delivery import Delivery
from shared.notify.message import Medium
from shared.web.station import Job, Station

_OLDEST = timedelta(hours=12)


def delivering(carriers: Mapping[Medium, Carrier]) -> Job:
    """For ever, in every process: each takes what no other has."""

    async def run(station: Station) -> None:
        await Delivery(lambda: station.database, station.schema, carriers, station.clock, _OLDEST).run()

    return run
