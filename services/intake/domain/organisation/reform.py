"""The move of 1 July 2025: who continues whom, by the published map and our reading of the rest (docs/reform.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from services.intake.domain.organisation.office import DISTRICTS_ENDED_ON, Office
from services.intake.domain.organisation.succession import Succession
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid

TWO_LEVELS_FROM = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class PublishedMap:
    """What the reference data say: successors of communes (and of districts without communes), and of provinces."""

    units: Mapping[str, Sequence[Succession]]
    provinces: Mapping[str, str]  # only those that merged


@dataclass(frozen=True, slots=True)
class Plan:
    """The successions of a province's offices; what lies under an ended unit and nothing continues is left over."""

    successions: list[Succession] = field(default_factory=list)
    left_over: list[Office] = field(default_factory=list)

    def defaults(self) -> dict[str, str]:
        return {s.office: s.successor for s in self.successions if s.is_default}


def plan_reform(offices: Iterable[Office], province: str, published: PublishedMap, named: Mapping[str, str]) -> Plan:
    """`offices` are the province and all below it in force on the last day of three levels; `named` go before all.

    A commune is continued as published, a province by the one it merged into. A district, by our reading, is continued
    by the province, unless the operator names another office.
    """
    plan = Plan()
    for office in offices:
        found = _successors(office, province, published, named)
        plan.successions.extend(found)
        if not found and _hangs(office, plan):
            plan.left_over.append(office)
    return plan


def _successors(
    office: Office, province: str, published: PublishedMap, named: Mapping[str, str]
) -> Sequence[Succession]:
    if office.code in named:
        return [_whole(office.code, named[office.code])]
    if office.code in published.units:
        return published.units[office.code]
    continuing = published.provinces.get(province, province)
    if office.level is Level.DISTRICT or (office.code == province and continuing != province):
        return [_whole(office.code, continuing)]
    return []


def _whole(office: str, successor: str) -> Succession:
    return Succession(office, successor, TWO_LEVELS_FROM, is_whole=True, is_default=True)


def _hangs(office: Office, plan: Plan) -> bool:
    """Ended by the map without a successor, or in force under a unit that ended (offices come parents first)."""
    if office.valid_to == DISTRICTS_ENDED_ON:
        return True
    ended = {succession.office for succession in plan.successions}
    return office.parent in ended or office.parent in {above.code for above in plan.left_over}


def must_agree(known: Mapping[str, str], named: Mapping[str, str]) -> None:
    """An office is continued once for all: naming another successor later is refused."""
    for office, successor in named.items():
        if known.get(office, successor) != successor:
            raise Conflict(
                "office_already_succeeded",
                f"{office} đã được {known[office]} kế thừa; không đổi được vì hồ sơ đã chuyển",
            )


def must_be_in_scope(named: Mapping[str, str], offices: Mapping[str, Office]) -> None:
    for office in named:
        if office not in offices:
            message = f"{office} không thuộc tỉnh được chọn hoặc không hoạt động đến 30/06/2025"
            raise Invalid("office_out_of_scope", message, fields={"district_successors": message})


def ended(office: Office, successor: str) -> Office:
    """The office as it stands after the reform."""
    return replace(office, successor=successor, valid_to=office.valid_to or DISTRICTS_ENDED_ON)
