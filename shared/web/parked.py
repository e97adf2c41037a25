"""Facts that could not be applied: read them with their reasons, and have them applied again (operators only)."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AwareDatetime, BaseModel

from shared.callers import Role
from shared.errors import NotFound
from shared.messaging.inbox import Inbox
from shared.messaging.replay import replay_parked
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Code
from shared.web.station import Listening, Station
from shared.web.transaction import Reading, Transaction

Position = Annotated[int, Path(ge=1, le=2**63 - 1, description="Vị trí trong sổ bản tin của nguồn")]


class ParkedOut(BaseModel):
    """A fact that waits for a person; `code` is the refusal's, or `behind_parked` for what waits behind it."""

    source: str
    position: int
    stream: str
    type: str
    code: str
    reason: str
    attempts: int
    parked_at: AwareDatetime


class ParkedListOut(BaseModel):
    parked: list[ParkedOut]


class ReplayedOut(BaseModel):
    """How many facts left the parking."""

    replayed: int


def parked_routes(station: Station) -> APIRouter:
    """`GET /parked` and `POST /parked/{source}/{position}/replay` of a service that listens."""
    router = make_router("parked")

    def listening(source: str) -> Listening:
        for each in station.listens:
            if each.source == source:
                return each
        raise NotFound("source_not_found", "Dịch vụ này không nghe nguồn đó")

    @router.get("/parked", summary="Bản tin đang treo")
    async def list_parked(caller: CurrentCaller, connection: Reading) -> ParkedListOut:
        """With the reason of each; what follows in the same stream waits behind it (`behind_parked`)."""
        caller.must_be(Role.OPERATOR)
        found = [row for inbox in station.inboxes() for row in await inbox.parked(connection)]
        return ParkedListOut(parked=[ParkedOut(**row) for row in found])

    @router.post("/parked/{source}/{position}/replay", summary="Áp dụng lại bản tin treo")
    async def replay(caller: CurrentCaller, connection: Transaction, source: Code, position: Position) -> ReplayedOut:
        """With everything parked behind it in its stream, oldest first, all or none.

        Refuses `source_not_found`, `parked_fact_not_found`, and whatever the fact is still refused for.
        """
        caller.must_be(Role.OPERATOR)
        inbox = Inbox(station.schema, source)
        return ReplayedOut(replayed=await replay_parked(connection, inbox, listening(source).apply, position))

    return router
