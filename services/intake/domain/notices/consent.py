"""By what an applicant agreed to be told: never by anything without having agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.dossiers.applicant import Applicant
from shared.errors import Invalid
from shared.notify.message import Medium

_NEEDS = {
    Medium.EMAIL: "Nhận tin qua thư điện tử cần địa chỉ thư của người nộp",
    Medium.SMS: "Nhận tin nhắn SMS cần số điện thoại của người nộp",
    Medium.ZALO: "Nhận tin qua Zalo cần số điện thoại của người nộp",
}


@dataclass(frozen=True, slots=True)
class Consent:
    """What holds from `given_at` on; no media: they do not want to be told. `given_by` wrote it down."""

    media: tuple[Medium, ...]
    reason: str | None
    given_by: str
    given_at: datetime


def address_for(medium: Medium, phone: str | None, email: str | None) -> str | None:
    return email if medium is Medium.EMAIL else phone


def agreed(media: Sequence[Medium], applicant: Applicant) -> tuple[Medium, ...]:
    """Each once; refuses a medium for which the applicant left no address."""
    for medium in media:
        if not address_for(medium, applicant.phone, applicant.email):
            message = _NEEDS[medium]
            raise Invalid("notify_address_missing", message, fields={"notify_by": message})
    return each_once(media)


def each_once(media: Iterable[Medium]) -> tuple[Medium, ...]:
    return tuple(dict.fromkeys(media))
