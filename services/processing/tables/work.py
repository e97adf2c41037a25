"""Dossiers and their steps, the routes they go, and the offices that have them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Identity,
    Index,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.processing.tables.schema import ProcessingRows

_LATE = """case when counts_by = 'hour' then ended_at > due_at
    else (ended_at at time zone 'Asia/Ho_Chi_Minh')::date > due_on end"""


class OfficeRow(ProcessingRows):
    """An office as intake last stated it; `path` leads from the root to itself.

    `heirs` are the paths of the offices that continue it: whoever reaches one of those reaches what it left.
    """

    __tablename__ = "offices"
    __table_args__ = (
        CheckConstraint("name is nfc normalized", name="name_nfc"),
        Index(None, "path", postgresql_using="gin"),
        Index(None, "reach", postgresql_using="gin"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    name: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str | None]
    path: Mapped[list[str]] = mapped_column(ARRAY(Text))
    heirs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    reach: Mapped[list[str]] = mapped_column(ARRAY(Text), Computed("path || heirs", persisted=True))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    successor: Mapped[str | None]
    hours: Mapped[list[Any]]


class SuccessionRow(ProcessingRows):
    """Which office continues one that ended, from which legal day on."""

    __tablename__ = "successions"

    office: Mapped[str] = mapped_column(primary_key=True)
    successor: Mapped[str] = mapped_column(index=True)
    on_day: Mapped[date]


class RouteRow(ProcessingRows):
    """A published route. Append-only: the newest that is valid, of the nearest office, holds for what is accepted.

    Without `procedure` it holds for all of them, without `office` everywhere.
    """

    __tablename__ = "routes"
    __table_args__ = (
        CheckConstraint("name is nfc normalized", name="name_nfc"),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        Index(None, "procedure", "office", "valid_from"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str | None]
    procedure: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    name: Mapped[str]
    decision: Mapped[str]
    term: Mapped[dict[str, Any] | None]
    stages: Mapped[list[Any]]
    on_supplement: Mapped[str]
    on_payment: Mapped[str]
    notice_days: Mapped[int]
    answer_days: Mapped[int]
    published_at: Mapped[datetime]
    published_by: Mapped[str]


class OutageRow(ProcessingRows):
    """A time in which a system was away, as somebody noted it; append-only."""

    __tablename__ = "outages"
    __table_args__ = (
        CheckConstraint("until_at > from_at", name="order_of_times"),
        CheckConstraint("note is nfc normalized and system is nfc normalized", name="text_nfc"),
        Index(None, "from_at"),
    )

    number: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    system: Mapped[str]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    note: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class PaperNumberRow(ProcessingRows):
    """The last number given to a paper of that form by that office in that year."""

    __tablename__ = "paper_numbers"

    office: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class DossierRow(ProcessingRows):
    """A dossier after its last act. `due_at` and `due_on` repeat the last of `dues` for worklists."""

    __tablename__ = "dossiers"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("returned_at >= ended_at and ended_at >= accepted_at", name="order_of_times"),
        Index(None, "office", "state", "due_at", "id"),
        Index(None, "desk", "state", "due_at", "id"),
        Index(None, "due_at", "id"),
        Index("ix_dossiers_open_by_due", "due_at", "id", postgresql_where=text("ended_at is null")),
        Index(
            "ix_dossiers_to_hand_over",
            *("ended_at", "id"),
            postgresql_where=text("state in ('ready', 'refused') and origin <> 'register'"),
        ),
        Index("ix_dossiers_awaiting_supplement", "id", postgresql_where=text("state = 'awaiting_supplement'")),
        Index("ix_dossiers_waited", "id", postgresql_where=text("waits <> '[]'")),
        Index(
            "ix_dossiers_late",
            *("office", "ended_at"),
            postgresql_where=text(f"outcome in ('result', 'refusal') and {_LATE}"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    procedure_version: Mapped[int]
    field: Mapped[str]
    level: Mapped[str]
    channel: Mapped[str]
    origin: Mapped[str]
    accepted_at: Mapped[datetime]
    term: Mapped[dict[str, Any] | None]
    counts_by: Mapped[str]
    version: Mapped[int]
    state: Mapped[str]
    last_act_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    dues: Mapped[list[Any]]
    waits: Mapped[list[Any]]
    letters: Mapped[list[Any]]
    outcome: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    supplement_requests: Mapped[int]
    moves: Mapped[list[Any]]
    route: Mapped[UUID | None] = mapped_column(ForeignKey(RouteRow.id))
    cause: Mapped[str | None]
    before: Mapped[dict[str, Any] | None]


class StepRow(ProcessingRows):
    """A step of a dossier as it stands. The open ones are what people have to do; history stays in the acts.

    `procedure`, and while it is open `state` and `waits_on`, repeat what worklists ask of its dossier.
    """

    __tablename__ = "steps"
    __table_args__ = (
        CheckConstraint("ended_at >= begun_at", name="order_of_times"),
        CheckConstraint("num_nulls(ended_at, ended_by, ending) in (0, 3)", name="ended_whole"),
        Index(
            "ix_steps_open_by_assignee",
            *("assignee", "due_at", "dossier", "number"),
            postgresql_where=text("ending is null and assignee is not null"),
        ),
        Index(
            "ix_steps_open_by_office",
            *("office", "due_at", "dossier", "number"),
            postgresql_where=text("ending is null"),
        ),
        Index(
            "ix_steps_open_by_due",
            *("due_at", "dossier", "number"),
            postgresql_include=["office"],
            postgresql_where=text("ending is null"),
        ),
        Index("ix_steps_late", "office", "ended_at", postgresql_where=text(f"ending = 'done' and {_LATE}")),
        Index("ix_steps_ended", "office", "ended_at", postgresql_where=text("ending is not null")),
    )

    dossier: Mapped[UUID] = mapped_column(ForeignKey(DossierRow.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    stage: Mapped[int | None]
    name: Mapped[str]
    office: Mapped[str]
    role: Mapped[str]
    assignee: Mapped[str | None]
    begun_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    counts_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    ending: Mapped[str | None]
    cause: Mapped[str | None]
    procedure: Mapped[str]
    state: Mapped[str | None]
    waits_on: Mapped[str | None]


class RiskCellRow(ProcessingRows):
    """Of `total` ended dossiers alike in office or province, procedure, stage and days left, `late` were late.

    `likeness` says in what (domain/risk.py); empty text where it is not looked at.
    """

    __tablename__ = "risk_cells"
    __table_args__ = (CheckConstraint("late between 0 and total", name="parts"),)

    likeness: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    procedure: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]
    late: Mapped[int]


class TransitionRow(ProcessingRows):
    """One act of a dossier's history. Append-only by grant and by trigger; `note` and `details` never leave it.

    `due_at` and `due_on` are the lawful due date from this act on, where it set or moved it.
    """

    __tablename__ = "transitions"
    __table_args__ = (CheckConstraint("note is nfc normalized", name="note_nfc"),)

    dossier: Mapped[UUID] = mapped_column(ForeignKey(DossierRow.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    actor: Mapped[str]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    reason_code: Mapped[str | None]
    note: Mapped[str | None]
    evidence: Mapped[str | None]
    warnings: Mapped[list[str]] = mapped_column(ARRAY(Text))
    details: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
