"""The payment port: what any payment platform can be asked. Drivers are the only place that knows a wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.portal.domain.payments.payment import Told
from shared.errors import Conflict, Unavailable


class PlatformAway(Unavailable):
    """No answer, or one that the platform did not sign: what it made of the question is not known."""

    def __init__(self) -> None:
        super().__init__("payments_away", "Nền tảng thanh toán chưa trả lời, hãy thử lại sau ít phút")


class PlatformRefuses(Conflict):
    """It answered that it will not."""

    def __init__(self, text: str) -> None:
        super().__init__("payment_refused", f"Nền tảng thanh toán không nhận: {text[:200]}")


class NotGenuine(Conflict):
    """A message that the platform's secret did not sign."""

    def __init__(self) -> None:
        super().__init__("check_sum_not_valid", "Mã xác thực không đúng")


@dataclass(frozen=True, slots=True)
class Bill:
    """What is to be paid. `dossier` and `agency` are the portal's codes; `text` names nobody."""

    reference: str
    amount: int
    text: str
    dossier: str
    procedure: str
    agency: str
    at: datetime


class Platform(Protocol):
    """One account at one platform."""

    async def start(self, bill: Bill) -> str:
        """The address to pay at. Raises PlatformAway, PlatformRefuses."""

    async def ask(self, reference: str, at: datetime) -> Told:
        """Raises PlatformAway, PlatformRefuses (it does not know the reference)."""

    async def receipt(self, reference: str, at: datetime) -> bytes:
        """A PDF. Raises PlatformAway, PlatformRefuses."""

    def read_callback(self, message: Mapping[str, Any]) -> Told:
        """Raises NotGenuine."""

    async def close(self) -> None: ...
