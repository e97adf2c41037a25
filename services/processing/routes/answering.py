"""What every act's route shares: caller, work, dossier and version out of the request; the answer with its ETag."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from services.processing.dependencies import DossierRef, Official, Working
from services.processing.domain.acting import Acted
from services.processing.domain.status import allowed_transitions
from services.processing.schemas import ActedOut, ActIn, ExtensionIn, ReturnIn
from services.processing.unit_of_work.standing import standing_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order
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

    def order(self, body: ActIn | None) -> Order:
        given = body or ActIn()
        return Order(
            dossier=self.ref,
            version=self.version,
            reason_code=given.reason_code,
            note=given.note,
            evidence=given.way if isinstance(given, ReturnIn) else None,
            promised_on=given.promised_on if isinstance(given, ExtensionIn) else None,
        )


async def _asked(
    caller: Official, work: Working, ref: DossierRef, version: ExpectedVersion, response: Response
) -> ActRequest:
    return ActRequest(caller, work, ref, version, response)


Asked = Annotated[ActRequest, Depends(_asked)]


def answer_act(asked: ActRequest, acted: Acted) -> ActedOut:
    dossier = acted.dossier
    asked.response.headers["ETag"] = f'"{dossier.version}"'
    rows = allowed_transitions(dossier.state, dossier.matter.accepted_on, asked.caller.roles)
    return ActedOut.of(standing_of(dossier), rows, acted.warnings)
