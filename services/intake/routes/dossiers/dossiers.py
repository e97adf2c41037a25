"""Receiving dossiers and reading them back."""

from typing import Annotated, Any

from fastapi import Query, Response

from services.intake.dependencies import (
    Clerk,
    CurrentCounter,
    CurrentDatabase,
    CurrentVault,
    DossierReader,
    IdempotencyHeader,
    NamePath,
    Seeing,
    sees_persons,
)
from services.intake.domain.dossiers.receipt import IdempotencyKey
from services.intake.domain.organisation.office import NATION
from services.intake.domain.privacy.views import Seen
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.schemas.dossiers.dossier_in import DossierIn
from services.intake.schemas.dossiers.dossiers import DossierOut, DueOut, ReceiptOut
from services.intake.usecases.dossiers.explain_due import explain_due
from services.intake.usecases.dossiers.receive_dossier import Counter, receive_dossier
from shared.callers import Caller
from shared.web.app import make_router
from shared.web.transaction import Reading

router = make_router("dossiers")
_PRIVATE = {"Cache-Control": "no-store"}
_RECEIPT: dict[int | str, dict[str, Any]] = {
    201: {
        "model": ReceiptOut,
        "headers": {
            "Location": {"schema": {"type": "string"}},
            "Idempotent-Replay": {"schema": {"type": "string"}, "description": "true: đã tiếp nhận ở lần gửi trước"},
        },
    }
}


@router.post("/dossiers", status_code=201, summary="Tiếp nhận hồ sơ", response_class=Response, responses=_RECEIPT)
async def receive(
    body: DossierIn,
    caller: Clerk,
    counter: CurrentCounter,
    idempotency_key: IdempotencyHeader = None,
    explain: Annotated[bool, Query(description="true: kèm cách tính ngày hẹn, từng ngày")] = False,
) -> Response:
    """Gives the code (unique, without gaps by unit and day) and the date promised by law; answers after the commit.

    The desk must be in the caller's reach; the moment of receipt is the service's clock. With `Idempotency-Key` a
    repeat answers as the first time with `Idempotent-Replay: true`. Refuses: idempotency_key_reused, office_not_found,
    office_not_in_force, desk_out_of_reach, procedure_not_found, procedure_not_in_force, identity_number_not_valid,
    tax_number_not_valid, phone_not_valid, scan_not_found.
    """
    receipt, is_replay = await take_receipt(body, caller, counter, idempotency_key)
    return _created(await _explained(receipt, counter) if explain else receipt, is_replay)


async def answer_receipt(body: DossierIn, caller: Caller, counter: Counter, idempotency_key: str | None) -> Response:
    """As the short way in (`receiving.py`) answers."""
    return _created(*await take_receipt(body, caller, counter, idempotency_key))


def _created(receipt: ReceiptOut, is_replay: bool) -> Response:
    replayed = {"Idempotent-Replay": "true"} if is_replay else {}
    headers = {"Location": receipt.links["self"], **_PRIVATE, **replayed}
    return Response(receipt.model_dump_json(), 201, headers, "application/json")


async def _explained(receipt: ReceiptOut, counter: Counter) -> ReceiptOut:
    async with counter.database().reading() as connection:
        dossier = await find_dossier(connection, counter.vault, str(receipt.id), [NATION])
        due = DueOut.of(dossier, await explain_due(connection, dossier))
    return receipt.model_copy(update={"explanation": due})


async def take_receipt(
    body: DossierIn, caller: Caller, counter: Counter, idempotency_key: str | None
) -> tuple[ReceiptOut, bool]:
    """The receipt, committed, and whether the same key had made it before."""
    key = None
    if idempotency_key is not None:
        digests = counter.vault.digests(body.model_dump_json().encode())
        key = IdempotencyKey(caller.subject, idempotency_key, digests)
    receipt, numbered = await receive_dossier(counter, caller, body.as_filing(), key)
    if not numbered.is_replay:
        return ReceiptOut.of(receipt, numbered), False
    async with counter.database().reading() as connection:
        earlier = await find_dossier(connection, counter.vault, str(numbered.id), [NATION])
    return ReceiptOut.of(earlier, numbered), True


@router.get("/dossiers/{id_or_code}", summary="Một hồ sơ như đã tiếp nhận")
async def read_dossier(
    id_or_code: NamePath,
    caller: DossierReader,
    database: CurrentDatabase,
    vault: CurrentVault,
    see: Seeing,
    response: Response,
) -> DossierOut:
    """With the applicant for those who work on dossiers, which is logged; without for monitors.

    Refuses: dossier_not_found.
    """
    response.headers.update(_PRIVATE)
    async with database.reading() as connection:
        dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
    if sees_persons(caller):
        await see(dossier.id, Seen.DOSSIER)
    return DossierOut.whole(dossier, with_person=sees_persons(caller))


@router.get("/dossiers/{id_or_code}/due", summary="Vì sao hẹn ngày đó: từng ngày tính và không tính")
async def explain(id_or_code: NamePath, caller: DossierReader, connection: Reading, vault: CurrentVault) -> DueOut:
    """By the calendar and the hours known when the dossier was accepted. Refuses: dossier_not_found."""
    dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
    return DueOut.of(dossier, await explain_due(connection, dossier))
