"""Entries of a lane as people read them: what was done, how far it is, what the portal said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.portal.words import ENTRIES, STATUSES
from services.desk.presenters.written import at
from services.desk.texts import _

_SETTLED = {"merged", "acked", "skipped"}
_ASKS = {
    "dead": ("retry", "skip"),
    "blocked": ("retry", "skip"),
    "unknown": ("is_there", "retry", "skip"),
}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """`facts` are (name, value); `asks` the decisions that are open to people, at the first entry only."""

    seq: int
    title: str
    state: str
    is_settled: bool
    facts: tuple[tuple[str, str], ...]
    answer: str
    attempts: int
    tried_at: str | None
    asks: tuple[str, ...]


def entry_lines(entries: Sequence[Mapping[str, Any]]) -> list[EntryLine]:
    """In the order of the lane."""
    first = next((entry["seq"] for entry in entries if entry["state"] not in _SETTLED), None)
    return [_line(entry, is_first=entry["seq"] == first) for entry in entries]


def _line(entry: Mapping[str, Any], *, is_first: bool) -> EntryLine:
    shot, state = entry["shot"], entry["state"]
    status = _(STATUSES[shot["status"]])
    is_row = entry["kind"] == "progress"
    title = shot["act_name"] if is_row else _("Bản ghi: {status}").format(status=status)
    said = " ".join(part for part in (entry["last_code"], entry["last_text"]) if part)
    return EntryLine(
        seq=entry["seq"],
        title=title,
        state=_(ENTRIES[state]),
        is_settled=state in _SETTLED,
        facts=tuple((name, value) for name, value in (_row(shot, status) if is_row else _record(shot)) if value),
        answer=said,
        attempts=entry["attempts"],
        tried_at=entry["tried_at"],
        asks=_ASKS.get(state, ()) if is_first else (),
    )


def _record(shot: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Cơ quan"), shot["office"]),
        (_("Tiếp nhận"), at(shot.get("accepted_at"))),
        (_("Hẹn trả"), at(shot.get("due_at"))),
        (_("Từ chối"), at(shot.get("refused_at"))),
        (_("Kết thúc"), at(shot.get("ended_at"))),
        (_("Trả kết quả"), at(shot.get("returned_at"))),
    ]


def _row(shot: Mapping[str, Any], status: str) -> list[tuple[str, str]]:
    return [
        (_("Trạng thái"), status),
        (_("Lúc"), at(shot["happened_at"])),
        (_("Người xử lý"), shot["actor"]),
        (_("Bước"), shot.get("step") or ""),
        (_("Hạn của bước"), at(shot.get("step_due"))),
    ]
