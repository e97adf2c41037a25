"""What a receipt says beyond the dossier as it was received: proxy, fees, way of return, scans, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.worktime import Term


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who handed the dossier in for its owner, and on what ground (giấy ủy quyền, hợp đồng ủy quyền, giám hộ)."""

    name: str
    number: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in đồng."""

    name: str
    amount: int
    is_paid: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """Which correction of the dossier this receipt states, and its day."""

    number: int
    on: date


@dataclass(frozen=True, slots=True)
class PublishedTerm:
    """The limit that the law publishes, where a decision has shortened it for this desk."""

    term: Term
    decision: str


@dataclass(frozen=True, slots=True)
class ReceiptExtras:
    """`scanned` are the places of papers in the dossier's list (from 0) of which a scan is kept."""

    proxy: Proxy | None = None
    fees: Sequence[Fee] = ()
    return_way: str = ""
    return_address: str = ""
    email: str = ""
    scanned: frozenset[int] = frozenset()
    revision: Revision | None = None
    published: PublishedTerm | None = None
