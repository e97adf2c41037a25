"""A province's register book: nine months of Hòa Bình as the load model prints them, people made up.

`write_book` makes the workbook a row at a time and returns the figures that a right report must show.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from tests.intake.books import HEADER

PROVINCE, SPAN = "H28", (date(2023, 1, 1), date(2023, 9, 30))
OFFICE_HEADING = "Đơn vị tiếp nhận"
_MODEL = json.loads(Path(__file__).with_name("province.json").read_text())
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
_LIMITS = {"tinh": (3, 5, 7, 15), "huyen": (3, 10, 15, 20), "xa": (0, 0, 0, 1, 3, 5)}  # days
_STANDINGS = {"result": "Đã trả kết quả", "refusal": "Từ chối giải quyết", "withdrawn": "Rút hồ sơ"}


class Unit(NamedTuple):
    """A desk of the province; `level` is the model's word for it."""

    code: str
    name: str
    level: str


def _drawn(dice: random.Random, weights: dict[str, float], count: int) -> list[str]:
    return dice.choices(list(weights), list(weights.values()), k=count)


def _days(dice: random.Random, count: int, before_the_end: int) -> list[date]:
    """Days of receipt in order, by the model's months and weekdays."""
    first, last = SPAN[0], SPAN[1] - timedelta(before_the_end)
    span = [first + timedelta(n) for n in range((last - first).days + 1)]
    weights = [
        _MODEL["month_factor"][str(day.month)] * _MODEL["weekday_share"]["direct"][_DAYS[day.weekday()]] for day in span
    ]
    return sorted(dice.choices(span, weights, k=count))


class Fate(NamedTuple):
    """A row whose end is settled beforehand: at which level, and whether late."""

    level: str
    is_late: bool


def rows(
    units: Sequence[Unit], count: int, first: int = 1, fates: Sequence[Fate] = ()
) -> Iterator[tuple[list[Any], str, date, date | None]]:
    """The cells of each row, and for the figures: channel and end, received on, due on.

    `first` is the first number under each office and day, so that two books share no code. With `fates` every dossier
    ends with a result within the span, in time or late as settled.
    """
    dice = random.Random(first)
    of_level = {level: [unit for unit in units if unit.level == level] for level in _LIMITS}
    levels = [fate.level for fate in fates] or _drawn(dice, _MODEL["share_by_level"], count)
    hours = _drawn(dice, _MODEL["hour_share"], count)
    numbers: Counter[tuple[str, date]] = Counter()
    days = _days(dice, count, before_the_end=45 if fates else 0)
    for stt, (day, level, hour) in enumerate(zip(days, levels, hours, strict=True), start=1):
        unit = dice.choice(of_level[level])
        numbers[unit.code, day] += 1
        received = datetime(day.year, day.month, day.day, int(hour), dice.randrange(60))  # noqa: DTZ001
        fate = fates[stt - 1] if fates else None
        yield _row(dice, stt, unit, received, first - 1 + numbers[unit.code, day], fate)


def _row(
    dice: random.Random, stt: int, unit: Unit, received: datetime, number: int, fate: Fate | None
) -> tuple[list[Any], str, date, date | None]:
    level, on = unit.level, received.date()
    channel = _drawn(dice, _MODEL["channel_share"][level], 1)[0]
    due_on = on + timedelta(dice.choice(_LIMITS[level]))
    outcome, ended_on = _settled(dice, fate, on, due_on) if fate else _end(dice, level, on, due_on)
    ended = datetime(ended_on.year, ended_on.month, ended_on.day, 17, 5) if ended_on else None  # noqa: DTZ001
    is_handed_over = ended_on and outcome in ("result", "refusal")
    cells = [
        *(stt, f"{unit.code}-{on:%y%m%d}-{number:04}", _drawn(dice, _MODEL["procedures"][level], 1)[0]),
        *(
            f"Thủ tục của {unit.name}",
            1,
            _name(dice),
            f"017{dice.randrange(4)}{dice.randrange(10, 99)}000{stt % 1000:03}",
        ),
        *(f"Xóm {dice.randrange(1, 20)}, {unit.name}, tỉnh Hòa Bình", f"09{dice.randrange(10)}0000{stt % 1000:03}"),
        *("Bộ phận chuyên môn", _CHANNELS[channel], _written(received, stt)),
        _written(datetime(due_on.year, due_on.month, due_on.day, 17, 0), stt),  # noqa: DTZ001
        _written(ended, stt) if ended else None,
        _written(ended + timedelta(minutes=20), stt) if ended and is_handed_over else None,
        *("Nhận tại nơi nộp", _STANDINGS[outcome] if ended else "Đang giải quyết", None),
        unit.code if stt % 2 else unit.name,
    ]
    return cells, f"{channel}:{_class(outcome, ended_on, due_on)}", on, due_on


