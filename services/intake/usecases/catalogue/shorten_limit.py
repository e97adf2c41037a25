"""Shortens a published limit for an office and those below it, by a decision of that office."""

from dataclasses import replace

from services.intake.domain.catalogue.comparable_terms import is_shorter
from services.intake.domain.catalogue.procedure import Procedure
from services.intake.domain.catalogue.shortened_limit import ShortenedLimit
from services.intake.domain.organisation.office import Office
from services.intake.queries.catalogue.procedures import find_procedure
from services.intake.queries.catalogue.shortened_limits import ShortenedRead, find_shortened_limit
from services.intake.unit_of_work.work import Work
from shared.contracts.terms import Channel
from shared.errors import Conflict, Invalid, NotFound


async def shorten_limit(work: Work, office: Office, limit: ShortenedLimit, actor: str) -> tuple[ShortenedRead, bool]:
    """The limit and whether it is new; the same again changes nothing. Refuses one that is not shorter."""
    procedure = await _procedure(work, limit)
    _must_be_shorter(limit, procedure)
    if limit.valid_to is not None and limit.valid_to < limit.valid_from:
        message = "Ngày kết thúc trước ngày bắt đầu"
        raise Invalid("validity_reversed", message, fields={"valid_to": message})
    await work.offices.lock_catalogue()
    if await work.shortened_limits.add(limit, actor, work.now):
        detail = {"office": office.code, "term": [limit.term.unit.value, limit.term.amount], "decision": limit.decision}
        await work.catalogue_acts.note(actor, "limit_shortened", limit.procedure, detail | {"id": str(limit.id)})
        return await find_shortened_limit(work.connection, limit.id), True
    known = await find_shortened_limit(work.connection, await work.shortened_limits.same(limit))
    if replace(known.limit, id=limit.id) != limit:
        message = "Đã có thời hạn rút ngắn từ đúng ngày đó cho thủ tục này; hãy chọn ngày khác hoặc chấm dứt cái cũ"
        raise Conflict("shortened_limit_differs", message)
    return known, False


async def _procedure(work: Work, limit: ShortenedLimit) -> Procedure:
    try:
        return (await find_procedure(work.connection, limit.procedure, limit.valid_from)).as_procedure()
    except NotFound as unknown:
        raise Invalid(unknown.code, unknown.message, fields={"procedure": unknown.message}) from unknown


def _must_be_shorter(limit: ShortenedLimit, procedure: Procedure) -> None:
    """Without a channel it is enough that it shortens one: where the law itself is shorter, the law holds."""
    channels = [limit.channel] if limit.channel else list(Channel)
    statutory = [term for channel in channels if (term := procedure.statutory_term(channel, limit.case))]
    if not statutory:
        message = f"Thủ tục {procedure.code} chưa công bố thời hạn nên không có gì để rút ngắn"
        raise Invalid("no_limit_to_shorten", message, fields={"procedure": message})
    if all(is_shorter(limit.term, term) is False for term in statutory):
        message = f"{limit.term} không ngắn hơn thời hạn công bố là {statutory[0]}"
        raise Invalid("limit_not_shorter", message, fields={"term": message})
