"""Look-ups of papers and people over the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.web.fields import Code, Day, Text

Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{9,14}(-[0-9]{3})?$")]
Identity = Annotated[str, StringConstraints(pattern=r"^([0-9]{9}|[0-9]{12})$")]
Path = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\x00-\x1f]+$")]


class AskedIn(BaseModel):
    """Strict: nothing is taken that is not read."""

    model_config = ConfigDict(extra="forbid")


class ResultIn(AskedIn):
    """A kind of paper by the portal's result code; with `number` only that one."""

    code: Code
    number: Annotated[str, StringConstraints(max_length=200)] = ""


class PapersIn(AskedIn):
    """Whose papers (identity or tax number), and who wants them reused for which procedure at which desk."""

    desk: Code
    procedure: Code
    owner_number: Number
    asker_name: Text
    asker_number: Identity
    results: Annotated[list[ResultIn], Field(default_factory=list, max_length=50)]


class FileOut(BaseModel):
    """To be given back to POST /papers/fetch as it is."""

    name: str
    path: str
    seal: str


class PaperOut(BaseModel):
    result: str
    title: str
    number: str
    issuer: str
    files: list[FileOut]


class PapersOut(BaseModel):
    """`lookup`: state it with the dossier once that exists (POST /papers/lookups)."""

    lookup: UUID
    items: list[PaperOut]


class FetchIn(AskedIn):
    """One file as a search showed it to this caller."""

    lookup: UUID
    issuer: Annotated[str, StringConstraints(max_length=200)]
    path: Path
    seal: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{28}$")]


class FetchedOut(BaseModel):
    """For the papers of a receipt: `scan`, with `is_reused` true."""

    scan: str


class PersonIn(AskedIn):
    """Old identity cards have 9 digits."""

    desk: Code
    procedure: Code
    number: Identity
    name: Text
    born_on: Day


class PersonOut(BaseModel):
    """Whether they belong together, and nothing more."""

    lookup: UUID
    is_right: bool


class LookupsIn(AskedIn):
    """`dossier` may be a filing."""

    dossier: UUID
    lookups: Annotated[list[UUID], Field(min_length=1, max_length=50)]
