"""The queue as it is shown: tabs with their counts, and a row a dossier or filing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from services.desk.clients.queue import PENDING, Queue
from services.desk.presenters.badge import Badge, badge_of
from services.desk.presenters.written import at, instant
from services.desk.texts import N_, _

PLACE = "/quay/hang-doi"
CHANNELS = {"direct": N_("Tại quầy"), "online": N_("Trực tuyến"), "post": N_("Bưu chính")}


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the queue. `urgency` narrows it to those late or due today."""

    name: str
    title: str
    states: tuple[str, ...]
    empty: str
    of_filings: bool = False
    urgency: str | None = None


_OPEN = ("accepted", "handed_over", "in_process", "awaiting_supplement", "awaiting_payment", "withdrawal_asked")
TABS = (
    Tab("cho-tiep-nhan", N_("Chờ tiếp nhận"), PENDING, N_("Không có hồ sơ nào chờ tiếp nhận."), of_filings=True),
    Tab("tat-ca", N_("Đang mở"), _OPEN, N_("Không có hồ sơ nào chờ. Nhấn F2 để tiếp nhận.")),
    Tab(
        "dang-giai-quyet",
        N_("Đang giải quyết"),
        ("accepted", "handed_over", "in_process", "withdrawal_asked"),
        N_("Không có hồ sơ đang giải quyết."),
    ),
    Tab("cho-bo-sung", N_("Chờ bổ sung"), ("awaiting_supplement",), N_("Không có hồ sơ chờ bổ sung.")),
    Tab("cho-nop-phi", N_("Chờ nộp phí"), ("awaiting_payment",), N_("Không có hồ sơ chờ nộp phí.")),
    Tab("cho-tra", N_("Chờ trả kết quả"), ("ready", "refused"), N_("Không có kết quả nào chờ trả.")),
)
_NARROWED = (
    Tab(
        "cho-hoan-thien",
        N_("Chờ người nộp hoàn thiện"),
        ("completion_requested",),
        N_("Không có hồ sơ nộp nào chờ người nộp hoàn thiện."),
        of_filings=True,
    ),
    Tab("qua-han", N_("Quá hạn"), _OPEN, N_("Không có hồ sơ quá hạn."), urgency="overdue"),
    Tab("hom-nay", N_("Đến hạn hôm nay"), _OPEN, N_("Không có hồ sơ đến hạn hôm nay."), urgency="due_today"),
)
BY_NAME = {tab.name: tab for tab in (*TABS, *_NARROWED)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the badge with its hour first."""

    address: str
    badge: Badge
    due: str
    code: str
    applicant: str
    procedure: str
    channel: str
    state: str
    holder: str


def count_of(tab: Tab, counts: Mapping[str, Any], filings: Mapping[str, Any]) -> int:
    """As long as the list behind it."""
    if tab.urgency:
        return int(counts["urgency"].get(tab.urgency, 0))
    if tab.of_filings:
        return sum(each["total"] for each in filings["states"] if each["state"] in tab.states)
    return sum(counts["state"].get(state, 0) for state in tab.states)


def tabs_of(chosen: Tab, queue: Queue) -> list[tuple[str, str, int, bool, str]]:
    """For the macro `tabs`: Alt and a digit each."""
    return [
        (
            f"{PLACE}?{urlencode({'muc': tab.name})}",
            _(tab.title),
            count_of(tab, queue.counts, queue.filings),
            tab == chosen,
            f"Alt+{number}",
        )
        for number, tab in enumerate(TABS, start=1)
    ]


def rows_of(tab: Tab, queue: Queue, names: Mapping[str, str]) -> Sequence[Row]:
    """`names` are the Vietnamese names of the states."""
    if tab.of_filings:
        return [_filing_row(filing) for filing in queue.items]
    return [_dossier_row(item, queue.lines.get(item["id"]), names) for item in queue.items]


def _dossier_row(item: Mapping[str, Any], line: Mapping[str, Any] | None, names: Mapping[str, str]) -> Row:
    return Row(
        address=f"/ho-so/{item['code']}",
        badge=badge_of(item["remaining"], item["due_at"], item["waiting_since"]) if item["remaining"] else _ended(item),
        due=at(item["due_at"]),
        code=item["code"],
        applicant=name_of(line),
        procedure=line["procedure_name"] if line else item["procedure"],
        channel=_(CHANNELS[item["channel"]]),
        state=names.get(item["state"], item["state"]),
        holder=item["holder"] or item["holder_office_name"] or "",
    )


def name_of(line: Mapping[str, Any] | None) -> str:
    """The applicant's name; words where it was erased or may not be seen."""
    person = line["applicant"] if line else None
    return person["name"] if person else _("(không xem được)")


def _ended(item: Mapping[str, Any]) -> Badge:
    return Badge("none", _("Có kết quả {when}").format(when=f"{instant(item['ended_at']):%d/%m}"), at(item["ended_at"]))


def _filing_row(filing: Mapping[str, Any]) -> Row:
    return Row(
        address=f"/quay/ho-so-nop/{filing['id']}",
        badge=answer_badge(filing),
        due=at(filing["answer_due_at"]),
        code=filing["dossier_code"] or filing["source_code"],
        applicant=name_of(filing),
        procedure=filing["procedure_name"],
        channel=_(CHANNELS[filing["channel"]]),
        state=filing["state_name"],
        holder=_("nộp {when}").format(when=at(filing["filed_at"])),
    )


def answer_badge(filing: Mapping[str, Any]) -> Badge:
    """The working time left to answer, as intake counts it (eight working hours, NĐ 118/2025 art. 17.2)."""
    hint = _("Trả lời trước {when}").format(when=at(filing["answer_due_at"]))
    left = filing["minutes_left"]
    if left is None:
        return Badge("paused" if filing["state"] == "completion_requested" else "none", _answered(filing), hint)
    if filing["answer"] == "pending_late":
        return Badge("late", _("Quá giờ trả lời"), hint)
    hours, minutes = _("còn {n} giờ để tiếp nhận"), _("còn {n} phút để tiếp nhận")
    words = hours.format(n=left // 60) if left >= 60 else minutes.format(n=left)
    return Badge("today" if left < 120 else "soon", words, hint)


def _answered(filing: Mapping[str, Any]) -> str:
    waits = filing["state"] == "completion_requested"
    return _("Chờ người nộp hoàn thiện") if waits else _("Đã trả lời")
