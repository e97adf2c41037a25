"""Sends a filing back before acceptance: once, full and exact, with reasons and a last day (form 02)."""

from services.intake.domain.filings.answer_limit import completion_due
from services.intake.domain.filings.filed import Filed, FilingActed
from services.intake.domain.filings.filing_answers import CompletionAsked
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.act_on_filing import Wanted, act_on_filing, hours_at
from shared.callers import Caller


async def request_completion(book: FilingBook, caller: Caller, filed: Filed, asked: CompletionAsked) -> FilingActed:
    """Refuses: completion_already_requested, completion_limit_not_valid, act_not_allowed."""
    hours = await hours_at(book.connection, filed.matter.desk)
    due_on = completion_due(book.now, hours, asked.answer_by)
    wanted = Wanted(FilingAct.COMPLETION_REQUESTED, {"completion_due_on": due_on}, asked.as_json(due_on))
    return await act_on_filing(book, caller, filed, wanted)
