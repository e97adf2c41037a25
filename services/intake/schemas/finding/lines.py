"""Lines of dossiers by their ids."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.intake.schemas.dossiers.dossiers import DossierLine
from services.intake.schemas.parts import In, Out


class LinesIn(In):
    """The dossiers of one page of a list."""

    ids: Annotated[list[UUID], Field(max_length=200, description="Mã định danh của tối đa 200 hồ sơ")]


class LinesOut(Out):
    """As many as are in reach."""

    items: list[DossierLine]
