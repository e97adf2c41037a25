"""Closes a period: its figures are frozen with how far the facts were counted. What arrives later restates it."""

from dataclasses import asdict

from services.stats.domain.closing import Closing
from services.stats.domain.measure import Breakdown
from services.stats.queries.positions import positions
from services.stats.queries.question import Question
from services.stats.unit_of_work import Work
from services.stats.usecases.tell_figures import tell_figures
from shared.callers import Caller
from shared.errors import Conflict, Invalid
from shared.ids import new_id


async def close_period(work: Work, caller: Caller, question: Question, reason: str | None) -> Closing:
    """Writers wait until the cut is made: every fact is counted before it or restates it.

    Refuses a period that is not over (`period_not_over`), one closed before without a reason to issue it again
    (`already_closed`), and a reason where it is the first (`nothing_to_reissue`).
    """
    period = question.period
    if period.to_on >= question.today:
        raise Invalid("period_not_over", "Kỳ chưa hết, chỉ chốt được khi ngày cuối đã qua")
    generation = await work.generations.next()
    issue = 1 + await work.closings.last_issue(question.head.code, period.from_on, period.to_on)
    if issue > 1 and not reason:
        raise Conflict("already_closed", "Kỳ này đã chốt; muốn phát hành lại thì ghi lý do")
    if issue == 1 and reason:
        raise Invalid("nothing_to_reissue", "Kỳ này chưa chốt lần nào, không ghi lý do phát hành lại")
    told = await tell_figures(work.connection, question, Breakdown.LEVEL_FIELD)
    closing = Closing(
        new_id(),
        question.head.code,
        period.from_on,
        period.to_on,
        issue,
        reason,
        generation.number,
        {source: each.position for source, each in (await positions(work.connection)).items()},
        asdict(told.figures),
        [{"level": part.level, "field": part.key, "figures": asdict(part.figures)} for part in told.parts],
        question.now,
        caller.subject,
    )
    await work.closings.add(closing)
    await work.generations.close(period.to_on)
    return closing
