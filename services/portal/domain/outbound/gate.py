"""The mapping gate: what is missing before a dossier can be told, as the list of data quality shows it.

Nothing is made up to please the portal (the contract's F13, F14, F18, F19): while anything is missing nothing is sent,
and what follows in the lane waits.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.snapshot import RecordShot
from services.portal.domain.outbound.told import Agency, KnownProcedure, Matter
from shared.errors import Conflict


class Gap(StrEnum):
    """What is missing; the value is the stable code of the list."""

    OFFICE = "office_not_mapped"
    PROCEDURE = "procedure_not_at_portal"
    DUE = "due_missing"
    IDENTITY = "identity_missing"
    ERASED = "owner_erased"


GAP_NAMES = {
    Gap.OFFICE: "Đơn vị chưa có mã định danh ở Cổng",
    Gap.PROCEDURE: "Thủ tục chưa có trong danh mục lấy từ Cổng",
    Gap.DUE: "Hồ sơ không có ngày hẹn trả",
    Gap.IDENTITY: "Chủ hồ sơ chưa có số định danh hoặc mã số thuế",
    Gap.ERASED: "Dữ liệu người nộp đã xóa",
}


class NotFitToTell(Conflict):
    """The gate is shut for this entry."""

    def __init__(self, gaps: tuple[Gap, ...], about: str) -> None:
        self.gaps = gaps
        super().__init__(gaps[0].value, "; ".join(GAP_NAMES[gap] for gap in gaps) + (f" ({about})" if about else ""))


@dataclass(frozen=True, slots=True)
class Found:
    """What is on hand for an entry; None where there is none."""

    agency: Agency | None
    procedure: KnownProcedure | None
    matter: Matter | None


def must_be_whole(shot: RecordShot, found: Found) -> None:
    """Refuses with every gap at once."""
    matter = found.matter
    gaps = (
        *((Gap.OFFICE,) if found.agency is None else ()),
        *((Gap.PROCEDURE,) if found.procedure is None else ()),
        *((Gap.DUE,) if _needs_due(shot) and shot.due_at is None else ()),
        *((Gap.ERASED,) if matter is None or matter.owner is None else ()),
        *((Gap.IDENTITY,) if matter and matter.owner and not matter.owner.number else ()),
    )
    if gaps:
        raise NotFitToTell(gaps, shot.office if Gap.OFFICE in gaps else shot.procedure if Gap.PROCEDURE in gaps else "")


def _needs_due(shot: RecordShot) -> bool:
    return shot.accepted_at is not None and shot.status not in {PortalStatus.FILED, PortalStatus.NOT_ACCEPTED}
