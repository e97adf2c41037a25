"""Receiving many dossiers in one call (certification counters: one book of copies, many applicants)."""

import asyncio

from services.intake.dependencies import Clerk, CurrentCounter, IdempotencyHeader
from services.intake.routes.dossiers.dossiers import take_receipt
from services.intake.schemas.dossiers.bulk import BulkIn, BulkItemOut, BulkOut
from services.intake.schemas.dossiers.dossier_in import DossierIn
from services.intake.usecases.dossiers.receive_dossier import Counter
from shared.callers import Caller
from shared.errors import Refusal
from shared.web.app import make_router
from shared.web.problems import problem_of

router = make_router("dossiers")


@router.post("/dossiers/bulk", summary="Tiếp nhận nhiều hồ sơ một lần")
async def receive_many(
    body: BulkIn, caller: Clerk, counter: CurrentCounter, idempotency_key: IdempotencyHeader = None
) -> BulkOut:
    """At most 200 items, each received for itself, written many at a time.

    With `Idempotency-Key` each item is under that key and its place, so the whole call may be sent again. A single item
    is refused as `POST /dossiers` refuses it.
    """
    keys = (f"{idempotency_key}#{place}" if idempotency_key else None for place in range(len(body.items)))
    first, *others = (_take(item, caller, counter, key) for item, key in zip(body.items, keys, strict=True))
    items = [await first, *await asyncio.gather(*others)]  # the first looks up what the others then find at hand
    return BulkOut(received=sum(item.receipt is not None for item in items), items=items)


async def _take(item: DossierIn, caller: Caller, counter: Counter, key: str | None) -> BulkItemOut:
    try:
        receipt, is_replay = await take_receipt(item, caller, counter, key)
    except Refusal as refusal:
        return BulkItemOut(status=refusal.status, problem=problem_of(refusal))
    return BulkItemOut(status=201, is_replay=is_replay, receipt=receipt)
