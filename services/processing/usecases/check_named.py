"""Refuses an act that names an office or an outage which does not exist."""

from services.processing.domain.causes import Cause
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from shared.errors import Invalid, NotFound


async def check_named(work: Work, dossier: Dossier, deed: Deed) -> None:
    if deed.office and not await work.offices.known([deed.office]):
        raise NotFound("office_not_found", f"Không có đơn vị {deed.office}")
    if deed.act is Act.LATENESS_EXPLAINED and deed.reason_code == Cause.SYSTEM_OUTAGE:
        number = deed.details.get("outage")
        if number is None:
            raise Invalid("outage_not_named", "Nguyên nhân là sự cố thì phải chọn sự cố trong nhật ký (outage)")
        if not await work.outages.touches(number, dossier.matter.accepted_at, dossier.ended_at or deed.happened_at):
            raise Invalid("outage_elsewhere", "Sự cố này không có, hoặc không xảy ra trong thời gian giải quyết hồ sơ")
