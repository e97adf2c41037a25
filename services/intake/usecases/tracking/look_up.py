"""Looks a dossier up for who holds its receipt, or is its owner: a wrong code and a wrong proof are one refusal."""

from dataclasses import dataclass
from datetime import date, time

from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.dossiers.person_number import person_number
from services.intake.domain.organisation.desk_hours import hours_of
from services.intake.domain.tracking.proof import Proof, ProofKind, last_digits, read_proof
from services.intake.queries.dossiers.dossiers import DossierRead, find_dossier
from services.intake.queries.organisation.offices import hours_acts, office_by_code
from services.intake.usecases.tracking.own_dossiers import is_owned_by
from services.intake.vault.slips import ballot, slip_secret
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import NotFound
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class DeskFound:
    """Where the applicant goes: `path` from the root, `hours` the sessions of that day."""

    code: str
    name: str
    path: tuple[str, ...]
    hours: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier with its desk and the name of the office that has it now."""

    dossier: DossierRead
    desk: DeskFound
    office_name: str
    ballot: str


async def look_up(connection: Connection, vault: Vault, caller: Caller, code: str, proof: str, today: date) -> Found:
    """The same is computed whether or not there is such a dossier. Refuses: lookup_failed, also of an erased one."""
    shown = read_proof(proof)
    dossier = await _find(connection, vault, caller, code)
    accepted_on = legal_day(dossier.accepted_at) if dossier else today
    secret = slip_secret(vault, code, accepted_on)
    if dossier is None or shown is None or not shown.is_one_of(_right(dossier, shown, secret)):
        raise _not_found()
    return await _found(connection, vault, dossier, today)


async def look_up_own(connection: Connection, vault: Vault, caller: Caller, code: str, raw: str, today: date) -> Found:
    """For the owner, known by his number to who asks. Refuses: lookup_failed, identity_number_not_valid."""
    number = person_number(raw, today)
    dossier = await _find(connection, vault, caller, code)
    if dossier is None or not is_owned_by(dossier, number):
        raise _not_found()
    return await _found(connection, vault, dossier, today)


async def _found(connection: Connection, vault: Vault, dossier: DossierRead, today: date) -> Found:
    office = await office_by_code(connection, dossier.standing.office)
    desk = await _desk(connection, dossier, today)
    return Found(
        dossier, desk, office.name if office else "", ballot(vault, dossier.code, legal_day(dossier.accepted_at))
    )


def _not_found() -> NotFound:
    return NotFound("lookup_failed", "Không tìm thấy hồ sơ với mã và số đã nhập")


async def _find(connection: Connection, vault: Vault, caller: Caller, code: str) -> DossierRead | None:
    """By a well-formed code alone: an id is no code."""
    if read_dossier_code(code) is None:
        return None
    try:
        dossier = await find_dossier(connection, vault, code, caller.offices)
    except NotFound:
        return None
    return None if dossier.erased_at else dossier


def _right(dossier: DossierRead, shown: Proof, secret: str) -> list[str]:
    """A dossier out of a register book has no slip of ours, so no secret."""
    if shown.kind is ProofKind.SECRET:
        return [secret] if dossier.origin == "counter" else []
    return last_digits(dossier.identity_number, dossier.phone)


async def _desk(connection: Connection, dossier: DossierRead, today: date) -> DeskFound:
    desk = await office_by_code(connection, dossier.desk)
    if desk is None:
        return DeskFound(dossier.desk, "", (), ())
    hours = hours_of(desk.path, await hours_acts(connection, desk.path))
    return DeskFound(desk.code, desk.name, desk.path, hours.sessions_on(today).spans)
