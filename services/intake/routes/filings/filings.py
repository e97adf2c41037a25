"""Filings that are not received at once: handing them in, lists by when their answer is due, counts, one of them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID, uuid5

from fastapi import Depends, Query, Response

from services.intake.dependencies import (
    CurrentClock,
    CurrentDatabase,
    CurrentVault,
    Filer,
    FilingReader,
    IdempotencyHeader,
    Seeing,
    sees_persons,
)
from services.intake.domain.filings.filing_state import FilingState
from services.intake.domain.privacy.views import Seen
from services.intake.queries.filings.filings import (
    FilingsScope,
    FilingsSought,
    count_filings,
    filings_scope,
    list_filings,
)
from services.intake.queries.organisation.offices import find_office
from services.intake.routes.cursors import moment_cursor
from services.intake.routes.filings.filing_requests import (
    PRIVATE,
    FilingPath,
    ReadingFilings,
    WritingFilings,
    tell_filing,
    with_time_left,
)
from services.intake.schemas.filings.filing_in import FilingIn, SourceCode
from services.intake.schemas.filings.filings import FilingCountsOut, FilingLineOut, FilingOut
from services.intake.schemas.parts import OfficeCode, Page
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.enter_filing import NewFiling, enter_filing
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.contracts.terms import Channel
from shared.web.app import make_router
from shared.web.fields import FIRST_DAY, LAST_DAY, Day
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.worktime import LEGAL_ZONE, legal_day

router = make_router("filings")
_KEYS = UUID("6f2d5a53-2c0e-5d0c-9d6a-0d6d2c1b7e11")  # the space in which counter keys become codes
_TAKEN: dict[int | str, dict[str, Any]] = {
    200: {
        "model": FilingOut,
        "description": "Đã nộp từ trước với đúng nội dung này; trả về tình trạng hiện tại",
        "headers": {"Idempotent-Replay": {"schema": {"type": "string"}}},
    },
    201: {"headers": {"Location": {"schema": {"type": "string"}}, "ETag": {"schema": {"type": "string"}}}},
}


@router.post("/filings", status_code=201, summary="Nộp hồ sơ, chưa tiếp nhận ngay", responses=_TAKEN)
async def file(
    body: FilingIn,
    caller: Filer,
    book: WritingFilings,
    vault: CurrentVault,
    see: Seeing,
    response: Response,
    idempotency_key: IdempotencyHeader = None,
) -> FilingOut:
    """The desk must answer within 8 working hours (NĐ 118/2025 art. 17.2). `answer` does it in the same call.

    A source's code is taken once: the same content again answers 200 with `Idempotent-Replay: true` and the filing as
    it now stands. A counter may leave the code out; `Idempotency-Key` then serves for it. Refuses: filing_differs
    (409), filing_origin_not_valid, desk_out_of_reach, office_not_found, office_not_in_force, procedure_not_found,
    procedure_not_in_force, case_not_found, role_not_allowed, and what receiving refuses of people.
    """
    filed, is_new = await enter_filing(book, caller, _new(body, caller, vault, idempotency_key))
    response.headers.update({**PRIVATE, "Location": f"/filings/{filed.id}"})
    if not is_new:
        response.status_code = 200
        response.headers["Idempotent-Replay"] = "true"
    await see.within(book.connection, filed.id, Seen.FILING)
    return await tell_filing(book, caller, filed, response)


def _new(body: FilingIn, caller: Caller, vault: Vault, key: str | None) -> NewFiling:
    return NewFiling(
        matter=body.as_matter(),
        source=body.source,
        code=body.source_code,
        slip=body.slip or None,
        filed_at=body.filed_at,
        digests=vault.digests(body.model_dump_json().encode()),
        answer=body.answer.as_answer() if body.answer else None,
        spare_code=str(uuid5(_KEYS, f"{caller.subject} {key}")) if key else None,
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """What lists and counts are narrowed by: the two must never differ."""

    desk: str | None
    sought: FilingsSought

    async def scope(self, book: FilingBook, caller: Caller) -> FilingsScope:
        desk = await find_office(book.connection, self.desk, legal_day(book.now)) if self.desk else None
        return await filings_scope(book.connection, caller.offices, desk)


async def _filter(
    book: ReadingFilings,
    desk: Annotated[OfficeCode | None, Query(description="Nơi tiếp nhận, gồm cả cấp dưới")] = None,
    state: Annotated[list[FilingState] | None, Query(description="Một hay nhiều trạng thái")] = None,
    late: Annotated[bool | None, Query(description="Trả lời trễ, hoặc chờ trả lời đã quá hạn")] = None,
    channel: Annotated[Channel | None, Query()] = None,
    first: Annotated[Day, Query(alias="from", description="Nộp từ ngày")] = FIRST_DAY,
    last: Annotated[Day, Query(alias="to", description="đến hết ngày")] = LAST_DAY,
) -> Filter:
    sought = FilingsSought(
        now=book.now,
        filed_from=datetime.combine(first, time(0), LEGAL_ZONE),
        filed_before=datetime.combine(last + timedelta(days=1), time(0), LEGAL_ZONE),
        channel=channel.value if channel else None,
        is_late=late,
        states=list(dict.fromkeys(each.value for each in state or FilingState)),
    )
    return Filter(desk, sought)


Filtered = Annotated[Filter, Depends(_filter)]


@router.get("/filings", summary="Hồ sơ nộp, việc sắp đến hạn trả lời trước")
async def search(
    caller: FilingReader,
    book: ReadingFilings,
    vault: CurrentVault,
    asked: Filtered,
    response: Response,
    source_code: Annotated[SourceCode | None, Query(description="Đúng mã của nơi gửi")] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[FilingLineOut]:
    """Only of desks and competent offices in reach; `state=filed&state=completed` is what the desks owe an answer.

    Refuses: office_not_found, cursor_not_valid.
    """
    response.headers.update(PRIVATE)
    scope, after = await asked.scope(book, caller), moment_cursor(cursor)
    found = await list_filings(book.connection, vault, asked.sought, scope, source_code, after, limit + 1)
    shown = sees_persons(caller)
    lines = [FilingLineOut.in_list(line, book.now, with_person=shown) for line in found[:limit]]
    items = await with_time_left(book, lines)
    is_more = len(found) > limit
    return Page(items=items, next=write_cursor(found[limit - 1].answer_due_at, items[-1].id) if is_more else None)


@router.get("/filings/counts", summary="Đếm hồ sơ nộp theo trạng thái, trong hạn và trễ")
async def count(caller: FilingReader, book: ReadingFilings, asked: Filtered) -> FilingCountsOut:
    """Equal to the lists with the same filters. Refuses: office_not_found."""
    counts = await count_filings(book.connection, asked.sought, await asked.scope(book, caller))
    return FilingCountsOut.of(counts, book.now)


@router.get("/filings/{filing}", summary="Một hồ sơ nộp và những việc đã làm với nó")
async def read(
    filing: FilingPath,
    caller: FilingReader,
    database: CurrentDatabase,
    vault: CurrentVault,
    clock: CurrentClock,
    see: Seeing,
    response: Response,
) -> FilingOut:
    """With the applicant for those who work on dossiers, with reasons also for portals. Refuses: filing_not_found."""
    response.headers.update(PRIVATE)
    # not the Reading dependency: the connection is given back before the log is written
    async with database.reading() as connection:
        book = FilingBook(connection, vault, clock.now())
        filed = await book.filings.find(filing, visible_to=caller.offices)
        told = await tell_filing(book, caller, filed, response)
    if sees_persons(caller):
        await see(filing, Seen.FILING)
    return told
