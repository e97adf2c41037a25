"""Notes what a run of intake's facts says: offices by name, and answers to filings that the portal is to know of."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.portal.connections import Connection
from services.portal.domain.outbound.lane import LaneState
from services.portal.domain.outbound.shots import filing_shots
from services.portal.repository.noting import Noted, Standing
from services.portal.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.intake import FilingActed, FilingStanding, OfficeRegistered
from shared.worktime import legal_day

_DONE_ELSEWHERE = frozenset({"filed", "accepted"})  # the portal filed it itself; acceptance opens the dossier's lane


async def note_intake(work: Work, facts: Sequence[Fact], connections: Mapping[str, Connection]) -> None:
    await work.offices.keep([OfficeRegistered.of(fact) for fact in facts if fact.type == OfficeRegistered.TYPE])
    acts = [(fact, FilingActed.of(fact)) for fact in facts if FilingActed.is_type(fact.type)]
    acts = [(fact, body) for fact, body in acts if body.act not in _DONE_ELSEWHERE]
    if acts:
        await _note_filings(work, acts, connections)


async def _note_filings(
    work: Work, acts: Sequence[tuple[Fact, FilingActed]], connections: Mapping[str, Connection]
) -> None:
    known = await work.noting.known(sorted({UUID(body.standing.filing) for _, body in acts}))
    named = await work.noting.connections({body.standing.desk for _, body in acts}, legal_day(work.now))
    noted: dict[UUID, Noted] = {}
    for fact, body in acts:
        lane = UUID(body.standing.filing)
        connection = connections[named.get(body.standing.desk, next(iter(connections)))]
        if body.standing.filed_at < connection.since or body.standing.procedure in connection.ministry:
            continue
        is_theirs = body.standing.source in connections
        note = noted.get(lane) or _note(body.standing, known.get(lane), connection, is_theirs=is_theirs)
        shots = filing_shots(body.standing, body.act, fact.actor, fact.happened_at, is_there=is_theirs)
        note.add(shots)
        if shots:
            noted[lane] = note
    if noted:
        await work.noting.write(list(noted.values()), work.now)


def _note(standing: FilingStanding, known: Standing | None, connection: Connection, *, is_theirs: bool) -> Noted:
    return Noted(
        id=UUID(standing.filing),
        is_filing=True,
        connection=connection.name,
        code=standing.filing,
        portal_code=None,
        office=standing.office,
        desk=standing.desk,
        procedure=standing.procedure,
        accepted_on=None,
        state=LaneState.READY.value,
        is_there=known.is_there if known else is_theirs,
        last_record=known.last_record if known else None,
        last_seq=known.last_seq if known else 0,
    )
