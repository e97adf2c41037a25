"""What a clerk needs to hand a result over: who may collect it, how, what is still to be paid, or where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.desk.clients.results import Found, Shelf
from services.desk.presenters.dossier_strip import Offer, Strip, offers_of, strip_of
from services.desk.presenters.dossier_strip_taken import strip_of_taken
from services.desk.presenters.dossier_view import Money, money_of
from services.desk.presenters.names import Names
from services.desk.presenters.papers_shown import standing_papers
from services.desk.presenters.written import instant
from services.desk.texts import N_, _

Json = Mapping[str, Any]
SHELF_DAYS = 30
_WAYS = {"desk": N_("nhận tại quầy"), "post": N_("nhận qua bưu chính"), "online": N_("nhận bản điện tử")}
_COUNTER_WAYS = {"desk": "counter", "post": "post", "online": "electronic"}


@dataclass(frozen=True, slots=True)
class Collect:
    """One dossier at the return desk. `hand_over` is there where it may be handed over now."""

    strip: Strip
    money: Money
    owner: str
    proxy: str
    way: str
    usual_way: str
    address: str
    hand_over: Offer | None
    letter: str
    letter_words: str
    letter_why: str
    fault: str
    is_returned: bool


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A result that has been waiting for `days` calendar days."""

    code: str
    applicant: str
    procedure: str
    ended_at: str
    days: int


def collect_of(found: Found) -> Collect:
    taken, work = found.taken, found.work.found
    names = Names.of(found.names.found)
    strip = strip_of(work, taken, names) if work else strip_of_taken(taken)
    offers = {offer.segment: offer for offer in offers_of(work)} if work else {}
    letter = _letter(work, offers) if work else ("", "", "")
    person, proxy, way = taken["applicant"] or {}, taken["proxy"] or {}, taken["result_way"] or "desk"
    return Collect(
        strip=strip,
        money=money_of(taken),
        owner=person.get("name", ""),
        proxy=_proxy(proxy),
        way=way_words(way),
        usual_way=_COUNTER_WAYS.get(way, "counter"),
        address=taken["result_address"] or "",
        hand_over=offers.get("return"),
        letter=letter[0],
        letter_words=letter[1],
        letter_why=letter[2],
        fault=found.work.fault,
        is_returned=bool(work and work["standing"]["returned_at"]),
    )


def way_words(way: str) -> str:
    """Register books say it in words of their own, which stay."""
    return _(_WAYS.get(way, way))


def _proxy(proxy: Json) -> str:
    name, basis = proxy.get("name", ""), proxy.get("basis")
    return f"{name} ({basis})" if name and basis else str(name)


def _letter(work: Json, offers: Mapping[str, Offer]) -> tuple[str, str, str]:
    """Of a late dossier: the letter of apology that there is, the page that makes one, or why there can be none."""
    code = work["code"]
    made = [each for each in standing_papers(work["history"]) if each["act"] == "extended"]
    if made:
        return f"/ho-so/{code}/in?giay=viec-{made[-1]['version']}", _("In phiếu xin lỗi và hẹn lại"), ""
    left = work["remaining"]
    if left is None or left["urgency"] not in {"overdue", "due_today"}:
        return "", "", ""
    if "extension" in offers:
        return f"/ho-so/{code}/viec/extension", _("Lập phiếu xin lỗi và hẹn lại"), ""
    return "", "", next((each["why"] for each in work["withheld_acts"] if each["act"] == "extended"), "")


def in_turn(found: Sequence[Found]) -> list[Collect]:
    """What can be handed over first."""
    return sorted(map(collect_of, found), key=lambda each: each.hand_over is None)


def shelf_lines(shelf: Shelf, now: datetime) -> list[OnShelf]:
    """Longest waiting first."""
    lines = [_on_shelf(each, shelf.lines.get(each["id"]), now) for each in shelf.items]
    return sorted(lines, key=lambda line: -line.days)


def _on_shelf(each: Json, line: Json | None, now: datetime) -> OnShelf:
    waited = (instant(now).date() - instant(each["ended_at"]).date()).days
    applicant = (line["applicant"] or {}).get("name", "") if line else ""
    name = line["procedure_name"] if line else each["procedure"]
    return OnShelf(each["code"], applicant, name, each["ended_at"], waited)
