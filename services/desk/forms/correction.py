"""From the page of a correction to what intake takes: only what differs from what the receipt says."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from services.desk.forms.dates import read_day, read_moment
from services.desk.texts import _

Json = Mapping[str, Any]
Typed = Mapping[str, list[str]]
Problems = list[tuple[str, str]]
_PERSON = ("name", "identity_number", "phone", "address", "email")
_END_OF_DAY = time(17)


def changes_of(taken: Json, typed: Typed) -> tuple[dict[str, Any], Problems]:
    """The parts that differ; the applicant goes whole, as intake wants it."""
    problems: Problems = []
    changes: dict[str, Any] = {}
    changes |= _applicant(taken, typed, problems)
    changes |= _due(typed, problems)
    changes |= _result(taken, typed)
    changes |= _fees(taken, typed)
    if (summary := _first(typed, "summary")) != (taken["summary"] or ""):
        changes["summary"] = summary or None
    if not _first(typed, "reason"):
        problems.append(("reason", _("Ghi rõ vì sao đính chính")))
    return changes, problems


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0].strip()


def _applicant(taken: Json, typed: Typed, problems: Problems) -> dict[str, Any]:
    now = taken["applicant"]
    if now is None:
        return {}
    said = {name: _first(typed, name) for name in _PERSON}
    born = _first(typed, "born_on")
    born_on = read_day(born)
    if born and born_on is None:
        problems.append(("born_on", _("Nhập ngày sinh, ví dụ 05/08/1990")))
    if not said["name"]:
        problems.append(("name", _("Nhập họ tên người nộp")))
    fresh = {**said, "born_on": born_on.isoformat() if born_on else ""}
    if all(fresh[name] == (now[name] or "") for name in fresh):
        return {}
    return {"applicant": {"kind": now["kind"], **{name: value for name, value in fresh.items() if value}}}


def _due(typed: Typed, problems: Problems) -> dict[str, Any]:
    said = _first(typed, "due_at")
    at = read_moment(said, _END_OF_DAY)
    if said and at is None:
        problems.append(("due_at", _("Nhập ngày hẹn trả, ví dụ 17:00 05/08/2026")))
    return {"due_at": at.isoformat()} if at else {}


def _result(taken: Json, typed: Typed) -> dict[str, Any]:
    way, address = _first(typed, "result_way"), _first(typed, "result_address")
    if not way or (way == taken["result_way"] and address == (taken["result_address"] or "")):
        return {}
    return {"result": {"way": way, "address": address or None}}


def _fees(taken: Json, typed: Typed) -> dict[str, Any]:
    """Each fee with how it was paid."""
    paid = typed.get("paid_by", [])
    if len(paid) != len(taken["fees"]):
        return {}
    fees = [{**fee, "paid_by": said or None} for fee, said in zip(taken["fees"], paid, strict=True)]
    return {"fees": fees} if fees != taken["fees"] else {}
