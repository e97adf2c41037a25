"""The facts of a register book's row: the receipt as the book states it, and how the dossier ended."""

from dataclasses import dataclass
from uuid import UUID

from services.intake.domain.register.entry import Entry
from shared.contracts.envelope import Announcement
from shared.contracts.intake import DossierReceived, OutcomeDeclared
from shared.contracts.terms import Channel, CountsBy, Level, Outcome


@dataclass(frozen=True, slots=True)
class Named:
    """What the receipt's fact says besides the row itself."""

    procedure_version: int
    field: str
    level: Level


def announce_receipt(dossier: UUID, entry: Entry, named: Named, office: str, actor: str) -> Announcement:
    """Books state appointments, not terms; they are judged by day, as offices kept them."""
    body = DossierReceived(
        dossier=str(dossier),
        code=entry.code,
        office=office,
        desk=office,
        procedure=entry.procedure,
        procedure_version=named.procedure_version,
        field=named.field,
        level=named.level,
        channel=Channel(entry.channel),
        accepted_at=entry.accepted_at,
        term=None,
        counts_by=CountsBy.DAY,
        due_at=entry.due_at,
        due_on=entry.due_at.date() if entry.due_at else None,
        origin="register",
    )
    return body.announce(stream=f"dossier:{dossier}", office=office, actor=actor, happened_at=entry.accepted_at)


def announce_outcome(dossier: UUID, entry: Entry, office: str, actor: str) -> Announcement:
    if entry.outcome is None or entry.ended_at is None:
        raise ValueError("an open dossier has no outcome")
    body = OutcomeDeclared(
        dossier=str(dossier),
        outcome=Outcome(entry.outcome),
        ended_at=entry.ended_at,
        returned_at=entry.returned_at,
    )
    return body.announce(stream=f"dossier:{dossier}", office=office, actor=actor, happened_at=entry.ended_at)
