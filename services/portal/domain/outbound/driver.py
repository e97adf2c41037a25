"""The outbound port: what any national portal can be asked. Drivers are the only place that knows a wire."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.portal.domain.outbound.answer import Answer
from services.portal.domain.outbound.told import Agency, KnownProcedure, Mode, Record, Row, There
from shared.errors import Unavailable


class PortalAway(Unavailable):
    """A question (never an act) that got no answer: it may be asked again."""

    def __init__(self, text: str = "") -> None:
        super().__init__("portal_away", f"Cổng chưa trả lời{': ' + text if text else ''}")


class Driver(Protocol):
    """One portal as one account. Acts answer by class and never raise; questions raise `PortalAway`."""

    async def sign_in(self) -> None:
        """Anew, whatever is held. Raises PortalAway."""

    async def tell_record(self, record: Record, mode: Mode) -> Answer: ...

    async def tell_rows(self, agency: Agency, rows: Sequence[Row]) -> Answer:
        """At most ten."""

    async def find(self, agency: Agency, code: str) -> There | None:
        """None where the portal does not know the code."""

    async def issue_code(self, agency: Agency, day: date) -> str | None:
        """A new dossier code of the portal's; None where codes are the province's own."""

    async def procedure_codes(self) -> Sequence[tuple[str, str]]:
        """Code and name of all that the portal lists."""

    async def procedure(self, code: str) -> KnownProcedure | None: ...

    async def close(self) -> None: ...
