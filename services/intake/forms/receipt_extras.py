"""What a receipt says beyond the dossier as it was received: proxy, fees, way of return, scans, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.domain.dossiers.applicant import Proxy
from services.intake.domain.dossiers.receipt import Fee, ReturnWay, fee_of
from services.intake.queries.dossiers.dossiers import DossierRead
from shared.worktime import Term


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
class Slip:
    """Where the dossier is followed, and the secret that proves who holds the receipt."""

    address: str
    secret: str

    def link(self, code: str) -> str:
        """For the QR: the secret stands behind `#`, which browsers send to nobody."""
        return f"{self.address}/tra-cuu?ma={code}#{self.secret}"

    @property
    def shown_address(self) -> str:
        """As people type it."""
        return f"{self.address}/tra-cuu".removeprefix("https://").removeprefix("http://")


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
    slip: Slip | None = None


RETURN_WAYS = {
    ReturnWay.DESK: "",
    ReturnWay.POST: "qua dịch vụ bưu chính công ích",
    ReturnWay.ONLINE: "bản điện tử trên Cổng dịch vụ công",
}


def extras_of(
    dossier: DossierRead, revised_on: date | None, published: PublishedTerm | None, slip: Slip | None = None
) -> ReceiptExtras:
    """As the dossier has them; a way of return that is not one of the list stands as it was written."""
    way = dossier.result_way or ReturnWay.DESK
    return ReceiptExtras(
        proxy=dossier.proxy,
        fees=[fee_of(fee) for fee in dossier.fees],
        return_way=RETURN_WAYS[ReturnWay(way)] if way in set(ReturnWay) else way,
        return_address=dossier.result_address or "",
        email=dossier.email or "",
        scanned=frozenset(place for place, paper in enumerate(dossier.papers) if paper.get("scan")),
        revision=Revision(dossier.revision - 1, revised_on) if revised_on else None,
        published=published,
        slip=slip,
    )
