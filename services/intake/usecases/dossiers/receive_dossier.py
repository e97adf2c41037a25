"""Receives a dossier: checks the desk and the applicant, promises a date by law, writes it down with its code."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.intake.domain.catalogue.procedure import Procedure, must_be_published
from services.intake.domain.dossiers.applicant import check_people
from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.dossiers.promise import promise
from services.intake.domain.dossiers.receipt import IdempotencyKey, Numbered, Receipt
from services.intake.domain.notices.consent import agreed
from services.intake.domain.organisation.office import Office, must_be_in_force
from services.intake.domain.organisation.reach import must_serve
from services.intake.unit_of_work.receiver import Receiver
from services.intake.unit_of_work.shelf import Desk, Shelf
from services.intake.usecases.finding.warn_of_similar import warn_of_similar
from services.intake.usecases.scans.check_scans import check_scans, has_scans
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.clock import Clock
from shared.db.database import Database
from shared.errors import Invalid, NotFound
from shared.ids import new_id
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class Counter:
    """What a clerk works with: the books, what is looked up, what takes receipts in, and the clock on the wall."""

    database: Callable[[], Database]
    shelf: Shelf
    receiver: Receiver
    vault: Vault
    clock: Clock


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a promise stands: the desk with its hours, the competent office, the version of the procedure."""

    desk: Desk
    competent: Office
    procedure: Procedure


async def receive_dossier(
    counter: Counter, caller: Caller, filing: Filing, key: IdempotencyKey | None
) -> tuple[Receipt, Numbered]:
    """The receipt and its code, committed. Refuses foreign or closed desks, unknown procedures, wrong numbers."""
    receipt = await make_out_receipt(counter, caller, filing)
    return receipt, await counter.receiver.receive(receipt, key)


async def make_out_receipt(counter: Counter, caller: Caller, filing: Filing) -> Receipt:
    """What the receipt says, before it is written down and has its code."""
    now = counter.clock.now()
    ground = await ground_of(counter.shelf, filing.desk, filing.office, filing.procedure, legal_day(now))
    must_serve(caller, ground.desk.office.path)
    if has_scans(filing.papers):
        async with counter.database().holding() as connection:  # one statement, so one round trip
            await check_scans(connection, filing.papers, caller, now)
    receipt = _receipt(filing, ground, now, caller.subject)
    people = (receipt.applicant, receipt.proxy)
    warnings = await warn_of_similar(counter.database(), counter.vault, caller, receipt.procedure, people, now)
    return replace(receipt, warnings=warnings) if warnings else receipt


async def ground_of(shelf: Shelf, desk: str, office: str | None, procedure: str, today: date) -> Ground:
    """What is looked up for a receipt; refuses what is not there or not in force."""
    receiving = await _known(shelf, desk, today, "desk")
    must_be_in_force(receiving.office, today)
    competent = await _known(shelf, office, today, "office") if office else receiving
    must_be_in_force(competent.office, today)
    published = await _procedure(shelf, procedure, today)
    must_be_published(published, today)
    return Ground(receiving, competent.office, published)


def _receipt(filing: Filing, ground: Ground, now: datetime, received_by: str) -> Receipt:
    desk, competent, procedure = ground.desk, ground.competent, ground.procedure
    today = legal_day(now)
    limit = procedure.term_for(filing.channel, filing.case, competent.path, today)
    promised = promise(limit.term, now, desk.hours)
    applicant, proxy = check_people(filing.applicant, filing.proxy, today)
    return Receipt(
        id=new_id(),
        code_prefix=competent.code_prefix,
        accepted_on=today,
        accepted_at=now,
        office=competent.code,
        desk=desk.office.code,
        procedure=procedure.code,
        procedure_version=procedure.version,
        procedure_name=procedure.name,
        field=procedure.field,
        level=competent.level,
        channel=filing.channel,
        term=promised.term,
        counts_by=promised.counts_by,
        due_at=promised.due_at,
        due_on=promised.due_on,
        applicant=applicant,
        proxy=proxy,
        summary=filing.summary,
        case=filing.case,
        papers=filing.papers,
        sets=filing.sets,
        fees=filing.fees,
        result=filing.result,
        is_settled_at_once=filing.is_settled_at_once,
        filing=filing.filing,
        received_by=received_by,
        notify_by=agreed(filing.notify_by, applicant),
    )


async def _known(shelf: Shelf, text: str, today: date, field: str) -> Desk:
    try:
        return await shelf.desk(text, today)
    except NotFound as unknown:
        raise Invalid(unknown.code, unknown.message, fields={field: unknown.message}) from unknown


async def _procedure(shelf: Shelf, code: str, today: date) -> Procedure:
    try:
        return await shelf.procedure(code, today)
    except NotFound as unknown:
        raise Invalid(unknown.code, unknown.message, fields={"procedure": unknown.message}) from unknown
