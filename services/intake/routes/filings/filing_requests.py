"""What the routes of filings share: the book over a transaction, the act that is asked for, and the answer's ETag."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Response

from services.intake.dependencies import CurrentClock, CurrentVault, Filer, Seeing, reads_answers, sees_persons
from services.intake.domain.filings.filed import Filed
from services.intake.domain.filings.filing_state import PENDING, allowed_on_filing
from services.intake.domain.privacy.views import Seen as Shown
from services.intake.queries.filings.filings import history_of
from services.intake.schemas.filings.filings import FilingLineOut, FilingOut
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.unit_of_work.seeing import See
from services.intake.usecases.filings.act_on_filing import Seen, hours_at, lock_filing, minutes_left
from shared.callers import Caller
from shared.web.transaction import Reading, Transaction
from shared.web.versions import ExpectedVersion

PRIVATE = {"Cache-Control": "no-store"}
Line = TypeVar("Line", bound=FilingLineOut)
FilingPath = Annotated[UUID, Path(description="Định danh của hồ sơ nộp")]


@dataclass(frozen=True, slots=True)
class FilingRequest:
    """Someone asks for an act on a filing that they saw at a version."""

    caller: Caller
    book: FilingBook
    seen: Seen
    see: See
    response: Response

    async def locked(self) -> Filed:
        return await lock_filing(self.book, self.caller, self.seen)

    async def answer(self, filed: Filed) -> FilingOut:
        self.response.headers.update(PRIVATE)
        await self.see.within(self.book.connection, filed.id, Shown.FILING)
        return await tell_filing(self.book, self.caller, filed, self.response)


async def _writing(connection: Transaction, vault: CurrentVault, clock: CurrentClock) -> FilingBook:
    return FilingBook(connection, vault, clock.now())


async def _consulting(connection: Reading, vault: CurrentVault, clock: CurrentClock) -> FilingBook:
    return FilingBook(connection, vault, clock.now())


WritingFilings = Annotated[FilingBook, Depends(_writing)]
ReadingFilings = Annotated[FilingBook, Depends(_consulting)]


async def _asked(
    caller: Filer,
    book: WritingFilings,
    filing: FilingPath,
    version: ExpectedVersion,
    see: Seeing,
    response: Response,
) -> FilingRequest:
    return FilingRequest(caller, book, Seen(filing, version), see, response)


AskedOfFiling = Annotated[FilingRequest, Depends(_asked)]


async def tell_filing(book: FilingBook, caller: Caller, filed: Filed, response: Response) -> FilingOut:
    """With its history and what this caller may do next."""
    response.headers["ETag"] = f'"{filed.version}"'
    told = FilingOut.whole(
        filed,
        await history_of(book.connection, filed.id),
        allowed_on_filing(filed.state, caller.roles),
        book.now,
        with_person=sees_persons(caller),
        with_words=reads_answers(caller),
    )
    return (await with_time_left(book, [told]))[0]


async def with_time_left(book: FilingBook, lines: Sequence[Line]) -> list[Line]:
    """What is still owed an answer tells for how long: by the hours of its desk."""
    owed = {line.desk for line in lines if line.state in PENDING}
    hours = {desk: await hours_at(book.connection, desk) for desk in owed}

    def told(line: Line) -> Line:
        left = minutes_left(line.answer_due_at, book.now, hours[line.desk])
        return line.model_copy(update={"minutes_left": left})

    return [told(line) if line.state in PENDING else line for line in lines]
