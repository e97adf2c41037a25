"""Links to files over the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.web.fields import Text

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RevocationIn(BaseModel):
    """`dossier` may be a filing."""

    model_config = ConfigDict(extra="forbid")

    dossier: UUID
    digest: Digest
    reason: Text


class ReachOut(BaseModel):
    """Whether this process reached one of its own links by the address that the portal is told."""

    model_config = ConfigDict(from_attributes=True)

    address: str
    is_reached: Annotated[bool | None, Field(description="Trống khi chưa thử")]
    reason: str
    checked_at: datetime | None
