"""How long things took, stage by stage where it is asked, and why they were late."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query

from services.stats.dependencies import Asked, FigureReader
from services.stats.domain.measure import Breakdown
from services.stats.queries.causes import causes_of
from services.stats.queries.question import Question
from services.stats.queries.steps import step_times
from services.stats.schemas.times import CausesOut, StepsOut, TimesOut
from services.stats.usecases.tell_figures import tell_figures
from services.stats.usecases.tell_times import tell_times
from shared.callers import Role
from shared.db.database import Connection
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.transaction import Reading

router = make_router("times")
_MOST_DOSSIERS = 200_000  # read one by one for their steps: about two seconds


@router.get("/times", summary="Thời gian giải quyết: trung bình, trung vị, phân vị 90", response_model=TimesOut)
async def read_times(
    question: Asked,
    connection: Reading,
    breakdown: Annotated[Literal["office", "level"] | None, Query(description="Tách theo đơn vị hoặc cấp")] = None,
) -> Any:
    """In minutes by the clock, gross and net of waiting for the applicant, of what ended in the period with a result
    or a refusal after appraisal.

    Refuses: office_not_found, period_reversed.
    """
    by = Breakdown(breakdown) if breakdown else None
    whole, parts = await tell_times(connection, question, by)
    return {
        "office": question.head.code,
        "period": question.period,
        "gross": whole.gross,
        "net": whole.net,
        "items": parts,
    }


@router.get("/times/steps", summary="Thời gian từng bước, từng cán bộ", response_model=StepsOut)
async def read_steps(
    caller: FigureReader,
    question: Asked,
    connection: Reading,
    breakdown: Annotated[Literal["officer"] | None, Query(description="Tách theo cán bộ (lãnh đạo, giám sát)")] = None,
) -> Any:
    """Stages of the dossiers that ended in the period: how many, how many late by the stage's own limit, minutes.

    By official only for leaders and monitors. Refuses: role_not_allowed (403), scope_too_large (over 200,000
    dossiers), office_not_found.
    """
    if breakdown:
        caller.must_be(Role.LEADER, Role.MONITOR)
    await _must_not_be_too_large(connection, question)
    items = await step_times(connection, question, by_officer=breakdown is not None)
    return {"office": question.head.code, "period": question.period, "items": items}


@router.get("/causes", summary="Vì sao quá hạn", response_model=CausesOut)
async def read_causes(
    question: Asked,
    connection: Reading,
    breakdown: Annotated[Literal["level"] | None, Query(description="Tách theo cấp")] = None,
) -> Any:
    """Late dossiers that ended in the period, by the cause that was recorded; each count opens its dossiers.

    Refuses: office_not_found, period_reversed.
    """
    found = await causes_of(connection, question.head.shares, question.counted)
    counts: dict[tuple[str, str], list[int]] = {}
    for each in found:
        sums = counts.setdefault((each.level if breakdown else "", each.cause), [0, 0])
        sums[0] += each.late
        sums[1] += each.late_with_letter
    items = [
        {
            "key": level,
            "cause": cause,
            "late": late,
            "late_with_letter": letter,
            "dossiers": _link(question, level, cause),
        }
        for (level, cause), (late, letter) in counts.items()
    ]
    late = sum(each.late for each in found)
    return {"office": question.head.code, "period": question.period, "late": late, "items": items}


async def _must_not_be_too_large(connection: Connection, question: Question) -> None:
    told = await tell_figures(connection, question)
    if told.figures.resolved > _MOST_DOSSIERS:
        message = f"Chỉ đọc từng bước của tối đa {_MOST_DOSSIERS:,} hồ sơ, hãy chọn kỳ ngắn hơn hoặc đơn vị nhỏ hơn"
        raise Invalid("scope_too_large", message)


def _link(question: Question, level: str, cause: str) -> str:
    asked = {"office": question.head.code, "from": question.period.from_on, "to": question.period.to_on}
    filters = {"cause": cause, **({"level": level} if level else {}), "measure": "late"}
    return "/figures/dossiers?" + urlencode({**asked, "map": question.of, **filters})
