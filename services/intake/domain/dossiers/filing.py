"""What a clerk types in: everything the receipt needs that the suite does not know by itself."""

from dataclasses import dataclass
from uuid import UUID

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.domain.dossiers.receipt import AT_THE_DESK, Fee, Paper, Return
from shared.contracts.terms import Channel
from shared.notify.message import Medium

CHANNEL_WORDS = {Channel.DIRECT: "Trực tiếp", Channel.ONLINE: "Trực tuyến", Channel.POST: "Bưu chính"}


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier handed in. `office` is the competent one, empty where the desk itself is competent.

    `case` names the procedure's case where it has several. `is_settled_at_once`: the result goes out over the counter
    in the same moment, so no receipt is needed, but the dossier is recorded all the same (NĐ 118/2025 art. 17.4).
    `notify_by` is what the applicant agreed to be told by.
    """

    desk: str
    office: str | None
    procedure: str
    channel: Channel
    applicant: Applicant
    summary: str | None
    papers: tuple[Paper, ...]
    sets: int
    proxy: Proxy | None = None
    case: str | None = None
    fees: tuple[Fee, ...] = ()
    result: Return = AT_THE_DESK
    is_settled_at_once: bool = False
    filing: UUID | None = None
    notify_by: tuple[Medium, ...] = ()
