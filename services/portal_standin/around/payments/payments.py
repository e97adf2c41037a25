"""What is to be paid and what was: one payment a reference of a partner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_urlsafe
from typing import Any

from services.portal_standin.domain.wire_time import write_time

BANK = "NHTHU"


class Outcome(StrEnum):
    """The MaLoi by which the platform tells it: ours, except that 00 is known to mean paid."""

    PAID = "00"
    WAITING = "01"
    FAILED = "02"


@dataclass(slots=True)
class Payment:
    """`token` is the secret of its payment page; `is_hasty`: paid before the reply to INIT is out."""

    partner: str
    reference: str
    amount: int
    dossier: str
    text: str
    token: str
    outcome: Outcome = Outcome.WAITING
    transaction: str = ""
    ended_at: datetime | None = None
    is_hasty: bool = False

    def told(self) -> dict[str, str]:
        """The fields of the call-back and of the reply to QUERY, not yet signed."""
        return {
            "MaLoi": self.outcome.value,
            "MaThamChieu": self.reference,
            "SoTien": str(self.amount),
            "MaGiaoDich": self.transaction,
            "MaNganHang": BANK if self.transaction else "",
            "ThoiGianGD": write_time(self.ended_at) if self.ended_at else "",
        }


class Payments:
    def __init__(self) -> None:
        self._of_reference: dict[tuple[str, str], Payment] = {}
        self._of_token: dict[str, Payment] = {}

    def begin(self, sent: Mapping[str, Any]) -> Payment:
        """From a message that was checked; its reference is new."""
        made = Payment(
            partner=str(sent["MaDoiTac"]),
            reference=str(sent["MaThamChieu"]),
            amount=int(sent["SoTien"]),
            dossier=dossier_of(sent),
            text=str(sent.get("ThongTinGiaoDich", "")),
            token=token_urlsafe(18),
        )
        self._of_reference[made.partner, made.reference] = self._of_token[made.token] = made
        return made

    def of(self, partner: str, reference: str) -> Payment | None:
        return self._of_reference.get((partner, reference))

    def of_token(self, token: str) -> Payment | None:
        return self._of_token.get(token)

    def end(self, payment: Payment, outcome: Outcome, at: datetime) -> None:
        """Once; what is paid stays paid."""
        if payment.outcome is Outcome.WAITING:
            payment.outcome, payment.ended_at = outcome, at
            done = sum(1 for each in self._of_reference.values() if each.transaction)
            payment.transaction = f"GD{at:%Y%m%d}{done + 1:06}"


def dossier_of(sent: Mapping[str, Any]) -> str:
    """For which dossier an INIT asks; empty where it does not say."""
    receipt = sent.get("ThongTinBienLai")
    return str(receipt.get("MaHoSo", "")) if isinstance(receipt, dict) else ""
