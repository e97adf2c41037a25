"""THE list of places where something lies sealed; whoever seals elsewhere adds the place here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.intake.repository.privacy.sealed_people import (
    DOSSIERS,
    FILINGS,
    count_dossiers_by_key,
    count_filings_by_key,
    reseal_dossiers,
    reseal_filings,
    seal_clear_numbers,
)
from services.intake.repository.privacy.sealed_revisions import PLACE as REVISIONS
from services.intake.repository.privacy.sealed_revisions import count_revisions_by_key, reseal_revisions
from services.intake.repository.scans.scans import count_scans_by_key, reseal_scans
from services.intake.vault.vault import Vault
from shared.db.database import Connection

Reseal = Callable[[Connection, Vault, int], Awaitable[int]]
Count = Callable[[Connection], Awaitable[dict[int, int]]]


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """`reseal` brings at most so many rows under the present key in the given transaction: 0, and nothing is left.

    `count` says how many values lie under which key (0: in clear), by looking at all of them.
    """

    name: str
    reseal: Reseal
    count: Count


async def _counted_with_the_dossiers(_: Connection) -> dict[int, int]:
    return {}


SEALED_PLACES: tuple[SealedPlace, ...] = (
    SealedPlace(DOSSIERS.place, reseal_dossiers, count_dossiers_by_key),
    SealedPlace(FILINGS.place, reseal_filings, count_filings_by_key),
    SealedPlace("scans", reseal_scans, count_scans_by_key),
    SealedPlace(REVISIONS, reseal_revisions, count_revisions_by_key),
    SealedPlace("numbers in clear", seal_clear_numbers, _counted_with_the_dossiers),
)
