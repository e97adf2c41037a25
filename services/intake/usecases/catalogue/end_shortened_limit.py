"""Ends a shortened limit with a day: from the day after, the published one is promised again."""

from datetime import date, timedelta
from uuid import UUID

from services.intake.domain.organisation.reach import must_reach
from services.intake.queries.catalogue.shortened_limits import find_shortened_limit
from services.intake.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import Conflict, Invalid
from shared.worktime import legal_day


async def end_shortened_limit(work: Work, caller: Caller, id_: UUID, last_day: date) -> None:
    """The same again changes nothing. Days that receipts already relied on stay: it ends yesterday at the earliest."""
    read = await find_shortened_limit(work.connection, id_)
    must_reach(caller, read.path, "Đơn vị đã rút ngắn thời hạn")
    limit = read.limit
    if limit.valid_to == last_day:
        return
    earliest = max(limit.valid_from, legal_day(work.now) - timedelta(days=1))
    if last_day < earliest:
        message = f"Chỉ chấm dứt được từ ngày {earliest:%d/%m/%Y} trở đi"
        raise Invalid("end_too_early", message, fields={"last_day": message})
    if limit.valid_to is not None and limit.valid_to < legal_day(work.now):
        raise Conflict("shortened_limit_ended", "Thời hạn rút ngắn này đã chấm dứt; hãy lập quyết định mới")
    await work.offices.lock_catalogue()
    await work.shortened_limits.end(id_, last_day)
    detail = {"id": str(id_), "last_day": last_day.isoformat()}
    await work.catalogue_acts.note(caller.subject, "shortened_limit_ended", limit.procedure, detail)
