"""Filings and their acts in one transaction: found for a caller, locked, added, saved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.filings.filed import Filed, FilingActed
from services.intake.domain.organisation.reach import scope_of
from services.intake.repository.filings.filing_rows import FIXED, MOVING, filed_of, fixed_values, moving_values
from services.intake.vault.vault import Vault
from shared.db.database import Connection
from shared.errors import Conflict, NotFound

_ALL = (*FIXED, *MOVING)
_NAMES = ", ".join(f"f.{name}" for name in _ALL)
_ADDED = (*_ALL, "marks", "digest")
_ADD = (
    f"insert into intake.filings ({', '.join(_ADDED)}) "
    f"values ({', '.join(f'${n}' for n in range(1, len(_ADDED) + 1))}) on conflict (source_code, source) do nothing"
)
_SAVE = (
    f"update intake.filings set {', '.join(f'{name} = ${n}' for n, name in enumerate(MOVING, start=3))} "
    "where id = $1 and version = $2"
)
# Seen by its desk and its competent office, and by those that continue them. Reach over the nation asks no tree.
_FIND = f"""
select {_NAMES} from intake.filings f where f.id = $1 and ($2::text[] is null or exists (
  select from intake.offices o where o.code in (f.desk, f.office) and o.reach && $2::text[]))
"""
_BY_SOURCE = f"select {_NAMES}, f.digest from intake.filings f where f.source_code = $1 and f.source = $2"
_APPEND = """
insert into intake.filing_acts (filing, version, act, from_state, to_state, actor, happened_at, recorded_at,
  reason_code, reason, says) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A filing that came before, and the digest of what was sent then."""

    filed: Filed
    digest: bytes


class Filings:
    """The filings of this service."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def find(self, id_: UUID, *, visible_to: Collection[str]) -> Filed:
        """Refuses a filing that is not there and one out of reach alike."""
        return await self._find(id_, visible_to, "")

    async def locked(self, id_: UUID, *, visible_to: Collection[str]) -> Filed:
        """As `find`, and nobody else acts on it until the transaction ends."""
        return await self._find(id_, visible_to, "for update of f")

    async def _find(self, id_: UUID, visible_to: Collection[str], lock: str) -> Filed:
        row = await self._connection.fetchrow(_FIND + lock, id_, scope_of(visible_to))
        if row is None:
            raise NotFound("filing_not_found", "Không có hồ sơ nộp này, hoặc không thuộc đơn vị của tài khoản")
        return filed_of(dict(row), self._vault)

    async def by_source(self, source: str, code: str) -> Known | None:
        row = await self._connection.fetchrow(_BY_SOURCE, code, source)
        return Known(filed_of(dict(row), self._vault), row["digest"]) if row else None

    async def add(self, filed: Filed, digest: bytes) -> bool:
        """False where the source's code is already on file."""
        fixed, marks = fixed_values(filed, self._vault)
        done = await self._connection.execute(_ADD, *fixed, *moving_values(filed), marks, digest)
        return bool(done == "INSERT 0 1")

    async def save(self, filed: Filed) -> None:
        """Refuses where somebody else was faster."""
        done = await self._connection.execute(_SAVE, filed.id, filed.version - 1, *moving_values(filed))
        if done != "UPDATE 1":
            raise Conflict("version_conflict", "Hồ sơ vừa được người khác cập nhật; hãy mở lại rồi làm tiếp")

    async def append(self, acted: FilingActed, recorded_at: datetime) -> None:
        filed, deed = acted.filed, acted.deed
        await self._connection.execute(
            _APPEND,
            *(filed.id, filed.version, deed.act.value, acted.from_state, filed.state.value, deed.actor, deed.at),
            *(recorded_at, deed.reason_code, deed.reason, dict(deed.says) if deed.says else None),
        )
