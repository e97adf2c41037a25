"""Names of columns and the way a book is understood, over the wire."""

from typing import Annotated, Literal

from pydantic import Field

from services.intake.schemas.parts import In, LegalInstant, Out
from shared.web.fields import Text

Column = Literal[
    "code", "procedure", "procedure_name", "sets", "applicant", "identity", "address", "phone", "office", "lead",
    "channel", "received", "due", "result", "returned", "return_way", "status", "note",
]  # fmt: skip


class HeadingsIn(In):
    """By heading as the book has it: its column, an empty text for one that is not read, null to forget it."""

    columns: Annotated[dict[Text, Column | Literal[""] | None], Field(max_length=100)]


class HeadingOut(Out):
    """One heading and what it is read as."""

    written: str
    column: str
    set_by: str
    set_at: LegalInstant


class HeadingsOut(Out):
    """An office's own names; whatever is not here is recognised by the suite."""

    office: str
    items: list[HeadingOut]


class ColumnOut(Out):
    """A heading of the book; `column` is empty where it is not read."""

    heading: str
    column: str | None
    read_as: str | None


class ConvertedOut(Out):
    """A cell written for an old font (TCVN3, VNI), and what it is read as."""

    written: str
    read: str


class SheetOut(Out):
    """A sheet that holds a register."""

    name: str
    header_row: int
    columns: list[ColumnOut]
    converted: list[ConvertedOut]


class PreviewRowOut(Out):
    """A row that is ready, as it is understood."""

    sheet: str
    row: int
    code: str
    procedure: str
    procedure_name: str
    applicant: str
    channel: str
    accepted_at: LegalInstant
    due_at: LegalInstant | None
    ended_at: LegalInstant | None
    outcome: str | None


class PreviewOut(Out):
    """How a book is understood; `guess` are likely headings of a book without a header that was recognised."""

    sheets: list[SheetOut]
    rows: list[PreviewRowOut]
    guess: list[ColumnOut]
