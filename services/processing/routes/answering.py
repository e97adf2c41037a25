"""What every act's route shares: caller, work, dossier and version out of the request; the answer with its ETag."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from services.processing.dependencies import Actor, DossierRef, Working
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.possible import possible_acts
from services.processing.domain.state import Act
from services.processing.domain.status import LIVE_ROLES
from services.processing.schemas.acts import ActIn
from services.processing.schemas.dossiers import ActedOut
from services.processing.unit_of_work.standing import standing_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Seen, act_on_dossier
from shared.callers import Caller
from shared.web.versions import ExpectedVersion


@dataclass(frozen=True, slots=True)
class ActRequest:
    """Someone asks for an act on a dossier that they saw at `version`."""

    caller: Caller
    work: Work
    ref: UUID | str
    version: int
    response: Response

    async def do(self, act: Act, body: ActIn | None) -> ActedOut:
        deed = deed_of(self.caller, self.work.now, act, body)
        acted = await act_on_dossier(self.work, self.caller, self.ref, Seen(self.version), deed)
        self.response.headers["ETag"] = f'"{acted.dossier.version}"'
        return told(acted, self.caller, self.work.now)


async def _asked(
    caller: Actor, work: Working, ref: DossierRef, version: ExpectedVersion, response: Response
) -> ActRequest:
    return ActRequest(caller, work, ref, version, response)


Asked = Annotated[ActRequest, Depends(_asked)]


def deed_of(caller: Caller, now: datetime, act: Act, body: ActIn | None) -> Deed:
    """What the caller wants to do, now unless the body says when it happened."""
    given = body or ActIn()
    return Deed(act, caller.subject, caller.roles & LIVE_ROLES, given.happened_at or now, **given.as_parts())


def told(acted: Acted, caller: Caller, now: datetime) -> ActedOut:
    dossier = acted.dossier
    rows = possible_acts(dossier, caller, acted.deed.reach, now)
    return ActedOut.of(standing_of(dossier), rows, acted.warnings)
