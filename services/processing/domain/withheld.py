"""Why an act that the law knows from here is not this caller's: whose it is, or what stands in its way."""

from dataclasses import dataclass
from datetime import datetime

from services.processing.domain.dossier import Dossier
from services.processing.domain.limits import letter_until
from services.processing.domain.possible import may_come_now, possible_acts
from services.processing.domain.reach import Reach
from services.processing.domain.state import ACT_NAMES, Act
from services.processing.domain.status import LIVE_ROLES, allowed_transitions
from services.processing.domain.transition import Transition
from shared.callers import Caller, Role
from shared.worktime import day_in_words

_ROLE_NAMES = {Role.CLERK: "bộ phận một cửa", Role.OFFICER: "công chức thụ lý", Role.LEADER: "lãnh đạo"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """An act that is not offered, and a sentence for the person who looks for it."""

    act: Act
    why: str


def withheld_acts(dossier: Dossier, caller: Caller, reach: Reach, now: datetime) -> tuple[Withheld, ...]:
    """In the table's order. What has no object now (an opinion that nobody asked for) is passed over."""
    mine = {row.act for row in possible_acts(dossier, caller, reach, now)}
    rows = allowed_transitions(dossier.state, dossier.matter.accepted_on, LIVE_ROLES)
    told = [(row.act, _why(row, dossier, caller, reach, now)) for row in rows if row.act not in mine]
    return tuple(Withheld(act, why) for act, why in told if why)


def _why(row: Transition, dossier: Dossier, caller: Caller, reach: Reach, now: datetime) -> str | None:
    name = ACT_NAMES[row.act]
    if not may_come_now(row.act, dossier, now):
        return _letter_gone(dossier) if row.act is Act.EXTENDED else None
    if row.roles.isdisjoint(caller.roles):
        who = " hoặc ".join(_ROLE_NAMES[role] for role in _ROLE_NAMES if role in row.roles)
        return f"Chỉ {who} ({reach.office_name}) được {name}"
    return f"Chỉ {reach.office_name} được {name}"


def _letter_gone(dossier: Dossier) -> str:
    latest_on = letter_until(dossier)
    if dossier.letters:
        return f"Chỉ được {ACT_NAMES[Act.EXTENDED]} một lần cho mỗi hồ sơ"
    if latest_on is None:
        return "Hồ sơ không có hạn trả nên không hẹn lại"
    return f"Văn bản xin lỗi chỉ gửi được đến hết {day_in_words(latest_on)}, trước ngày hẹn trả"
