"""One line of `motcua due --jsonl`: from untrusted bytes to the question it asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NoReturn

from shared.errors import Invalid
from shared.worktime import (
    P75,
    PROFILES,
    OfficeHours,
    Pause,
    Restart,
    Sessions,
    Suspension,
    Term,
    Unit,
    WorkCalendar,
    national_calendar,
    read_clock,
    read_unit,
)

MOST_PAUSES = 200
MOST_SESSIONS = 24
CULTURE_DAYS = (date(2026, 11, 24), date(2027, 11, 24))


@dataclass(frozen=True, slots=True)
class Question:
    """When is this term due?"""

    id: str | int
    term: Term
    received_at: datetime
    calendar: WorkCalendar
    hours: OfficeHours
    suspensions: tuple[Suspension, ...]


def read_object(line: bytes) -> dict[str, Any]:
    """The JSON object of the line; refuses what lenient readers let pass (NaN, double keys, lone surrogates)."""
    try:
        found = json.loads(line.decode("utf-8"), object_pairs_hook=_no_double_keys, parse_constant=_no_constant)
        if b"\\u" in line:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise Invalid("text_not_unicode", "Dòng có ký tự hỏng, không phải UTF-8") from None
    except (ValueError, RecursionError):
        raise Invalid("json_not_valid", "Dòng không phải JSON hợp lệ") from None
    if not isinstance(found, dict):
        raise Invalid("json_not_valid", "Mỗi dòng phải là một đối tượng JSON")
    return found


def read_id(line: Mapping[str, Any]) -> str | int:
    """Text, or a whole number that any reader can hold."""
    given = line.get("id")
    if isinstance(given, str) and len(given) <= 200:
        return given
    if type(given) is int and -(2**63) <= given < 2**63:
        return given
    raise Invalid("id_not_valid", "Thiếu id, hoặc id không phải chuỗi (tối đa 200 ký tự) hay số nguyên")


def read_question(line: Mapping[str, Any]) -> Question:
    """Everything the line says; a missing optional key and null mean the same."""
    return Question(
        read_id(line),
        _read_term(line),
        _read_instant(line, "received"),
        _read_calendar(line),
        _read_hours(line),
        tuple(_read_suspension(pause) for pause in _list_in(line, "pauses", MOST_PAUSES)),
    )


def _no_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _read_term(line: Mapping[str, Any]) -> Term:
    unit, amount = read_unit(_text_in(line, "unit")), line.get("amount")
    if unit is Unit.SAME_DAY and amount is None:
        amount = 0
    if isinstance(amount, float):
        unit, amount = _read_fraction(unit, amount)
    cutoff = line.get("cutoff")
    if cutoff is None:
        return Term(unit, amount)  # type: ignore[arg-type]  # Term refuses what is not an int
    return Term(unit, amount, _read_cutoff(cutoff))  # type: ignore[arg-type]


def _read_fraction(unit: Unit, amount: float) -> tuple[Unit, int]:
    """5.0 is 5, and 0.5 working day is one half day; no other fraction has a meaning in law."""
    if amount.is_integer():
        return unit, int(amount)
    if unit is Unit.WORKING_DAY and (amount * 2).is_integer():
        return Unit.HALF_DAY, int(amount * 2)
    raise Invalid("term_not_valid", "Thời hạn không hợp lệ: số lượng phải là số nguyên")


def _read_cutoff(text: object) -> time:
    if not isinstance(text, str):
        raise Invalid("cutoff_not_valid", "cutoff phải viết dạng HH:MM")
    return read_clock(text)


def _read_instant(line: Mapping[str, Any], key: str) -> datetime:
    try:
        return datetime.fromisoformat(_text_in(line, key))
    except ValueError:
        raise Invalid("instant_not_valid", f"{key} phải viết dạng 2019-03-04T09:00:00+07:00") from None


def _read_calendar(line: Mapping[str, Any]) -> WorkCalendar:
    given = line.get("uncertain_days_off")
    flag = line.get("assume_24_11_off")
    if given is None and not flag:
        return national_calendar()
    if flag is not None and not isinstance(flag, bool):
        raise Invalid("calendar_not_valid", "assume_24_11_off phải là true hoặc false")
    try:
        days = [date.fromisoformat(day) for day in _list_in(line, "uncertain_days_off", MOST_PAUSES)]
    except (ValueError, TypeError):
        raise Invalid("calendar_not_valid", "uncertain_days_off phải là các ngày dạng 2026-11-24") from None
    return national_calendar([*days, *(CULTURE_DAYS if flag else ())])


def _read_hours(line: Mapping[str, Any]) -> OfficeHours:
    if line.get("hours") is not None:
        pairs = _list_in(line, "hours", MOST_SESSIONS)
        if not all(isinstance(p, list) and len(p) == 2 and all(isinstance(x, str) for x in p) for p in pairs):
            raise Invalid("hours_not_valid", 'hours phải dạng [["07:30", "11:30"], ["13:30", "17:00"]]')
        return _office_hours(tuple((opens, closes) for opens, closes in pairs))
    profile = line.get("hours_profile")
    if profile is None:
        return P75
    if not isinstance(profile, str) or profile not in PROFILES:
        raise Invalid("hours_not_valid", f"hours_profile phải là một trong {', '.join(PROFILES)}")
    return PROFILES[profile]


@lru_cache(maxsize=256)
def _office_hours(pairs: tuple[tuple[str, str], ...]) -> OfficeHours:
    return OfficeHours(Sessions.read(pairs))


def _read_suspension(pause: object) -> Suspension:
    if not isinstance(pause, dict) or pause.get("kind") not in ("pause", "restart"):
        raise Invalid("suspension_not_valid", "pauses phải gồm kind là pause hoặc restart, from và to")
    kind = Pause if pause["kind"] == "pause" else Restart
    reason = pause.get("reason")
    if reason is not None and not isinstance(reason, str):
        raise Invalid("suspension_not_valid", "reason phải là chuỗi")
    return kind(_read_instant(pause, "from"), _read_instant(pause, "to"), (reason or "")[:200])


def _text_in(line: Mapping[str, Any], key: str) -> str:
    given = line.get(key)
    if not isinstance(given, str):
        raise Invalid("field_not_valid", f"Thiếu {key}, hoặc {key} không phải chuỗi")
    return given


def _list_in(line: Mapping[str, Any], key: str, most: int) -> list[Any]:
    given = line.get(key)
    if given is None:
        return []
    if not isinstance(given, list) or len(given) > most:
        raise Invalid("field_not_valid", f"{key} phải là danh sách không quá {most} phần tử")
    return given
