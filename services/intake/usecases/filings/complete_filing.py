"""Takes in what was asked for: the papers join those that were filed, and the desk's time to answer starts again."""

from collections.abc import Sequence
from dataclasses import replace

from services.intake.domain.dossiers.receipt import Paper
from services.intake.domain.filings.answer_limit import answer_due
from services.intake.domain.filings.filed import Filed, FilingActed
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.act_on_filing import Wanted, act_on_filing, hours_at
from services.intake.usecases.scans.check_scans import check_scans
from shared.callers import Caller


async def complete_filing(
    book: FilingBook, caller: Caller, filed: Filed, papers: Sequence[Paper], note: str | None
) -> FilingActed:
    """Late completion is taken as long as the filing was not closed. Refuses: act_not_allowed, scan_not_found."""
    await check_scans(book.connection, papers, caller, book.now)
    hours = await hours_at(book.connection, filed.matter.desk)
    changes = {
        "answer_due_at": answer_due(book.now, hours),
        "matter": replace(filed.matter, papers=(*filed.matter.papers, *papers)),
    }
    says = {"papers": [paper.as_json() for paper in papers]}
    return await act_on_filing(book, caller, filed, Wanted(FilingAct.COMPLETED, changes, says, note))
