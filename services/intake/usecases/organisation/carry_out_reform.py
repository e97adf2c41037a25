"""Carries out the move of 1 July 2025 for a province or the nation: replayable, a repeat changes nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.organisation.office import DISTRICTS_ENDED_ON, NATION, Office
from services.intake.domain.organisation.reach import office_out_of_reach
from services.intake.domain.organisation.reform import (
    TWO_LEVELS_FROM,
    Plan,
    PublishedMap,
    ended,
    must_agree,
    must_be_in_scope,
    plan_reform,
)
from services.intake.domain.organisation.succession import Succession, must_not_circle
from services.intake.queries.organisation.offices import find_office, offices_by_codes
from services.intake.queries.organisation.successions import default_successions, offices_under
from services.intake.reference.reform_2025 import old_provinces, published_map
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.announce_offices import announce_offices
from services.intake.usecases.organisation.announce_successions import announce_successions
from shared.errors import Conflict, Invalid, NotFound
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class ReformOrder:
    """What is asked for: a province of before or after, or the nation; `named` says who continues certain offices."""

    province: str
    named: Mapping[str, str]
    is_dry_run: bool = False
    announce_again: bool = False


@dataclass(frozen=True, slots=True)
class Reformed:
    """What was done, or would be: offices newly ended by level, how many had been, and what nothing continues."""

    provinces: tuple[str, ...]
    ended: Mapping[str, int]
    unchanged: int
    announced: int
    left_over: tuple[Office, ...]


async def carry_out_reform(work: Work, order: ReformOrder, may_reach: Callable[[Office], bool], actor: str) -> Reformed:
    """Ends the offices, writes both maps, and announces each succession, on which their dossiers move.

    Refuses: reform_not_yet, province_not_found, office_out_of_reach, office_out_of_scope, successor_not_in_force,
    office_already_succeeded, office_cycle.
    """
    if legal_day(work.now) < TWO_LEVELS_FROM:
        raise Conflict("reform_not_yet", "Việc sắp xếp có hiệu lực từ 01/07/2025, chưa thực hiện trước được")
    await work.offices.lock_catalogue()
    provinces, offices = await _scope(work, order.province, may_reach)
    named = await _named(work, order.named, offices)
    plan = await _plan(work, provinces, offices, named)
    known = {s.office: s.successor for s in await default_successions(work.connection, list(offices))}
    must_agree(known, named)
    must_not_circle(known | plan.defaults(), plan.defaults())
    new = [succession for succession in plan.successions if succession.office not in known]
    await _must_be_in_force(work, new)
    again = known.keys() & plan.defaults().keys() if order.announce_again else set()
    announced = 0 if order.is_dry_run else await _write(work, new, offices, sorted(again), actor)
    levels = Counter(offices[succession.office].level.value for succession in new if succession.is_default)
    unchanged = len(known.keys() & plan.defaults().keys())
    return Reformed(tuple(provinces), levels, unchanged, announced, tuple(plan.left_over))


async def _scope(
    work: Work, province: str, may_reach: Callable[[Office], bool]
) -> tuple[Sequence[str], dict[str, Office]]:
    """The old provinces meant, and every office in them on the last day of three levels."""
    codes = await _old_provinces(work, province, published_map())
    offices: dict[str, Office] = {}
    for code in codes:
        offices |= {office.code: office for office in await offices_under(work.connection, code, DISTRICTS_ENDED_ON)}
    codes = [code for code in codes if code in offices]
    if not codes:
        raise _no_province()
    if not all(may_reach(offices[code]) for code in codes):
        raise office_out_of_reach()
    return codes, offices


async def _old_provinces(work: Work, province: str, published: PublishedMap) -> Sequence[str]:
    known = old_provinces()
    if province == NATION:
        return known
    try:
        code = (await find_office(work.connection, province, DISTRICTS_ENDED_ON)).code
    except NotFound:
        code = ""
    merged = [old for old, new in published.provinces.items() if new == code]
    if not merged and code not in known:
        raise _no_province()
    return merged or [code]


def _no_province() -> Invalid:
    message = "Không có tỉnh, thành phố nào mang mã này trong danh mục trước hoặc sau 01/07/2025"
    return Invalid("province_not_found", message, fields={"province": message})


async def _named(work: Work, named: Mapping[str, str], offices: Mapping[str, Office]) -> dict[str, str]:
    """By codes; names of offices mean those of the last day before, successors those of the first day after."""
    found: dict[str, str] = {}
    for text, successor in named.items():
        try:
            old = await find_office(work.connection, text, DISTRICTS_ENDED_ON)
            new = await find_office(work.connection, successor, TWO_LEVELS_FROM)
        except NotFound as unknown:
            fields = {"district_successors": unknown.message}
            raise Invalid("successor_not_found", unknown.message, fields=fields) from unknown
        found[old.code] = new.code
    must_be_in_scope(found, offices)
    return found


async def _plan(work: Work, provinces: Sequence[str], offices: Mapping[str, Office], named: Mapping[str, str]) -> Plan:
    whole = Plan()
    for province in provinces:
        own = [office for office in offices.values() if province in office.path]
        plan = plan_reform(own, province, published_map(), named)
        whole.successions.extend(plan.successions)
        whole.left_over.extend(plan.left_over)
    return whole


async def _must_be_in_force(work: Work, new: Sequence[Succession]) -> None:
    codes = {succession.successor for succession in new}
    known = await offices_by_codes(work.connection, list(codes))
    for code in sorted(codes):
        if code not in known or not known[code].is_in_force(TWO_LEVELS_FROM):
            message = f"Đơn vị kế thừa {code} chưa có hoặc không hoạt động vào ngày 01/07/2025"
            raise Invalid("successor_not_in_force", message, fields={"district_successors": message})


async def _write(
    work: Work, new: Sequence[Succession], offices: Mapping[str, Office], again: Sequence[str], actor: str
) -> int:
    """How many successions were announced. Each office is stated as it ended before what it had open moves."""
    defaults = [succession for succession in new if succession.is_default]
    changed = [ended(offices[succession.office], succession.successor) for succession in defaults]
    await work.offices.save(changed)
    await work.successions.add(new)
    await announce_offices(work, changed, actor)
    announced = sorted([*(succession.office for succession in defaults), *again])
    await announce_successions(work, announced, actor)
    return len(announced)
