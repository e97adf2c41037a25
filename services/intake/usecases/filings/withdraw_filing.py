"""The applicant takes a filing back before it is received."""

from services.intake.domain.filings.filed import Filed, FilingActed, must_say_why
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.act_on_filing import Wanted, act_on_filing
from shared.callers import Caller, Role


async def withdraw_filing(book: FilingBook, caller: Caller, filed: Filed, note: str | None) -> FilingActed:
    """A clerk says how the applicant asked for it. Refuses: reason_missing, act_not_allowed."""
    if Role.PORTAL not in caller.roles:
        must_say_why(note)
    return await act_on_filing(book, caller, filed, Wanted(FilingAct.WITHDRAWN, reason=note))
