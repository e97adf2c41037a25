"""Writes a batch of a book's rows: new dossiers with their receipt and outcome, news of old ones, rejects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.intake.domain.register.entry import Entry, Place, Reject
from services.intake.domain.register.progress import Contradicts, KnownDossier, Step, step_of
from services.intake.queries.offices import offices_by_codes
from services.intake.queries.procedures import fields_of
from services.intake.repository.register_dossiers import NewDossier
from services.intake.repository.register_imports import ImportJob, Tally
from services.intake.unit_of_work.announcements import Named, announce_outcome, announce_receipt
from services.intake.unit_of_work.work import Work
from shared.contracts.envelope import Announcement
from shared.contracts.terms import Level
from shared.errors import NotFound
from shared.ids import new_id
from shared.worktime import legal_day

Row = tuple[Place, Entry | None] | Reject  # an entry left out is an identical repeat of an earlier row


@dataclass(slots=True)
class _Sorted:
    """The rows of a batch by what is to be done with them."""

    new: list[Entry] = field(default_factory=list)
    changed: list[tuple[UUID, Entry]] = field(default_factory=list)
    ended: list[tuple[UUID, Entry]] = field(default_factory=list)
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)


async def import_rows(work: Work, job: ImportJob, rows: Sequence[Row]) -> None:
    """All of the batch in the transaction of `work`; a dry run writes only the tally."""
    codes = [row[1].code for row in rows if not isinstance(row, Reject) and row[1]]
    known = await work.register_dossiers.known(codes)
    todo = _sort(rows, job.office, known)
    streams: list[str] = []
    if job.is_committing:
        streams = await _write(work, job, todo)
    imported = len(todo.new) + len(todo.changed)
    await work.register_imports.advance(job.id, Tally(len(rows), imported, todo.unchanged, todo.rejects, streams))


def _sort(rows: Sequence[Row], office: str, known: dict[str, KnownDossier]) -> _Sorted:
    todo = _Sorted()
    for row in rows:
        if isinstance(row, Reject):
            todo.rejects.append(row)
        elif row[1] is None:
            todo.unchanged += 1
        else:
            _sort_entry(todo, row[0], row[1], office, known.get(row[1].code))
    return todo


def _sort_entry(todo: _Sorted, place: Place, entry: Entry, office: str, known: KnownDossier | None) -> None:
    try:
        step = step_of(entry, office, known)
    except Contradicts as contradiction:
        todo.rejects.append(Reject(place, str(contradiction)))
        return
    if step is Step.UNCHANGED:
        todo.unchanged += 1
    elif known is None:
        todo.new.append(entry)
    else:
        todo.changed.append((known.id, entry))
        if step is Step.ENDED:
            todo.ended.append((known.id, entry))


async def _write(work: Work, job: ImportJob, todo: _Sorted) -> list[str]:
    offices = await offices_by_codes(work.connection, [job.office])
    if job.office not in offices:
        raise NotFound("office_not_found", "Đơn vị của sổ không còn trong hệ thống")
    level = offices[job.office].level
    new = await _named(work, todo.new)
    await work.register_dossiers.add(
        new, office=job.office, level=level.value, received_by=job.requested_by, register_import=job.id
    )
    await work.register_dossiers.update(todo.changed, job.id)
    announcements = [a for one in new for a in _facts_of(one, job, level)]
    announcements += [announce_outcome(id_, entry, job.office, job.requested_by) for id_, entry in todo.ended]
    await work.announce(announcements)
    return [a.stream for a in announcements]


def _facts_of(new: NewDossier, job: ImportJob, level: Level) -> list[Announcement]:
    named = Named(new.procedure_version, new.field, level)
    facts = [announce_receipt(new.id, new.entry, named, job.office, job.requested_by)]
    if new.entry.outcome:
        facts.append(announce_outcome(new.id, new.entry, job.office, job.requested_by))
    return facts


async def _named(work: Work, entries: Sequence[Entry]) -> list[NewDossier]:
    """With version, field and name from the catalogue; a procedure that it does not know keeps the book's name."""
    wanted = {(entry.procedure, legal_day(entry.accepted_at)) for entry in entries}
    known = await fields_of(work.connection, wanted)
    return [
        NewDossier(new_id(), e, *_catalogue_words(e, known.get((e.procedure, legal_day(e.accepted_at)))))
        for e in entries
    ]


def _catalogue_words(entry: Entry, known: tuple[int, str, str] | None) -> tuple[int, str, str]:
    if known is None:
        return 0, entry.procedure_name or entry.procedure, ""
    version, field_name, name = known
    return version, entry.procedure_name or name, field_name
