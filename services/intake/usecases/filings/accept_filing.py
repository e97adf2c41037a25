"""Accepts a filing: the dossier, its code, its fact and the filing's own end are one transaction."""

from collections.abc import Callable
from dataclasses import replace

from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.dossiers.receipt import IdempotencyKey, Numbered, Receipt
from services.intake.domain.filings.filed import Filed, act_on
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.queries.filings.filings import last_act_on
from services.intake.repository.dossiers.receipts import write_receipts
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.unit_of_work.receiver import hand
from services.intake.usecases.dossiers.receive_dossier import Counter, make_out_receipt
from services.intake.usecases.filings.act_on_filing import (
    Seen,
    Wanted,
    act_on_filing,
    deed_of,
    in_force,
    lock_filing,
    must_be_current,
    must_be_own_desk,
)
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.errors import Conflict

Correct = Callable[[Filing], Filing]


async def accept_filing(
    counter: Counter, caller: Caller, seen: Seen, correct: Correct
) -> tuple[Receipt | None, Numbered]:
    """The receipt and its code; the moment of acceptance is now. No receipt: this is a repeat of the caller's own act.

    What is received is the filing as `correct` leaves it; the filing itself keeps what was filed. Refuses what
    receiving refuses, version_conflict, act_not_allowed.
    """
    async with counter.database().reading() as connection:
        book = FilingBook(connection, counter.vault, counter.clock.now())
        filed = await book.filings.find(seen.filing, visible_to=caller.offices)
        await must_be_own_desk(connection, caller, filed)
        if filed.dossier and filed.dossier_code and await _is_repeat(book, caller, filed, seen):
            return None, Numbered(filed.dossier, filed.dossier_code, is_replay=True)
        await must_be_current(connection, filed, seen)
        act_on(filed, deed_of(caller, Wanted(FilingAct.ACCEPTED), book))
        matter = await _continued(book, filed.matter)
    # Outside of any transaction: the shelf takes a connection of its own. The version says that nothing moved since.
    receipt = await make_out_receipt(counter, caller, correct(matter))
    async with counter.database().transaction() as connection:
        book = FilingBook(connection, counter.vault, receipt.accepted_at)
        return receipt, await _write(book, counter.vault, caller, seen, receipt)


async def _continued(book: FilingBook, matter: Filing) -> Filing:
    """What was filed at an office that ended since is received by the one that continues it."""
    office = await in_force(book.connection, matter.office, book.now) if matter.office else None
    return replace(matter, desk=await in_force(book.connection, matter.desk, book.now), office=office)


async def _is_repeat(book: FilingBook, caller: Caller, filed: Filed, seen: Seen) -> bool:
    actor, _ = await last_act_on(book.connection, filed.id)
    return filed.version == seen.version + 1 and actor == caller.subject


async def _write(book: FilingBook, vault: Vault, caller: Caller, seen: Seen, receipt: Receipt) -> Numbered:
    filed = await lock_filing(book, caller, seen)
    written = await write_receipts(book.connection, [hand(receipt, _key(vault, filed), vault)])
    if receipt.id not in written:
        raise Conflict("filing_already_accepted", "Hồ sơ nộp này đã được tiếp nhận thành một hồ sơ khác")
    numbered = written[receipt.id]
    changes = {"dossier": numbered.id, "dossier_code": numbered.code}
    await act_on_filing(book, caller, filed, Wanted(FilingAct.ACCEPTED, changes))
    return numbered


def _key(vault: Vault, filed: Filed) -> IdempotencyKey:
    """One for all who try: whatever went wrong before, the database makes no second dossier of a filing."""
    return IdempotencyKey(f"filing:{filed.id}", "accept", vault.digests(filed.id.bytes))
