"""Facts that could not be applied: read them, and have them applied again."""

from typing import Annotated, Any

from fastapi import Path, Request

from services.processing.dependencies import Operator
from services.processing.schemas import ParkedListOut, ParkedOut, ReplayedOut
from shared.errors import NotFound
from shared.messaging.inbox import Inbox
from shared.messaging.replay import replay_parked
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.station import Listening, Station
from shared.web.transaction import Reading, Transaction

router = make_router("parked")

Position = Annotated[int, Path(ge=1, le=2**63 - 1, description="Vị trí trong sổ bản tin của nguồn")]


def _station(request: Request) -> Station:
    station: Station = request.app.state.station
    return station


def _listening(request: Request, source: str) -> Listening:
    for listening in _station(request).listens:
        if listening.source == source:
            return listening
    raise NotFound("source_not_found", "Dịch vụ này không nghe nguồn đó")


@router.get("/parked", response_model=ParkedListOut, summary="Bản tin đang treo")
async def list_parked(request: Request, _: Operator, connection: Reading) -> Any:
    """With the reason of each; what follows in the same stream waits behind it (`behind_parked`)."""
    found: list[ParkedOut] = []
    for inbox in _station(request).inboxes():
        found += [ParkedOut(**row) for row in await inbox.parked(connection)]
    return ParkedListOut(parked=found)


@router.post("/parked/{source}/{position}/replay", response_model=ReplayedOut, summary="Áp dụng lại bản tin treo")
async def replay(request: Request, _: Operator, connection: Transaction, source: Code, position: Position) -> Any:
    """With everything parked behind it in its stream, oldest first, all or none.

    Refuses `source_not_found`, `parked_fact_not_found`, and whatever the fact is still refused for.
    """
    listening = _listening(request, source)
    inbox = Inbox(_station(request).schema, source)
    return ReplayedOut(replayed=await replay_parked(connection, inbox, listening.apply, position))
