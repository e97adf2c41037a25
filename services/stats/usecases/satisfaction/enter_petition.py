"""Enters a petition in the register by its reference, with the receipt as its first act."""

from dataclasses import dataclass
from datetime import date, datetime

from services.stats.domain.satisfaction.petition import Deed, PetitionAct, PetitionKind, limits_for, next_step
from services.stats.reference.criteria import petition_limits
from services.stats.repository.satisfaction.petitions import Petition, Petitions
from services.stats.usecases.satisfaction.find_subject import find_subject
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import Conflict, Invalid
from shared.ids import new_id
from shared.worktime import legal_day, national_calendar


@dataclass(frozen=True, slots=True)
class NewPetition:
    """What is told of a petition: no words and no person, only the reference of the system that keeps them."""

    reference: str
    kind: PetitionKind
    dossier: str | None
    office: str | None
    received_at: datetime
    answer_by: date | None


async def enter_petition(
    connection: Connection, caller: Caller, told: NewPetition, now: datetime
) -> tuple[Petition, bool]:
    """The petition, and whether it is new. The same again gives the first.

    Refuses: office_not_found, dossier_not_found, office_of_petition_missing, petition_differs, and what the receipt
    refuses.
    """
    office = await find_subject(connection, caller, told.dossier, told.office)
    if office is None:
        message = "Chưa biết cơ quan giải quyết: hãy ghi đơn vị bị phản ánh"
        raise Invalid("office_of_petition_missing", message)
    petitions = Petitions(connection)
    limits = limits_for(petition_limits(), legal_day(told.received_at))
    deed = Deed(PetitionAct.RECEIVED, told.received_at, told.answer_by)
    step = next_step(told.kind, (), deed, limits, national_calendar(), now)
    id = new_id()
    is_new = await petitions.add(id, told.reference, told.kind, office, told.dossier, told.received_at)
    if is_new:
        await petitions.add_step(id, 1, step, at=now, by=caller.subject)
    kept = await petitions.with_reference(told.reference, list(caller.offices))
    if kept is None or (kept.kind, kept.dossier, kept.received_at) != (told.kind, told.dossier, told.received_at):
        raise Conflict("petition_differs", "Số hiệu này đã ghi cho một phản ánh, kiến nghị khác")
    return kept, is_new
