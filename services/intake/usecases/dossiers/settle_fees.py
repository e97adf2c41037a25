"""Marks the fees of a dossier that are owed as paid online, once a payment platform has taken their sum."""

from dataclasses import replace
from uuid import UUID

from services.intake.domain.dossiers.receipt import PaidBy, fee_of
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.unit_of_work.shelf import Shelf
from services.intake.unit_of_work.work import Work
from services.intake.usecases.dossiers.correct_dossier import Correction, correct_dossier
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.errors import Conflict


async def settle_fees(
    work: Work, vault: Vault, shelf: Shelf, caller: Caller, dossier: UUID, amount: int, transaction: str
) -> None:
    """A revision like any correction. Refuses `fees_differ`: another sum is owed by now, so a person must look."""
    found = await find_dossier(work.connection, vault, str(dossier), caller.offices)
    fees = [fee_of(fee) for fee in found.fees]
    owed = sum(fee.amount for fee in fees if not fee.paid_by)
    online = sum(fee.amount for fee in fees if fee.paid_by is PaidBy.ONLINE)
    if not owed and online >= amount:
        return
    if owed != amount:
        raise Conflict("fees_differ", "Số tiền đã thanh toán khác với phí, lệ phí còn nợ của hồ sơ")
    paid = tuple(fee if fee.paid_by or not fee.amount else replace(fee, paid_by=PaidBy.ONLINE) for fee in fees)
    reason = f"Nộp phí trực tuyến, mã giao dịch {transaction}"
    await correct_dossier(work, vault, shelf, caller, str(dossier), Correction(found.revision, reason, {"fees": paid}))
