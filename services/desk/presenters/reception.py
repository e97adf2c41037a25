"""The receiving form as it is shown: the matter with its due date and papers, and what to ask the applicant about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.desk.clients.reception import Earlier, Sight
from services.desk.presenters.written import instant
from services.desk.texts import N_, _
from shared.worktime import day_in_words

Typed = Mapping[str, Sequence[str]]
FORMS = (("original", N_("Bản chính")), ("copy", N_("Bản sao")), ("electronic", N_("Bản điện tử")))
KINDS = (
    ("citizen", N_("Công dân Việt Nam")),
    ("foreigner", N_("Người nước ngoài")),
    ("business", N_("Doanh nghiệp")),
    ("household", N_("Hộ kinh doanh")),
    ("organisation", N_("Cơ quan, tổ chức")),
)
_HELD = {"original": "originals", "copy": "copies", "electronic": "electronic"}
LEVELS = {"nation": "bo", "province": "tinh", "department": "tinh", "district": "huyen", "commune": "xa"}
_AT = {
    "bo": N_("Bộ, ngành trung ương"),
    "tinh": N_("cấp tỉnh"),
    "huyen": N_("cấp huyện"),
    "xa": N_("cấp xã"),
    "khac": N_("cơ quan khác"),
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper to tick; `group` stands over the first of its group."""

    number: int
    name: str
    group: str
    is_ticked: bool
    form: str
    quantity: str
    scanned: str


@dataclass(frozen=True, slots=True)
class Matter:
    """The chosen procedure, its limit and its papers."""

    code: str
    name: str
    field: str
    decision: str
    due: str
    steps: Sequence[Mapping[str, Any]]
    outside: str
    elsewhere: str
    fee_text: str
    fee: str
    cases: Sequence[tuple[str, str]]
    papers: Sequence[PaperLine]
    channels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A procedure to choose; `elsewhere` says at which level it is received when not at this desk's."""

    code: str
    name: str
    field: str
    elsewhere: str

    @property
    def text(self) -> str:
        """What the box holds once it is chosen."""
        return f"{self.code} {self.name}"


def matter_of(sight: Sight, typed: Typed, level: str) -> Matter | None:
    """None until a procedure is chosen."""
    told, promise = sight.procedure, sight.promise
    if told is None:
        return None
    return Matter(
        code=told["code"],
        name=told["name"],
        field=told["field"],
        decision=told["decision"],
        due=_due(promise),
        steps=promise["steps"] if promise else (),
        outside=_outside(promise),
        elsewhere=elsewhere(told["levels"], level),
        fee_text=told["fee_text"],
        fee=str(told["fee_max"]) if told["fee_max"] and told["fee_min"] == told["fee_max"] else "",
        cases=_cases(told["cases"]),
        papers=_papers(told["papers"], typed),
        channels=told["channels"],
    )


def suggestions_of(found: Sequence[Mapping[str, Any]], level: str) -> list[Suggestion]:
    """What this desk receives first, else in the order of the service."""
    all_ = [Suggestion(each["code"], each["name"], each["field"], elsewhere(each["levels"], level)) for each in found]
    return sorted(all_, key=lambda each: bool(each.elsewhere))


def elsewhere(levels: Sequence[str], level: str) -> str:
    """`Nộp tại cấp tỉnh` where this desk's level does not receive the procedure."""
    here = LEVELS.get(level)
    if not levels or here is None or here in levels:
        return ""
    return _("Nộp tại {place}").format(place=", ".join(_(_AT.get(each, each)) for each in levels))


def known_in_words(earlier: Earlier) -> str:
    """`Đã có 3 hồ sơ trước`."""
    if not earlier.count:
        return ""
    return _("Đã có {n} hồ sơ trước").format(n=f"{earlier.count}+" if earlier.is_more else earlier.count)


