"""The part of the country that a demo fills: its desks, who works there, and the procedures that are received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.cli.demo.chance import dice_of
from services.cli.demo.model import COMMUNE, DISTRICT, PROVINCE
from services.cli.demo.people import as_account, make_name
from shared.callers import Role

_SPREAD = 0.6  # sigma of the lognormal sizes of desks (load model)


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody at a desk or agency."""

    account: str
    name: str
    role: Role
    office: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where dossiers are received, by the model's level; its agencies decide (a commune's is itself)."""

    code: str
    name: str
    level: str
    size: float


@dataclass(frozen=True, slots=True)
class Matter:
    """A procedure as the demo receives it: at desks of one level, decided by one agency (None: by the desk itself)."""

    code: str
    level: str  # the model's, by which its rates are
    desk_level: str
    agency: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Area:
    """Everything of the plan that is not chance. `share` is its part of the model's province."""

    name: str  # of the old province, for names and addresses
    root: str  # office under which everything lies
    root_name: str
    citizen_code: str
    share: float
    desks: Sequence[Desk]
    agencies: Mapping[str, str]  # code → name of departments behind the provincial desk
    matters: Sequence[Matter]

    def desks_of(self, level: str) -> list[Desk]:
        return [desk for desk in self.desks if desk.level == level]


def size_of(code: str, weight: float) -> float:
    """Population (or number of old communes) times chance, the same for every seed."""
    return weight * dice_of("size", code).lognormvariate(0, _SPREAD)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works where; the first desk's people are the demo accounts."""

    officials: Sequence[Official]

    def of(self, office: str, role: Role) -> list[Official]:
        return [one for one in self.officials if one.office == office and one.role is role]


_SIZES = {COMMUNE: (1, 2, 1), DISTRICT: (2, 4, 1), PROVINCE: (4, 0, 1)}  # clerks, officers, leaders
_AGENCY = (0, 3, 1)


def make_staff(area: Area, named: Mapping[tuple[str, Role], str], seed: int) -> Staff:
    """`named` gives accounts of their own to the first of a role at an office (the demo accounts)."""
    officials: list[Official] = []
    offices = [(desk.code, _SIZES[desk.level]) for desk in area.desks]
    offices += [(code, _AGENCY) for code in area.agencies]
    for code, sizes in offices:
        dice = dice_of("staff", seed, code)
        for role, count in zip((Role.CLERK, Role.OFFICER, Role.LEADER), sizes, strict=True):
            for n in range(count):
                name = make_name(dice, area.name, is_woman=dice.random() < 0.5)
                own = as_account(name, f"{code.split('.2025')[0]}{code.partition('.2025')[2]}.{role.value[0]}{n + 1}")
                account = named.get((code, role)) if n == 0 else None
                officials.append(Official(account or own, name, role, code))
    return Staff(officials)
