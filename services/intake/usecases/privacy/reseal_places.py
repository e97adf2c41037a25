"""Brings a little of every sealed place under the present key; asked again until nothing is left."""

from collections.abc import Sequence

from services.intake.repository.privacy.sealed_places import SEALED_PLACES, SealedPlace
from services.intake.vault.vault import Vault
from shared.db.database import Database

BATCH = 250  # about 4 ms of the loop for opening and sealing: a clerk's receipt does not notice


async def reseal_places(
    database: Database, vault: Vault, places: Sequence[SealedPlace] = SEALED_PLACES, limit: int = BATCH
) -> int:
    """How many rows were looked at, each place in a transaction of its own; 0 where all is as it should be."""
    done = 0
    for place in places:
        async with database.transaction() as connection:
            done += await place.reseal(connection, vault, limit)
    return done
