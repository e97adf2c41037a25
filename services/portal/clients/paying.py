"""What the door asks our services before a payment, and tells them after it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.portal.clients.services import Services
from shared.callers import Caller, Role
from shared.contracts.states import State
from shared.web.service_client import BoundClient

_PROGRAMS = frozenset({Role.TRACKER, Role.PORTAL})


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a dossier at processing."""

    version: int
    state: State


async def standing_for(services: Services, caller: Caller, token: str, dossier: UUID) -> Standing:
    """In an official's own name, so that reach is looked at there; programs know which dossier they were shown.

    Refuses `dossier_not_found`.
    """
    processing = services.processing.bound(token)
    if not caller.roles.isdisjoint(_PROGRAMS):
        processing = await services.bound(services.processing)
    return await _standing(processing, dossier)


async def owed_fees(services: Services, dossier: UUID) -> int:
    """The sum in đồng of what nobody has paid yet."""
    intake = await services.bound(services.intake)
    found = await intake.post("/matters", {"dossiers": [str(dossier)], "filings": []})
    return sum(fee["amount"] for item in found["items"] for fee in item["fees"] if not fee["paid_by"])


async def tell_fees_paid(services: Services, dossier: UUID, amount: int, transaction: str) -> None:
    """Refuses `fees_differ`, `dossier_erased`, `revision_conflict`. Told again, it changes nothing."""
    intake = await services.bound(services.intake)
    await intake.post(f"/matters/{dossier}/fees-paid", {"amount": amount, "transaction": transaction})


async def tell_payment_received(services: Services, dossier: UUID, transaction: str) -> None:
    """Where the dossier waits for it; elsewhere there is nothing to do. Refuses `version_conflict` and the like."""
    processing = await services.bound(services.processing)
    standing = await _standing(processing, dossier)
    if standing.state is State.AWAITING_PAYMENT:
        headers = {"If-Match": f'"{standing.version}"'}
        note = {"note": f"Thanh toán trực tuyến, mã giao dịch {transaction}"}
        await processing.post(f"/dossiers/{dossier}/payment-receipt", note, headers=headers)


async def _standing(processing: BoundClient, dossier: UUID) -> Standing:
    found: dict[str, Any] = await processing.get(f"/dossiers/{dossier}")
    return Standing(found["version"], State(found["state"]))
