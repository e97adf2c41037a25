"""What a driver is handed to tell: the frozen shot joined with who and what it is about, in words of our own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.portal.domain.catalogue.portal_procedure import PortalProcedure
from services.portal.domain.outbound.snapshot import ProgressShot, RecordShot


@dataclass(frozen=True, slots=True)
class Agency:
    """An office at the portal. `old` is the form of QCVN 102:2016, `new` that of QĐ 20/2020; both go around."""

    office: str
    name: str
    new: str
    old: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.new, self.old) if self.old else (self.new,)

    def form(self, *, is_old: bool) -> str:
        """As that portal wants it; the new one where there is no other."""
        return self.old if is_old and self.old else self.new


@dataclass(frozen=True, slots=True)
class KnownProcedure:
    """A procedure as the portal's own catalogue has it. `results` and `papers` are the portal's codes by name.

    `published` is the whole of it, for comparing with ours; None where it could not be read without guessing (`unread`
    says what) or the portal does not tell it.
    """

    code: str
    name: str
    field: str
    field_name: str
    results: tuple[tuple[str, str], ...] = ()
    papers: tuple[tuple[str, str], ...] = ()
    published: PortalProcedure | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose dossier it is (chủ hồ sơ). `kind` is intake's; `tech_id` is the portal's account of this person."""

    name: str
    kind: str
    number: str | None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    born_on: date | None = None
    tech_id: str | None = None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A paper of the dossier. `link` is where the portal fetches the file; None where there is no file."""

    name: str
    quantity: int
    form: str
    digest: str | None
    link: str | None
    is_reused: bool = False
    is_from_store: bool = False


@dataclass(frozen=True, slots=True)
class Fee:
    """In đồng; `paid_by` empty while it is owed."""

    name: str
    amount: int
    paid_by: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What intake says of the dossier now. `owner` is None once the person was erased."""

    owner: Owner | None
    filer: str | None
    summary: str | None
    papers: tuple[HandedIn, ...]
    fees: tuple[Fee, ...]
    return_way: str
    filed_at: datetime | None
    source: str | None = None
    source_code: str | None = None
    filing: UUID | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A whole dossier to be created or overwritten. `unit` is the name of the competent office.

    `said` is what the act that made this record said to the applicant.
    """

    dossier: UUID
    code: str
    our_code: str
    agency: Agency
    unit: str
    procedure: KnownProcedure
    matter: Matter
    shot: RecordShot
    said: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of progress. `said` is what the act says to the applicant besides its name."""

    code: str
    unit: str
    shot: ProgressShot
    said: str = ""
    officer: str = ""

    @property
    def text(self) -> str:
        return f"{self.shot.act_name}: {self.said}" if self.said else self.shot.act_name


class Mode(StrEnum):
    """Whether the portal should know the dossier already."""

    NEW = "new"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class ThereRow:
    """A row that the portal lists: enough to know it again."""

    happened_at: datetime
    status: int
    text: str


@dataclass(frozen=True, slots=True)
class There:
    """What the portal says of a dossier. `rows` is None where it lists none."""

    code: str
    status: int | None
    rows: Sequence[ThereRow] | None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
