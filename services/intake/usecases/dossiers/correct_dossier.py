"""Puts a mistake in a receipt right: a new revision with reason and author; the one before stays to be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.intake.domain.catalogue.procedure import must_be_published
from services.intake.domain.dossiers.applicant import Applicant, ApplicantKind, check_people
from services.intake.domain.dossiers.correction import Particulars, changed_parts, must_be_correctable, stated_due
from services.intake.domain.dossiers.promise import promise
from services.intake.domain.dossiers.receipt import Paper, PaperForm, Return, ReturnWay, fee_of
from services.intake.domain.organisation.desk_hours import hours_of
from services.intake.queries.dossiers.dossiers import DossierRead, find_dossier
from services.intake.queries.organisation.offices import hours_acts, offices_by_codes
from services.intake.repository.dossiers.revisions import Revisions
from services.intake.unit_of_work.shelf import Shelf
from services.intake.unit_of_work.work import Work
from services.intake.usecases.scans.check_scans import check_scans
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.contracts.intake import DossierCorrected
from shared.contracts.terms import Channel, CountsBy, TermPart
from shared.errors import Conflict
from shared.worktime import Term, Unit, legal_day


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person asks for: seen at `revision`; `changes` has only what is to differ, by name of the particular.

    `procedure` is a code, `due_at` an instant; what follows from them is worked out here.
    """

    revision: int
    reason: str
    changes: Mapping[str, Any]


async def correct_dossier(
    work: Work, vault: Vault, shelf: Shelf, caller: Caller, id_or_code: str, correction: Correction
) -> DossierRead:
    """The dossier as it then stands. Refuses an old revision, an erased dossier, and what is too late to correct."""
    revisions = Revisions(work.connection, vault)
    dossier = await find_dossier(work.connection, vault, id_or_code, caller.offices)
    revision = await revisions.lock(dossier.id)
    _must_be_seen(dossier, revision, correction)
    before = _particulars(dossier)
    after = await _corrected(work, shelf, dossier, before, correction.changes)
    if after.papers != before.papers:
        await check_scans(work.connection, after.papers, caller, work.now)
    parts = changed_parts(before, after)
    must_be_correctable(parts, before, dossier.standing.ended_at or dossier.ended_at, work.now)
    await revisions.keep(
        dossier.id, revision, before, changed=parts, reason=correction.reason, by=caller.subject, at=work.now
    )
    await revisions.correct(dossier.id, revision + 1, after)
    body = _fact(dossier, revision + 1, parts, after)
    stream = f"dossier:{dossier.id}"
    announcement = body.announce(stream=stream, office=dossier.office, actor=caller.subject, happened_at=work.now)
    await work.announce([announcement])
    return await find_dossier(work.connection, vault, str(dossier.id), caller.offices)


def _must_be_seen(dossier: DossierRead, revision: int, correction: Correction) -> None:
    if dossier.erased_at:
        raise Conflict("dossier_erased", "Dữ liệu cá nhân của hồ sơ này đã xoá, không đính chính được")
    if revision != correction.revision:
        message = f"Hồ sơ vừa được đính chính (bản {revision}): xem lại trước khi sửa tiếp"
        raise Conflict("revision_conflict", message)


def _particulars(d: DossierRead) -> Particulars:
    way = next((way for way in ReturnWay if way == d.result_way), ReturnWay.DESK)
    return Particulars(
        procedure=d.procedure,
        procedure_version=d.procedure_version,
        procedure_name=d.procedure_name,
        field=d.field,
        case=d.case_name,
        term=Term(Unit(d.term_unit), d.term_amount) if d.term_unit and d.term_amount is not None else None,
        counts_by=CountsBy(d.counts_by),
        due_at=d.due_at,
        due_on=d.due_on,
        applicant=Applicant(
            *(d.applicant_name, ApplicantKind(d.applicant_kind), d.identity_number, d.phone, d.address),
            *(d.email, d.born_on),
        ),
        proxy=d.proxy,
        summary=d.summary,
        papers=tuple(Paper(**{**paper, "form": PaperForm(paper["form"])}) for paper in d.papers),
        sets=d.sets,
        fees=tuple(fee_of(fee) for fee in d.fees),
        result=Return(way, d.result_address),
    )


async def _corrected(
    work: Work, shelf: Shelf, dossier: DossierRead, before: Particulars, changes: Mapping[str, Any]
) -> Particulars:
    plain = {name: value for name, value in changes.items() if name not in {"procedure", "due_at"}}
    after = replace(before, **plain)
    accepted_on = legal_day(dossier.accepted_at)
    if {"applicant", "proxy"} & plain.keys():
        applicant, proxy = check_people(after.applicant, after.proxy, accepted_on)
        after = replace(after, applicant=applicant, proxy=proxy)
    if {"procedure", "case"} & changes.keys():
        after = await _of_procedure(work, shelf, dossier, after, changes.get("procedure", before.procedure))
    if "due_at" in changes:
        due_at: datetime = changes["due_at"]
        after = replace(after, due_at=due_at, due_on=stated_due(due_at, dossier.accepted_at))
    return after


async def _of_procedure(work: Work, shelf: Shelf, dossier: DossierRead, after: Particulars, code: str) -> Particulars:
    """By the version in force on the day of acceptance; a register book's date stays the one that it states."""
    accepted_on = legal_day(dossier.accepted_at)
    procedure = await shelf.procedure(code, accepted_on)
    must_be_published(procedure, accepted_on)
    named = replace(
        after,
        procedure=procedure.code,
        procedure_version=procedure.version,
        procedure_name=procedure.name,
        field=procedure.field,
    )
    if dossier.origin != "counter":
        return named
    office, desk = await _paths(work, dossier)
    limit = procedure.term_for(Channel(dossier.channel), after.case, office, accepted_on)
    hours = hours_of(desk, await hours_acts(work.connection, desk, known_at=dossier.accepted_at))
    promised = promise(limit.term, dossier.accepted_at, hours)
    return replace(
        named, term=promised.term, counts_by=promised.counts_by, due_at=promised.due_at, due_on=promised.due_on
    )


async def _paths(work: Work, dossier: DossierRead) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the competent office and of the desk."""
    offices = await offices_by_codes(work.connection, [dossier.office, dossier.desk])
    return offices[dossier.office].path, offices[dossier.desk].path


def _fact(dossier: DossierRead, revision: int, parts: tuple[str, ...], after: Particulars) -> DossierCorrected:
    return DossierCorrected(
        dossier=str(dossier.id),
        revision=revision,
        changed=parts,
        procedure=after.procedure,
        procedure_version=after.procedure_version,
        field=after.field,
        term=TermPart(unit=after.term.unit.value, amount=after.term.amount) if after.term else None,
        counts_by=after.counts_by,
        due_at=after.due_at,
        due_on=after.due_on,
    )
