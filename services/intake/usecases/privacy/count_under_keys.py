"""Counts what lies under which key, and has the walk begin again where something was left behind it."""

from collections.abc import Sequence

from services.intake.repository.privacy.resealing import walk_again
from services.intake.repository.privacy.sealed_places import SEALED_PLACES, SealedPlace
from services.intake.vault.vault import Vault
from shared.db.database import Database


async def count_under_keys(
    database: Database, vault: Vault, places: Sequence[SealedPlace] = SEALED_PLACES
) -> dict[str, dict[int, int]]:
    """By place and key (0: in clear). A key under which nothing lies anywhere may be dropped."""
    counts: dict[str, dict[int, int]] = {}
    for place in places:
        async with database.reading() as connection:
            counts[place.name] = await place.count(connection)
    left = [name for name, under in counts.items() if under.keys() - {vault.current}]
    async with database.transaction() as connection:
        await walk_again(connection, left, vault.current)
    return counts