def filled_from(earlier: Earlier, typed: Typed) -> dict[str, list[str]]:
    """What the last dossier of this person tells and nobody has typed: to be confirmed."""
    person = (earlier.last or {}).get("applicant") or {}
    born = person.get("born_on")
    known = {
        "name": person.get("name"),
        "phone": _dialled(person.get("phone")),
        "address": person.get("address"),
        "born": f"{date.fromisoformat(born):%d/%m/%Y}" if born else None,
    }
    return {name: [value] for name, value in known.items() if value and not _one(typed, name)}


def of_same_person(dossier: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields for another matter of the same applicant."""
    person = dossier["applicant"] or {}
    filled = filled_from(Earlier(1, False, dossier), {})
    return filled | {"identity": [person.get("identity_number") or ""], "kind": [person.get("kind") or "citizen"]}


def repeated_papers(typed: Typed) -> list[str]:
    """Papers written twice, and one scan under two papers: perhaps by mistake."""
    others = Counter(line.strip().casefold() for line in _one(typed, "others").splitlines() if line.strip())
    scans = Counter(_one(typed, name) for name in typed if name.startswith("scanned-") and _one(typed, name))
    said = [_("Giấy tờ “{name}” ghi hai lần").format(name=name) for name, count in others.items() if count > 1]
    return said + [_("Cùng một bản quét gắn với hai giấy tờ") for count in scans.values() if count > 1]


def _due(promise: Mapping[str, Any] | None) -> str:
    """`17:00 thứ Tư 05/08/2026, 10 ngày làm việc, nghỉ 02/09`."""
    if not promise or not promise["due_at"]:
        return _("Chưa công bố thời hạn: giấy tiếp nhận không ghi ngày hẹn trả")
    due = instant(promise["due_at"])
    said = [f"{due:%H:%M} {day_in_words(due.date())}", promise["term"]["words"]]
    off = [day for day in map(_day_off, promise["steps"]) if day]
    if off:
        said.append(_("nghỉ {days}").format(days=", ".join(f"{day:%d/%m}" for day in off)))
    if promise["shortened_by"]:
        said.append(_("rút ngắn theo {decision}").format(decision=promise["shortened_by"]))
    return ", ".join(said)


def _day_off(step: Mapping[str, Any]) -> date | None:
    """Holidays; everybody knows of Saturdays and Sundays."""
    day = date.fromisoformat(step["day"])
    return day if step["verdict"] == "skipped" and day.weekday() < 5 else None


def _outside(promise: Mapping[str, Any] | None) -> str:
    if not promise or instant(promise["works_next"]) - instant(promise["received_at"]) < timedelta(minutes=1):
        return ""
    opens = instant(promise["works_next"])
    when = f"{opens:%H:%M} {day_in_words(opens.date())}"
    return _("Đang ngoài giờ làm việc: thời hạn tính từ giờ làm việc kế tiếp, {when}").format(when=when)


def _cases(cases: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Choices, the general case first; none where the publication tells none apart."""
    named = [(case["name"], case["name"]) for case in cases]
    return [("", _("Chung")), *named] if named else []


def _papers(papers: Sequence[Mapping[str, Any]], typed: Typed) -> list[PaperLine]:
    lines, group = [], None
    for paper in papers:
        lines.append(_paper(paper, typed, "" if paper["when"] == group else paper["when"]))
        group = paper["when"]
    return lines


def _paper(paper: Mapping[str, Any], typed: Typed, group: str) -> PaperLine:
    number = paper["number"]
    usual = next((form for form, held in _HELD.items() if paper[held]), "original")
    return PaperLine(
        number=number,
        name=paper["name"],
        group=group,
        is_ticked=bool(_one(typed, f"paper-{number}")),
        form=_one(typed, f"form-{number}") or usual,
        quantity=_one(typed, f"quantity-{number}") or str(paper[_HELD[usual]] or 1),
        scanned=_one(typed, f"scanned-{number}"),
    )


def _dialled(phone: str | None) -> str | None:
    """As people write it: `0912000777`."""
    return f"0{phone[3:]}" if phone and phone.startswith("+84") else phone


def _one(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "").strip()
