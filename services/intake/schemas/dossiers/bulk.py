"""Many dossiers in one call, as certification counters take them."""

from typing import Annotated

from pydantic import Field

from services.intake.schemas.dossiers.dossier_in import DossierIn
from services.intake.schemas.dossiers.dossiers import ReceiptOut
from services.intake.schemas.parts import In, Out
from shared.web.problems import Problem

MOST_AT_ONCE = 200


class BulkIn(In):
    """Each item stands for itself: what is wrong with one does not hold up the others."""

    items: Annotated[list[DossierIn], Field(min_length=1, max_length=MOST_AT_ONCE)]


class BulkItemOut(Out):
    """What became of the item at this place: its receipt, or why it was not taken (nothing was written of it)."""

    status: Annotated[int, Field(description="201 đã tiếp nhận; khác: xem problem")]
    is_replay: bool = False
    receipt: ReceiptOut | None = None
    problem: Problem | None = None


class BulkOut(Out):
    """In the order of the items."""

    received: int
    items: list[BulkItemOut]
