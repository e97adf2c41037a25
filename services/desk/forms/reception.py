"""The receiving form: what was typed becomes a dossier, or a filing that is answered at once."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from services.desk.forms.card import read_card
from services.desk.forms.typed import Typed
from services.desk.texts import _

_CODE = re.compile(r"\s*([1-9]\.\d{6})\b")
# The services' fields → the form's.
FIELDS = {
    "applicant.name": "name",
    "applicant.identity_number": "identity",
    "applicant.phone": "phone",
    "applicant.address": "address",
    "applicant.born_on": "born",
    "applicant.kind": "kind",
    "proxy.name": "proxy_name",
    "proxy.identity_number": "proxy_identity",
    "proxy.phone": "proxy_phone",
    "proxy.basis": "proxy_basis",
    "procedure": "q",
    "case": "case",
    "office": "q",
    "result.address": "way_address",
    "fees.0.amount": "fee",
}


def code_in(text: str) -> str | None:
    """The procedure that the box names: its code stands first."""
    found = _CODE.match(text)
    return found.group(1) if found else None


def with_cards_read(values: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """A card that was scanned into the box of a number fills the fields of that person."""
    filled = {name: list(each) for name, each in values.items()}
    if card := read_card(Typed(filled).one("identity")):
        filled |= {"identity": [card.number], "name": [card.name], "born": [card.born], "address": [card.address]}
    if card := read_card(Typed(filled).one("proxy_identity")):
        filled |= {"proxy_identity": [card.number], "proxy_name": [card.name]}
    return filled


def dossier_of(typed: Typed, desk: str, listed: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The body of a receipt; what cannot be read is among `typed.problems`. `listed`: the procedure's papers."""
    return {
        "desk": desk,
        "procedure": code_in(typed.must("q", _("Chọn thủ tục: gõ vài từ của tên, hoặc mã"))) or _unchosen(typed),
        "case": typed.one("case") or None,
        "applicant": applicant_of(typed),
        "proxy": _proxy_of(typed),
        "summary": typed.one("summary") or None,
        "papers": papers_of(typed, listed),
        "fees": _fees_of(typed),
        "result": _result_of(typed),
        "channel": typed.one("channel") or "direct",
        "notify_by": ["sms"] if typed.has("notify") and typed.has("phone") else [],
    }


def filing_of(typed: Typed, desk: str, listed: Iterable[Mapping[str, Any]], answer: Mapping[str, Any]) -> Any:
    """The same as a filing of the counter with the clerk's answer."""
    body = dossier_of(typed, desk, listed)
    del body["notify_by"]
    post = {"slip": typed.one("slip") or None} if body["channel"] == "post" else {}
    return body | post | {"source": "counter", "answer": dict(answer)}


def applicant_of(typed: Typed) -> dict[str, Any]:
    born = typed.day("born")
    return {
        "name": typed.must("name", _("Nhập họ và tên người nộp")),
        "kind": typed.one("kind") or "citizen",
        "identity_number": typed.one("identity") or None,
        "phone": typed.one("phone") or None,
        "address": typed.one("address") or None,
        "born_on": born.isoformat() if born else None,
    }


def papers_of(typed: Typed, listed: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those ticked of the procedure's list, and others by name, one a line."""
    ticked = [_paper(typed, paper) for paper in listed if typed.has(f"paper-{paper['number']}")]
    others = (line.strip() for line in typed.one("others").splitlines())
    return ticked + [{"name": name[:500], "form": "original", "quantity": 1} for name in others if name]


def lacking(typed: Typed, listed: Iterable[Mapping[str, Any]]) -> list[str]:
    """The papers of the list that are not ticked, by name."""
    return [paper["name"] for paper in listed if not typed.has(f"paper-{paper['number']}")]


def _unchosen(typed: Typed) -> str:
    if typed.has("q"):
        typed.problems.append(("q", _("Chọn một thủ tục trong danh sách gợi ý, hoặc nhập mã")))
    return ""


def _paper(typed: Typed, paper: Mapping[str, Any]) -> dict[str, Any]:
    number = paper["number"]
    quantity = typed.number(f"quantity-{number}", _("Số lượng là số từ 1 đến 999"))
    return {
        "name": paper["name"][:500],
        "form": typed.one(f"form-{number}") or "original",
        "quantity": quantity,
        "number": number,
        "scan": typed.one(f"scanned-{number}") or None,
    }


def _proxy_of(typed: Typed) -> dict[str, Any] | None:
    names = ("proxy_name", "proxy_identity", "proxy_phone", "proxy_basis")
    if not typed.has("proxy") or not any(typed.has(name) for name in names):
        return None
    return {
        "name": typed.must("proxy_name", _("Nhập họ và tên người được uỷ quyền")),
        "identity_number": typed.one("proxy_identity") or None,
        "phone": typed.one("proxy_phone") or None,
        "basis": typed.one("proxy_basis") or None,
    }


def _fees_of(typed: Typed) -> list[dict[str, Any]]:
    amount = typed.number("fee", _("Nhập số tiền bằng chữ số, ví dụ 150.000"), default=0)
    if not amount:
        return []
    return [{"name": _("Phí, lệ phí"), "amount": amount, "paid_by": typed.one("paid_by") or None}]


def _result_of(typed: Typed) -> dict[str, Any]:
    way = typed.one("way") or "desk"
    if way != "post":
        return {"way": way}
    address = typed.one("way_address") or typed.one("address")
    return {"way": way, "address": address or typed.must("way_address", _("Nhập địa chỉ nhận kết quả qua bưu chính"))}
