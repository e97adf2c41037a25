"""The log of prints: which paper, on what sheet, with what digest, by whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.db.database import Connection

_ADD = """
insert into processing.prints (dossier, version, form, size, sha256, signer, printed_at, printed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """One print. `version` is of the act that made the paper; the control slip has none."""

    dossier: UUID
    version: int | None
    form: str
    size: str
    sha256: str
    signer: str | None


class Prints:
    """What was printed of this service's dossiers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, printed: Printed, at: datetime, by: str) -> None:
        p = printed
        await self._connection.execute(_ADD, p.dossier, p.version, p.form, p.size, p.sha256, p.signer, at, by)
