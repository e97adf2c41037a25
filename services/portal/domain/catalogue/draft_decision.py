"""Accepted changes as the bodies of a draft publishing decision at intake; a registrar there reads and publishes it.

Codes of the portal that a version has no place for (fields, fees, components, replacing results) are not among them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from services.portal.domain.catalogue.diff_procedures import Change, ChangeKind
from services.portal.domain.catalogue.portal_procedure import PortalProcedure
from services.portal.domain.catalogue.version_limits import Body, NotTranslated, limits_body, with_kept_cases
from services.portal.domain.catalogue.version_parts import (
    fees_body,
    field_body,
    levels_body,
    name_body,
    papers_body,
    results_body,
)

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An accepted change that must be entered by hand, and why (Vietnamese)."""

    procedure: str
    kind: ChangeKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`heading` is the body of POST /publishing-decisions, `items` those of PUT …/items/{code}, in order of code."""

    heading: Body
    items: Mapping[str, Body]
    left_out: tuple[LeftOut, ...]


def draft_decision(
    issuer: str, on: date, accepted: Iterable[Change], ours: Mapping[str, Answer], theirs: Mapping[str, PortalProcedure]
) -> Draft:
    """`ours` are intake's answers to GET /procedures/{code}, read at the same time as `theirs`. Number and days of the
    decision stay open: they are the registrar's. What one change cannot carry over does not hold back the others.
    """
    items: dict[str, Body] = {}
    left_out: list[LeftOut] = []
    for code, changes in groupby(sorted(accepted, key=_place), key=lambda change: change.procedure):
        item = _item(code, [change.kind for change in changes], ours.get(code), theirs.get(code), left_out)
        if item:
            items[code] = item
    title = f"Cập nhật danh mục thủ tục hành chính theo Cổng Dịch vụ công quốc gia ngày {on:%d/%m/%Y}"
    return Draft({"issuer": issuer, "title": title}, items, tuple(left_out))


def _place(change: Change) -> tuple[str, int]:
    return change.procedure, list(ChangeKind).index(change.kind)


def _item(
    code: str, kinds: list[ChangeKind], ours: Answer | None, theirs: PortalProcedure | None, left_out: list[LeftOut]
) -> Body | None:
    if ChangeKind.WITHDRAWN in kinds:
        return {"action": "abolished"}
    if theirs is None:
        left_out += [LeftOut(code, kind, f"Thủ tục {code}: Cổng không còn nội dung để đưa vào") for kind in kinds]
        return None
    if ChangeKind.NEW in kinds:
        content = _put_together(code, _ALL, _EMPTY, theirs, left_out)
        return {"action": "new", "content": content} if content and not _lacks(content) else None
    if ours is None:
        left_out += [LeftOut(code, kind, f"Thủ tục {code}: danh mục ở đây không còn thủ tục này") for kind in kinds]
        return None
    content = _put_together(code, kinds, running_body(ours), theirs, left_out)
    if content and _lacks(content):
        why = f"Thủ tục {code}: danh mục ở đây còn thiếu {_lacks(content)}, hãy đưa cả phần đó vào dự thảo"
        left_out += [LeftOut(code, kind, why) for kind in kinds]
        return None
    return {"action": "amended", "content": content} if content else None


def _lacks(content: Answer) -> str:
    """What intake needs of every version; a few of the oldest entries lack it."""
    needed = {"name": "tên", "field": "lĩnh vực", "levels": "cấp thực hiện", "channels": "cách thức nộp"}
    return ", ".join(words for part, words in needed.items() if not content.get(part))


def _put_together(
    code: str, kinds: Collection[ChangeKind], basis: Body, theirs: PortalProcedure, left_out: list[LeftOut]
) -> Body | None:
    """The basis with every part that can be carried over; None where none can."""
    content = basis
    for kind in (part for part in _PARTS if part in kinds):
        try:
            content = {**content, **_PARTS[kind](theirs, content)}
        except NotTranslated as why:
            left_out.append(LeftOut(code, kind, f"Thủ tục {code}: không tự đưa vào dự thảo được vì {why}"))
    return content if content is not basis else None


def running_body(read: Answer) -> Body:
    """What intake answered, in the form in which it takes a version; the number of the new decision replaces the old.

    A result that is only words, without entries, becomes one entry, so that it is not lost.
    """
    results = read["results"] or ([{"code": "", "name": read["result"]}] if read["result"] else [])
    return {
        **{name: read[name] for name in _SAME},
        "term": _term(read["term"]),
        "terms": _terms(read["terms"]),
        "cases": [{**case, "term": _term(case["term"]), "terms": _terms(case["terms"])} for case in read["cases"]],
        "papers": [{name: value for name, value in paper.items() if name != "number"} for paper in read["papers"]],
        "fees": [dict(fee) for fee in read["fees"]],
        "results": [dict(result) for result in results],
        "stages": [{**stage, "term": _term(stage["term"])} for stage in read["stages"]],
    }


def _term(read: Answer | None) -> Body | None:
    return {"unit": read["unit"], "amount": read["amount"]} if read else None


def _terms(read: Mapping[str, Answer]) -> Body:
    return {channel: _term(term) for channel, term in read.items()}


def _limits(theirs: PortalProcedure, running: Answer) -> Body:
    found = limits_body(theirs.limits)
    if running.get("online") in ("full", "partial") and "online" not in found["channels"]:
        raise NotTranslated("ở đây đang là dịch vụ công trực tuyến mà Cổng không còn nhận trực tuyến")
    return with_kept_cases(found, running)


_SAME: tuple[str, ...] = (
    *("name", "field", "levels", "agency", "subjects", "channels", "term_text", "group", "online", "is_no_wait"),
    *("needs_no_receipt", "retention_months"),
)
_EMPTY: Body = {"cases": [], "papers": [], "fees": []}
# Limits come last: whether a case may go depends on the papers and fees that then name it.
_PARTS: Mapping[ChangeKind, Callable[[PortalProcedure, Answer], Body]] = {
    ChangeKind.RENAMED: name_body,
    ChangeKind.FIELD: field_body,
    ChangeKind.LEVELS: levels_body,
    ChangeKind.FEES: fees_body,
    ChangeKind.PAPERS: papers_body,
    ChangeKind.RESULTS: results_body,
    ChangeKind.LIMITS: _limits,
}
_ALL = tuple(_PARTS)
