"""By what dossiers are found: a narrow card of each, and where each stands. Both follow other writes by themselves."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows


class CardRow(IntakeRows):
    """The index card of a dossier, written by triggers on `dossiers`; its office is the one competent now.

    `words` are the folded words of names with a blank before, between and behind; `marks` all that `dossiers.marks`
    has. The indexes hold what a walk through time must look at, so that it need not open the cards.
    """

    __tablename__ = "cards"
    __table_args__ = (
        Index(None, "accepted_at", "dossier", postgresql_include=["office", "desk", "procedure", "words"]),
        Index(None, "office", "accepted_at", "dossier", postgresql_include=["desk", "procedure", "words"]),
        Index(
            None,
            *("desk", "accepted_at", "dossier"),
            postgresql_include=["office", "procedure", "words"],
            postgresql_where=text("desk <> office"),
        ),
        Index(None, "procedure", "accepted_at", "dossier", postgresql_include=["office", "desk", "words"]),
        Index(None, "marks", postgresql_using="gin"),
    )

    dossier: Mapped[UUID] = mapped_column(primary_key=True)
    accepted_at: Mapped[datetime]
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    words: Mapped[str]
    marks: Mapped[str] = mapped_column(TSVECTOR)


class WordRow(IntakeRows):
    """Every word that a card ever had: so a word still being typed is known by its beginning."""

    __tablename__ = "words"

    word: Mapped[str] = mapped_column(primary_key=True)


class StandingRow(IntakeRows):
    """Where a dossier stands by the newest fact of processing; version 0 is the receipt, before processing opened it.

    `office` is the competent one now: a dossier of an office that ended is with the successor.
    """

    __tablename__ = "standings"
    __table_args__ = (
        Index(None, "state", "accepted_at", "dossier", postgresql_include=["office", "desk", "procedure", "due_on"]),
        Index(None, "office", "state", "accepted_at", "dossier", postgresql_include=["desk", "procedure", "due_on"]),
        Index(
            None,
            *("desk", "state", "accepted_at", "dossier"),
            postgresql_include=["office", "procedure", "due_on"],
            postgresql_where=text("desk <> office"),
        ),
    )

    dossier: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    state: Mapped[str]
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    accepted_at: Mapped[datetime]
    due_on: Mapped[date | None] = mapped_column(Date)
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
