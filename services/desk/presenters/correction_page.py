"""A receipt as it stands, ready to be corrected, and its earlier revisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.written import day
from services.desk.texts import N_, _

Json = Mapping[str, Any]
_PARTS = {
    "procedure": N_("thủ tục"),
    "case": N_("trường hợp"),
    "due": N_("ngày hẹn trả"),
    "applicant": N_("người nộp"),
    "proxy": N_("người nộp thay"),
    "summary": N_("trích yếu"),
    "papers": N_("giấy tờ"),
    "sets": N_("số bộ"),
    "fees": N_("phí, lệ phí"),
    "result": N_("cách nhận kết quả"),
}


@dataclass(frozen=True, slots=True)
class Revision:
    """What a correction replaced."""

    number: int
    changed: str
    reason: str
    by: str
    at: str


def boxes_of(taken: Json) -> dict[str, str]:
    """What each box shows at first."""
    person = taken["applicant"] or {}
    names = ("name", "identity_number", "phone", "address", "email")
    return {
        **{name: person.get(name) or "" for name in names},
        "born_on": day(person.get("born_on")),
        "summary": taken["summary"] or "",
        "result_way": taken["result_way"] or "",
        "result_address": taken["result_address"] or "",
    }


def revision_lines(items: Sequence[Json]) -> list[Revision]:
    return [
        Revision(
            each["revision"],
            ", ".join(_(_PARTS.get(name, name)) for name in each["changed"]),
            each["reason"] or "",
            each["replaced_by"],
            each["replaced_at"],
        )
        for each in items
    ]
