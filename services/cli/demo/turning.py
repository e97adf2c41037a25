"""When the demo's clock may be turned: forward as one likes, back only while nothing was recorded after that."""

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from shared.callers import Role
from shared.errors import Conflict, Invalid
from shared.worktime import LEGAL_ZONE, legal_instant

if TYPE_CHECKING:
    from services.cli.demo.asking import Asking

_BY = re.compile(r"([+-])\s*(\d{1,5})\s*(phút|giờ|ngày|tuần)")
_UNITS = {
    "phút": timedelta(minutes=1),
    "giờ": timedelta(hours=1),
    "ngày": timedelta(days=1),
    "tuần": timedelta(weeks=1),
}
_TO = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+(\d{1,2}):(\d{2}))?")


def read_by(text: str) -> timedelta:
    """`+3 ngày`, `+2 giờ`, `-1 tuần`."""
    found = _BY.fullmatch(text.strip().lower())
    if not found:
        raise Invalid("turn_not_clear", "Viết như “+3 ngày”, “+2 giờ”, “+30 phút” hoặc “-1 tuần”")
    sign = 1 if found[1] == "+" else -1
    return sign * int(found[2]) * _UNITS[found[3]]


def read_instant(text: str, at: time = time(0)) -> datetime:
    """`05/08/2026 17:01`; without an hour: `at`."""
    found = _TO.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError(text)
        day, month, year = (int(found[n]) for n in (1, 2, 3))
        hour, minute = (int(found[4]), int(found[5])) if found[4] else (at.hour, at.minute)
        return datetime(year, month, day, hour, minute, tzinfo=LEGAL_ZONE)
    except ValueError:
        raise Invalid("instant_not_clear", "Viết ngày giờ như “05/08/2026 17:01”") from None


def in_words(at: datetime) -> str:
    return legal_instant(at).strftime("%H:%M ngày %d/%m/%Y")


async def must_be_turnable(asking: "Asking", to: datetime) -> None:
    """Refuses to go back behind what is recorded: a book knows no entries of the future."""
    last = await last_recorded(asking)
    if last is not None and to < last:
        message = f"Đã có hồ sơ ghi lúc {in_words(last)}: đồng hồ không lùi được về {in_words(to)}, chỉ tiến được"
        raise Conflict("clock_cannot_go_back", message)


async def last_recorded(asking: "Asking") -> datetime | None:
    """The newest fact of a dossier that stats has counted, dossier or filing; None while there is neither."""
    from services.cli.demo.asking import demo_caller

    clerk, monitor = demo_caller(Role.CLERK), demo_caller(Role.MONITOR)
    position: dict[str, Any] = await asking.get(monitor, "stats", "/position")
    dossiers = await asking.get(clerk, "intake", "/dossiers", limit=1)
    filings = await asking.get(clerk, "intake", "/filings", limit=200)
    instants = [position["complete_to"]["recorded_at"]]
    instants += [line["received_at"] for line in dossiers["items"]]
    instants += [line["recorded_at"] for line in filings["items"]]
    return max((datetime.fromisoformat(at) for at in instants if at), default=None)
