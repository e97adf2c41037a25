"""What the tracker asks and is told for a citizen whose identity a provider proved to it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.intake.queries.dossiers.dossiers import DossierRead
from services.intake.schemas.parts import In, LegalInstant, Out
from services.intake.schemas.tracking.lookups import TypedCode
from shared.contracts.states import STATE_NAMES, State

_EXAMPLE: dict[str, Any] = {"identity_number": "026187000999"}
OwnersNumber = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class OwnDossiersIn(In):
    """Whose: the number as the provider of the sign-in told it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    identity_number: OwnersNumber = Field(description="Số định danh của tài khoản đã đăng nhập")


class OwnLookupIn(OwnDossiersIn):
    """And which of them."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE | {"code": "H62.19-261120-0007"}]})

    code: TypedCode = Field(description="Mã hồ sơ")


class OwnDossierOut(Out):
    """One line; nothing of any person."""

    id: UUID
    code: str
    procedure_name: str
    accepted_at: LegalInstant
    due_on: date | None
    state: State
    state_name: str

    @classmethod
    def of(cls, dossier: DossierRead) -> "OwnDossierOut":
        standing = dossier.standing
        return cls(
            id=dossier.id,
            code=dossier.code,
            procedure_name=dossier.procedure_name,
            accepted_at=dossier.accepted_at,
            due_on=standing.due_on,
            state=State(standing.state),
            state_name=STATE_NAMES[standing.state],
        )


class OwnDossiersOut(Out):
    """Newest first, 200 at most."""

    items: list[OwnDossierOut]
