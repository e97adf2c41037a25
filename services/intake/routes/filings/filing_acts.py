"""What a clerk answers to a filing, and what its applicant does."""

from typing import Any

from fastapi import Response

from services.intake.dependencies import Clerk, CurrentCounter, CurrentStation
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.routes.filings.filing_requests import PRIVATE, AskedOfFiling, FilingPath
from services.intake.schemas.dossiers.dossiers import ReceiptOut
from services.intake.schemas.filings.filing_in import AcceptanceIn, CompletionRequestIn, NoteIn, PapersIn, RefusalIn
from services.intake.schemas.filings.filings import FilingOut
from services.intake.usecases.filings.accept_filing import accept_filing
from services.intake.usecases.filings.act_on_filing import Seen
from services.intake.usecases.filings.close_filing import close_filing
from services.intake.usecases.filings.complete_filing import complete_filing
from services.intake.usecases.filings.refuse_filing import refuse_filing
from services.intake.usecases.filings.request_completion import request_completion
from services.intake.usecases.filings.withdraw_filing import withdraw_filing
from shared.web.app import make_router
from shared.web.versions import ExpectedVersion

router = make_router("filings", prefix="/filings/{filing}")
_RECEIPT: dict[int | str, dict[str, Any]] = {
    201: {
        "headers": {
            "Location": {"schema": {"type": "string"}},
            "Idempotent-Replay": {"schema": {"type": "string"}, "description": "true: chính lần tiếp nhận trước"},
        }
    }
}


@router.post("/accept", status_code=201, summary="Tiếp nhận thành hồ sơ", responses=_RECEIPT)
async def accept(
    caller: Clerk,
    filing: FilingPath,
    version: ExpectedVersion,
    counter: CurrentCounter,
    station: CurrentStation,
    response: Response,
    body: AcceptanceIn | None = None,
) -> ReceiptOut:
    """The receipt, as `POST /dossiers` gives it; accepted now, never twice.

    Sent again by the same clerk with the same `If-Match` it answers the same receipt. Refuses: version_conflict,
    act_not_allowed, desk_out_of_reach, filing_not_found, and what receiving refuses.
    """
    correct = (body or AcceptanceIn()).correct
    receipt, numbered = await accept_filing(counter, caller, Seen(filing, version), correct)
    response.headers.update({**PRIVATE, "Location": f"/dossiers/{numbered.id}"})
    if receipt:
        station.wake()
        return ReceiptOut.of(receipt, numbered)
    response.headers["Idempotent-Replay"] = "true"
    async with counter.database().reading() as connection:
        return ReceiptOut.of(await find_dossier(connection, counter.vault, str(numbered.id), ["VN"]), numbered)


@router.post("/request-completion", summary="Yêu cầu hoàn thiện hồ sơ (mẫu 02), một lần")
async def send_back(asked: AskedOfFiling, body: CompletionRequestIn) -> FilingOut:
    """Full and exact (NĐ 118/2025 art. 17). Refuses: completion_already_requested, completion_limit_not_valid."""
    acted = await request_completion(asked.book, asked.caller, await asked.locked(), body.as_asked())
    return await asked.answer(acted.filed)


@router.post("/complete", summary="Người nộp đã hoàn thiện")
async def complete(asked: AskedOfFiling, body: PapersIn) -> FilingOut:
    """The desk's 8 working hours start again. Refuses: act_not_allowed."""
    acted = await complete_filing(asked.book, asked.caller, await asked.locked(), body.as_papers(), body.note)
    return await asked.answer(acted.filed)


@router.post("/refuse", summary="Từ chối tiếp nhận (mẫu 03)")
async def refuse(asked: AskedOfFiling, body: RefusalIn) -> FilingOut:
    """With reasons; it is in no sum. Refuses: act_not_allowed."""
    acted = await refuse_filing(asked.book, asked.caller, await asked.locked(), body.as_refused())
    return await asked.answer(acted.filed)


@router.post("/withdraw", summary="Người nộp rút lại hồ sơ chưa tiếp nhận")
async def withdraw(asked: AskedOfFiling, body: NoteIn | None = None) -> FilingOut:
    """A clerk writes how the applicant asked for it. Refuses: reason_missing, act_not_allowed."""
    note = body.note if body else None
    acted = await withdraw_filing(asked.book, asked.caller, await asked.locked(), note)
    return await asked.answer(acted.filed)


@router.post("/close-unanswered", summary="Đóng hồ sơ nộp đã quá hạn hoàn thiện")
async def close(asked: AskedOfFiling, body: NoteIn | None = None) -> FilingOut:
    """After the last day that the request set. Refuses: answer_time_not_over, act_not_allowed."""
    note = body.note if body else None
    acted = await close_filing(asked.book, asked.caller, await asked.locked(), note)
    return await asked.answer(acted.filed)
