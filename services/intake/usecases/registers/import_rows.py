"""Writes a batch of a book's rows: new dossiers with their receipt and outcome, news of old ones, rejects, doubts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.intake.domain.organisation.office import Office
from services.intake.domain.register.doubts import Doubt, doubts_of
from services.intake.domain.register.entry import Entry, Place, Reject
from services.intake.domain.register.progress import Contradicts, KnownDossier, Step, step_of
from services.intake.domain.register.units import NoSuchUnit, Units
from services.intake.queries.catalogue.procedures import fields_of
from services.intake.repository.registers.register_dossiers import NewDossier, RegisterDossiers
from services.intake.repository.registers.register_imports import ImportJob, Tally
from services.intake.unit_of_work.announcements import Named, announce_outcome, announce_receipt
from services.intake.unit_of_work.work import Work
from services.intake.vault.vault import Vault
from shared.contracts.envelope import Announcement
from shared.ids import new_id
from shared.worktime import legal_day, national_calendar

Row = tuple[Place, Entry | None] | Reject  # an entry left out is an identical repeat of an earlier row
Catalogue = Mapping[tuple[str, date], tuple[int, str, str]]  # version, field and name of the procedures that are known


@dataclass(frozen=True, slots=True)
class _Told:
    """A row to be written: received at which office, and of which dossier where that is known."""

    place: Place
    entry: Entry
    office: Office
    known: KnownDossier | None
    is_end: bool


@dataclass(slots=True)
class _Sorted:
    """The rows of a batch by what is to be done with them."""

    told: list[_Told] = field(default_factory=list)
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)


async def import_rows(work: Work, vault: Vault, job: ImportJob, units: Units, rows: Sequence[Row]) -> None:
    """All of the batch in the transaction of `work`; a dry run writes only the tally."""
    codes = [row[1].code for row in rows if not isinstance(row, Reject) and row[1]]
    dossiers = RegisterDossiers(work.connection, vault)
    todo = _sort(rows, vault, units, await dossiers.known(codes))
    catalogue = await fields_of(work.connection, {_wanted(one.entry) for one in todo.told})
    streams = await _write(work, dossiers, job, todo.told, catalogue) if job.is_committing else []
    doubts = list(_doubts(todo.told, catalogue))
    tally = Tally(len(rows), len(todo.told), todo.unchanged, todo.rejects, streams, doubts)
    await work.register_imports.advance(job.id, tally)


def _sort(rows: Sequence[Row], vault: Vault, units: Units, known: Mapping[str, KnownDossier]) -> _Sorted:
    todo = _Sorted()
    for row in rows:
        if isinstance(row, Reject):
            todo.rejects.append(row)
        elif row[1] is None:
            todo.unchanged += 1
        else:
            digests = vault.digests(row[1].digest)
            _sort_entry(todo, row[0], row[1], digests, units, known.get(row[1].code))
    return todo


def _sort_entry(
    todo: _Sorted, place: Place, entry: Entry, digests: Collection[bytes], units: Units, known: KnownDossier | None
) -> None:
    try:
        office = units.of(entry.unit, entry.accepted_at.date())
        step = step_of(entry, digests, _owner(office, known), known)
    except (NoSuchUnit, Contradicts) as wrong:
        todo.rejects.append(Reject(place, str(wrong)))
        return
    if step is Step.UNCHANGED:
        todo.unchanged += 1
    else:
        has_ended = entry.outcome is not None if known is None else step is Step.ENDED
        todo.told.append(_Told(place, entry, office, known, has_ended))


def _owner(office: Office, known: KnownDossier | None) -> str:
    """A dossier that went on to the successor of its office is the same dossier."""
    return known.office if known and known.office == office.successor else office.code


def _doubts(told: Iterable[_Told], catalogue: Catalogue) -> Iterable[tuple[Doubt, Place]]:
    calendar = national_calendar()
    for one in told:
        on = one.entry.accepted_at.date()
        is_off = calendar.is_published(on) and not calendar.is_working(on)
        is_known = _wanted(one.entry) in catalogue
        for doubt in doubts_of(one.entry, has_known_procedure=is_known, is_day_off=is_off):
            yield doubt, one.place


async def _write(
    work: Work, dossiers: RegisterDossiers, job: ImportJob, told: Sequence[_Told], catalogue: Catalogue
) -> list[str]:
    """The streams that were written to."""
    new = [(_new(one, catalogue), one.is_end) for one in told if one.known is None]
    changed = [(one.known, one) for one in told if one.known is not None]
    await dossiers.add([n for n, _ in new], received_by=job.requested_by, register_import=job.id)
    await dossiers.update([(known.id, one.entry) for known, one in changed], job.id)
    announcements = [fact for dossier, is_end in new for fact in _facts_of(dossier, is_end, job.requested_by)]
    announcements += [
        announce_outcome(known.id, one.entry, known.office, job.requested_by) for known, one in changed if one.is_end
    ]
    await work.announce(announcements)
    return [a.stream for a in announcements]


def _new(told: _Told, catalogue: Catalogue) -> NewDossier:
    """With version, field and name from the catalogue; a procedure that it does not know keeps the book's name."""
    entry = told.entry
    version, field_name, name = catalogue.get(_wanted(entry), (0, "", entry.procedure))
    shown = entry.procedure_name or name
    return NewDossier(new_id(), entry, told.office.code, told.office.level, version, shown, field_name)


def _wanted(entry: Entry) -> tuple[str, date]:
    """A row is of the version in force on its day of acceptance."""
    return entry.procedure, legal_day(entry.accepted_at)


def _facts_of(new: NewDossier, is_end: bool, actor: str) -> list[Announcement]:
    facts = [announce_receipt(new.id, new.entry, Named(new.procedure_version, new.field, new.level), new.office, actor)]
    if is_end:
        facts.append(announce_outcome(new.id, new.entry, new.office, actor))
    return facts
