"""Notes what a run of processing's facts owes the portal, in the transaction in which the facts count as read."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.portal.connections import Connection
from services.portal.domain.outbound.lane import LaneState
from services.portal.domain.outbound.shots import shots_of
from services.portal.domain.outbound.snapshot import RecordShot
from services.portal.repository.noting import Noted, Standing
from services.portal.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.processing import DossierActed
from shared.contracts.processing import Standing as DossierStanding
from shared.worktime import legal_day

_REGISTER = "register"


async def note_processing(work: Work, facts: Sequence[Fact], connections: Mapping[str, Connection]) -> None:
    """One lane a dossier; register books are history and owe nothing."""
    acts = [(fact, DossierActed.of(fact)) for fact in facts if DossierActed.is_type(fact.type)]
    acts = [(fact, body) for fact, body in acts if body.standing.origin != _REGISTER]
    if not acts:
        return
    lanes = {UUID(body.standing.dossier) for _, body in acts}
    known = await work.noting.known(sorted(lanes))
    desks = {body.standing.desk for _, body in acts}
    named = await work.noting.connections(desks, legal_day(work.now))
    noted: dict[UUID, Noted] = {}
    for fact, body in acts:
        lane = UUID(body.standing.dossier)
        connection = connections[named.get(body.standing.desk, next(iter(connections)))]
        note = noted.get(lane) or _note(body.standing, known.get(lane), connection)
        if note is not None:
            noted[lane] = note
            _add(note, fact, body)
    if noted:
        await work.noting.write(list(noted.values()), work.now)


def _note(standing: DossierStanding, known: Standing | None, connection: Connection) -> Noted | None:
    """None for a dossier from before the portal was joined."""
    if known is None and standing.accepted_at < connection.since:
        return None
    is_ministry = standing.procedure in connection.ministry
    return Noted(
        id=UUID(standing.dossier),
        is_filing=False,
        connection=connection.name,
        code=standing.code,
        portal_code=None,
        office=standing.office,
        desk=standing.desk,
        procedure=standing.procedure,
        accepted_on=standing.accepted_on,
        state=(LaneState.MINISTRY if is_ministry else LaneState.READY).value,
        is_there=known.is_there if known else False,
        last_record=known.last_record if known else None,
        last_seq=known.last_seq if known else 0,
    )


def _add(note: Noted, fact: Fact, body: DossierActed) -> None:
    note.office, note.procedure = body.standing.office, body.standing.procedure
    if note.state == LaneState.MINISTRY:
        return
    before: RecordShot | None = note.last_record
    if body.act == "corrected":  # whose dossier it is may be what was put right; the shot does not tell
        before = None
    note.add(shots_of(body.standing, body.act, fact.actor, fact.happened_at, before))
