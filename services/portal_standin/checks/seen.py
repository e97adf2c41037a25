"""What a check may look at: everything it needs and nothing it could change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.portal_standin.books.catalogue import Procedure
from services.portal_standin.books.dossiers import Dossier
from services.portal_standin.books.evidence import Evidence
from services.portal_standin.books.files import Upload
from services.portal_standin.books.sessions import Session


@dataclass(frozen=True, slots=True)
class LoginSeen:
    """`password`: the right one, None for a user who is not known."""

    given: str
    password: str | None
    dstcode: str


@dataclass(frozen=True, slots=True)
class CallSeen:
    """`keys` None: no such service. `holder`: whom the session must belong to (blank: nobody in particular)."""

    agency: str
    body: Mapping[str, Any]
    keys: tuple[str, ...] | None
    session: Session | None
    now: datetime
    dossiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordSeen:
    """A dossier as it was pushed, beside what the portal already has and knows."""

    record: Mapping[str, Any]
    updates: bool
    known: Dossier | None
    procedure: Procedure | None
    evidence: Evidence
    now: datetime
    profile: str = "th766"
    file_hosts: Sequence[str] = ()

    def text(self, field: str) -> str:
        """Blank where the field is missing or null; numbers as they are written."""
        value = self.record.get(field)
        return "" if value is None else str(value)

    def rows(self, field: str) -> Sequence[Mapping[str, Any]]:
        """Of a list inside; what is no object is passed over."""
        value = self.record.get(field)
        return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

    @property
    def status(self) -> str:
        return self.text("TrangThaiHoSo")


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A progress row, the dossier it belongs to, and the row before it in the same call."""

    row: Mapping[str, Any]
    dossier: Dossier | None
    before: Mapping[str, Any] | None
    rows_in_call: int
    now: datetime

    def text(self, field: str) -> str:
        value = self.row.get(field)
        return "" if value is None else str(value)

    @property
    def status_before(self) -> str:
        """Of the row before in this call or of the last one kept; blank for the first row."""
        if self.before is not None:
            return str(self.before.get("TrangThai", ""))
        return self.dossier.row_status if self.dossier else ""

    @property
    def latest(self) -> str:
        """The latest instant so far, fourteen digits; blank for the first row."""
        kept = self.dossier.latest if self.dossier else ""
        return max(kept, str(self.before.get("ThoiDiemXuLy", ""))) if self.before else kept


@dataclass(frozen=True, slots=True)
class TokenSeen:
    """A call of generation B: its token and the agency it acts for."""

    token: Session | None
    agency: str
    now: datetime


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file that generation B refers to; `upload` None: no such file. `hash` None: none was told (results)."""

    upload: Upload | None
    hash: str | None


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """The code of a new dossier of generation B."""

    code: str
    is_unused: bool