def _settled(dice: random.Random, fate: Fate, on: date, due_on: date) -> tuple[str, date | None]:
    if fate.is_late:
        return "result", due_on + timedelta(dice.choice((1, 2, 3, 7)))
    return "result", on + timedelta(dice.randint(0, (due_on - on).days))


def _end(dice: random.Random, level: str, on: date, due_on: date) -> tuple[str, date | None]:
    chance = dice.random()
    if chance < _MODEL["withdrawn"][level]:
        outcome = "withdrawn"
    else:
        outcome = "refusal" if chance < _MODEL["rejected"][level] + _MODEL["withdrawn"][level] else "result"
    if dice.random() < _MODEL["on_time_rate"][level]:
        ended_on = on + timedelta(dice.randint(0, (due_on - on).days))
    else:
        ended_on = due_on + timedelta(dice.choice((1, 1, 1, 2, 3, 7)))
    return outcome, ended_on if ended_on <= SPAN[1] else None


def _class(outcome: str, ended_on: date | None, due_on: date) -> str:
    if ended_on is None:
        return "overdue" if due_on < SPAN[1] + timedelta(1) else "in_term"
    if outcome == "withdrawn":
        return "withdrawn"
    return "early" if ended_on < due_on else "on_time" if ended_on == due_on else "late"


def _name(dice: random.Random) -> str:
    surname = _drawn(dice, _MODEL["surnames"], 1)[0]
    return f"{surname} {dice.choice(_MODEL['middle'])} {dice.choice(_MODEL['given'])}"


def _written(at: datetime, stt: int) -> datetime | str:
    """Most exports hold Excel dates, a third of the rows was typed."""
    return at.strftime("%d/%m/%Y %H:%M") if stt % 3 == 0 else at


def write_book(
    path: Path, units: Sequence[Unit], count: int, first: int = 1, fates: Sequence[Fate] = ()
) -> dict[str, int]:
    """The workbook with its two merged title lines; what the report of the span must say."""
    counts: Counter[str] = Counter()
    options = {"constant_memory": True, "tmpdir": str(path.parent), "default_date_format": "dd/mm/yyyy hh:mm"}
    with Workbook(str(path), options) as book:
        page = book.add_worksheet("So theo doi")
        page.merge_range(0, 0, 0, len(HEADER), "TỈNH HÒA BÌNH")
        page.merge_range(1, 0, 1, len(HEADER), "SỔ THEO DÕI HỒ SƠ")
        page.write_row(3, 0, [*HEADER, OFFICE_HEADING])
        for line, (cells, story, _, _) in enumerate(rows(units, count, first, fates), start=4):
            page.write_row(line, 0, cells)
            channel, end = story.split(":")
            counts.update({"received": 1, channel: 1, end: 1})
    ends = ("early", "on_time", "late", "withdrawn")
    names = ("received", *_CHANNELS, *ends, "in_term", "overdue")
    return {**{name: counts[name] for name in names}, "resolved": sum(counts[name] for name in ends)}
