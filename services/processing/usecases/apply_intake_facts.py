"""Applies a run of intake's facts: a few looks into the books, a fold in memory, one write."""

from collections.abc import Sequence
from uuid import UUID

from services.processing.repository.routes import Accepted
from services.processing.unit_of_work.run import Run
from services.processing.unit_of_work.work import Work
from services.processing.usecases.declare_outcome import declare_outcome
from services.processing.usecases.note_offices import note_offices
from services.processing.usecases.note_successions import note_successions
from services.processing.usecases.open_dossier import on_a_route, open_dossier
from services.processing.usecases.take_over_correction import take_over_correction
from services.processing.usecases.transfer_dossiers import transfer_dossiers
from shared.contracts.envelope import Fact
from shared.contracts.intake import (
    DossierCorrected,
    DossierReceived,
    OfficeRegistered,
    OfficeSucceeded,
    OutcomeDeclared,
)
from shared.errors import Invalid
from shared.worktime import legal_day

OfDossier = DossierReceived | DossierCorrected | OutcomeDeclared
Told = tuple[Fact, OfDossier, UUID]
_BODIES: dict[str, type[OfDossier]] = {body.TYPE: body for body in (DossierReceived, DossierCorrected, OutcomeDeclared)}


async def apply_intake_facts(work: Work, facts: Sequence[Fact]) -> None:
    """Facts of one dossier keep their order; every act in the run is announced by itself, the dossier written once.

    Types of a later release are passed over. Offices go first: a dossier's office stands before it in the log. What
    an ended office has open goes to its successor last, also where the book that tells of it comes after the reform.
    """
    await note_offices(work, [fact for fact in facts if fact.type == OfficeRegistered.TYPE])
    ended = await note_successions(work, [fact for fact in facts if fact.type == OfficeSucceeded.TYPE])
    told = [_read(fact) for fact in facts if fact.type in _BODIES]
    if told:
        await _fold(work, told)
    await transfer_dossiers(work, ended, {dossier for _, _, dossier in told})


async def _fold(work: Work, told: Sequence[Told]) -> None:
    run = await _begin(work, told)
    for fact, body, dossier in told:
        if isinstance(body, DossierReceived):
            open_dossier(run, fact, body, dossier)
        elif isinstance(body, DossierCorrected):
            take_over_correction(run, fact, body, dossier)
        else:
            declare_outcome(run, fact, body, dossier)
    await work.record(run.acts)


def _read(fact: Fact) -> Told:
    body = _BODIES[fact.type].of(fact)
    try:
        return fact, body, UUID(body.dossier)
    except ValueError as broken:
        raise Invalid("contract_broken", "Mã định danh hồ sơ trong bản tin không phải UUID") from broken


async def _begin(work: Work, told: Sequence[Told]) -> Run:
    received = [body for _, body, _ in told if isinstance(body, DossierReceived)]
    known = await work.dossiers.known({dossier for _, _, dossier in told})
    owners = await work.dossiers.owners_of_codes({body.code for body in received})
    desks = {body.desk for body in received} | {dossier.matter.desk for dossier in known.values()}
    times = await work.offices.times(desks | {body.office for body in received})
    routes = await work.routes.holding(_accepted(body) for body in received if on_a_route(body))
    # Intake's clock may run a little ahead of this machine's; what it recorded has happened.
    now = max(work.now, *(fact.recorded_at for fact, _, _ in told))
    return Run(known, owners, times, routes, now)


def _accepted(body: DossierReceived) -> Accepted:
    return Accepted(body.procedure, body.office, legal_day(body.accepted_at))
