"""Enters a filing that is not received at once: checked like a dossier, known by its code, its answer timed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from services.intake.domain.catalogue.procedure import must_be_published
from services.intake.domain.dossiers.applicant import check_people
from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.filings.answer_limit import answer_due
from services.intake.domain.filings.filed import Filed, FilingActed, FilingDeed, Named
from services.intake.domain.filings.filing_answers import CompletionAsked, Refused
from services.intake.domain.filings.filing_origin import COUNTER, Origin, filed_when
from services.intake.domain.filings.filing_state import FilingAct, FilingState
from services.intake.domain.organisation.office import Office, must_be_in_force
from services.intake.domain.organisation.reach import must_serve
from services.intake.queries.catalogue.procedures import find_procedure
from services.intake.queries.organisation.offices import find_desk
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.act_on_filing import hours_at, must_be_own_desk
from services.intake.usecases.filings.refuse_filing import refuse_filing
from services.intake.usecases.filings.request_completion import request_completion
from services.intake.usecases.scans.check_scans import check_scans
from shared.callers import Caller, Role
from shared.db.database import Connection
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.ids import new_id
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class NewFiling:
    """What is handed in; `digests` are of all of it (the first is kept).

    Only a counter may leave `code` out; `spare_code` then makes a repeat recognisable, where the clerk sent a key.
    """

    matter: Filing
    source: str
    code: str | None
    slip: str | None
    filed_at: datetime | None
    digests: tuple[bytes, ...]
    answer: CompletionAsked | Refused | None = None
    spare_code: str | None = None


async def enter_filing(book: FilingBook, caller: Caller, new: NewFiling) -> tuple[Filed, bool]:
    """The filing and whether it is new: the same again is the filing as it now stands.

    Refuses what receiving refuses of desk, procedure and people, and filing_differs, filing_origin_not_valid.
    """
    _may_file(caller, new)
    if known := await _came_before(book, caller, new):
        return known, False
    filed = await _make_out(book, caller, new)
    await check_scans(book.connection, filed.matter.papers, caller, book.now)
    deed = FilingDeed(FilingAct.FILED, caller.subject, caller.roles, filed.origin.filed_at)
    if await book.enter(FilingActed(filed, deed, None), new.digests[0]):
        return await _answer(book, caller, filed, new.answer), True
    if known := await _came_before(book, caller, new):  # in the same moment, from another connection
        return known, False
    raise LookupError(filed.origin.code)


def _may_file(caller: Caller, new: NewFiling) -> None:
    """A program hands in what came to it; only people stand at a counter and answer."""
    if Role.CLERK not in caller.roles and (new.source == COUNTER or new.answer):
        raise Forbidden("role_not_allowed", "Chỉ cán bộ tiếp nhận được nộp tại quầy và trả lời hồ sơ")


async def _make_out(book: FilingBook, caller: Caller, new: NewFiling) -> Filed:
    matter, today, id_ = new.matter, legal_day(book.now), new_id()
    desk = await _known(book.connection, matter.desk, today, "desk")
    must_serve(caller, desk.path)
    must_be_in_force(desk, today)
    competent = await _known(book.connection, matter.office, today, "office") if matter.office else desk
    must_be_in_force(competent, today)
    named = await _named(book.connection, matter, today, competent)
    applicant, proxy = check_people(matter.applicant, matter.proxy, today)
    filed_at = filed_when(new.source, new.code, matter.channel, new.slip, new.filed_at, book.now)
    return Filed(
        id=id_,
        version=1,
        state=FilingState.FILED,
        matter=replace(matter, desk=desk.code, office=competent.code, applicant=applicant, proxy=proxy, filing=id_),
        named=named,
        origin=Origin(new.source, new.code or new.spare_code or str(id_), new.slip, filed_at),
        filed_by=caller.subject,
        recorded_at=book.now,
        last_act_at=book.now,
        answer_due_at=answer_due(book.now, await hours_at(book.connection, desk.code)),
    )


async def _known(connection: Connection, text: str, today: date, field: str) -> Office:
    try:
        return await find_desk(connection, text, today)
    except NotFound as unknown:
        raise Invalid(unknown.code, unknown.message, fields={field: unknown.message}) from unknown


async def _named(connection: Connection, matter: Filing, today: date, competent: Office) -> Named:
    """Refuses a procedure that is not in force and a case that it has not."""
    try:
        procedure = (await find_procedure(connection, matter.procedure, today)).as_procedure()
    except NotFound as unknown:
        raise Invalid(unknown.code, unknown.message, fields={"procedure": unknown.message}) from unknown
    must_be_published(procedure, today)
    if matter.case:
        procedure.case(matter.case)
    return Named(procedure.version, procedure.name, procedure.field, competent.level)


async def _came_before(book: FilingBook, caller: Caller, new: NewFiling) -> Filed | None:
    """Before anything else is looked at: a repeat stays a repeat when the procedure has ended since."""
    code = new.code or new.spare_code
    known = await book.filings.by_source(new.source, code) if code else None
    if known is None:
        return None
    await must_be_own_desk(book.connection, caller, known.filed)
    if known.digest not in new.digests:
        message = f"Mã {code} của nguồn {new.source} đã nộp với nội dung khác"
        raise Conflict("filing_differs", message, fields={"source_code": message})
    return known.filed


async def _answer(book: FilingBook, caller: Caller, filed: Filed, answer: CompletionAsked | Refused | None) -> Filed:
    if isinstance(answer, CompletionAsked):
        return (await request_completion(book, caller, filed, answer)).filed
    if isinstance(answer, Refused):
        return (await refuse_filing(book, caller, filed, answer)).filed
    return filed
