"""Refuses to receive a filing, with reasons (form 03): it never becomes a dossier."""

from services.intake.domain.filings.filed import Filed, FilingActed
from services.intake.domain.filings.filing_answers import Refused
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.usecases.filings.act_on_filing import Wanted, act_on_filing
from shared.callers import Caller


async def refuse_filing(book: FilingBook, caller: Caller, filed: Filed, refused: Refused) -> FilingActed:
    """Refuses: act_not_allowed."""
    code = refused.reasons[0].code.value
    wanted = Wanted(FilingAct.REFUSED, {"reason_code": code}, refused.as_json(), reason_code=code)
    return await act_on_filing(book, caller, filed, wanted)
