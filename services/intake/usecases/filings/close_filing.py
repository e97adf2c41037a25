"""Closes a filing whose applicant did not complete it in time."""

from services.intake.domain.filings.filed import Filed, FilingActed
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.act_on_filing import Wanted, act_on_filing
from shared.callers import Caller


async def close_filing(book: FilingBook, caller: Caller, filed: Filed, note: str | None) -> FilingActed:
    """After the last day only. Refuses: answer_time_not_over, act_not_allowed."""
    return await act_on_filing(book, caller, filed, Wanted(FilingAct.CLOSED, reason=note))
