"""The portal's names, papers, fees and results in the form of a version at intake, within what intake takes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from services.portal.domain.catalogue.portal_procedure import (
    PortalProcedure,
    PublishedFee,
    PublishedPaper,
    as_compared,
)
from services.portal.domain.catalogue.version_limits import Body, NotTranslated
from services.portal.domain.catalogue.wording import LEVELS
from shared.errors import Invalid
from shared.text import clean_text

_NAME, _LONG = 500, 4000
_MOST = {"papers": 300, "fees": 100, "results": 50}
_MOST_COPIES, _MOST_MONEY = 99, 2_000_000_000
_RESULT_CODE = re.compile(r"[A-Za-z0-9._\-]{0,60}")


def name_body(theirs: PortalProcedure, _: Mapping[str, Any]) -> Body:
    return {"name": _filled(theirs.name, _LONG, "tên thủ tục")}


def field_body(theirs: PortalProcedure, _: Mapping[str, Any]) -> Body:
    return {"field": _filled(theirs.field_name, _NAME, "tên lĩnh vực")}


def levels_body(theirs: PortalProcedure, _: Mapping[str, Any]) -> Body:
    known = [level for level in LEVELS if level in theirs.levels]
    if not known or len(known) < len(set(theirs.levels)):
        raise NotTranslated("Cổng nêu cấp thực hiện không có trong danh mục ở đây")
    return {"levels": known}


def fees_body(theirs: PortalProcedure, running: Mapping[str, Any]) -> Body:
    """Cases that only the fees name become cases of the procedure."""
    fees = [_fee(fee) for fee in _all(theirs.fees, "fees", "khoản phí")]
    known = {case["name"] for case in running["cases"]}
    new = sorted({fee["case"] for fee in fees if fee["case"]} - known)
    return {"fees": fees, "cases": [*running["cases"], *({"name": n, "term": None, "terms": {}} for n in new)]}


def papers_body(theirs: PortalProcedure, running: Mapping[str, Any]) -> Body:
    """How many electronic copies we ask for, the portal does not say: that stays."""
    electronic = {(as_compared(p["when"]), as_compared(p["name"])): p["electronic"] for p in running["papers"]}
    papers = [_paper(paper) for paper in _all(theirs.papers, "papers", "giấy tờ")]
    return {"papers": [{**each, "electronic": electronic.get((each["when"], each["name"]))} for each in papers]}


def results_body(theirs: PortalProcedure, _: Mapping[str, Any]) -> Body:
    results = []
    for result in _all(theirs.results, "results", "kết quả"):
        if not _RESULT_CODE.fullmatch(result.code):
            raise NotTranslated(f"mã kết quả {result.code[:60]} có ký tự không nhận được")
        results.append({"code": result.code, "name": _filled(result.name, _NAME, "tên kết quả")})
    return {"results": results}


def _fee(fee: PublishedFee) -> Body:
    if fee.amount is not None and not 0 <= fee.amount <= _MOST_MONEY:
        raise NotTranslated("có khoản phí ngoài khoảng 0 đến 2 tỷ đồng")
    return {
        "name": _filled(fee.name or "Phí, lệ phí", _NAME, "tên phí"),
        "amount": fee.amount,
        "text": _within(fee.text, _LONG, "diễn giải phí"),
        "channel": fee.channel.value if fee.channel else None,
        "case": _within(fee.case, _NAME, "tên trường hợp") or None,
    }


def _paper(paper: PublishedPaper) -> Body:
    if any(count is not None and not 0 <= count <= _MOST_COPIES for count in (paper.originals, paper.copies)):
        raise NotTranslated("có giấy tờ đòi hơn 99 bản")
    return {
        "when": _within(paper.case, _LONG, "tên trường hợp"),
        "name": _filled(paper.name, _LONG, "tên giấy tờ"),
        "form_file": _within(paper.form_file, _LONG, "tên mẫu"),
        "originals": paper.originals,
        "copies": paper.copies,
    }


def _all(listed: Sequence[Any], part: str, called: str) -> Sequence[Any]:
    if len(listed) > _MOST[part]:
        raise NotTranslated(f"Cổng nêu {len(listed)} {called}, ở đây nhiều nhất {_MOST[part]}")
    return listed


def _filled(text: str, longest: int, called: str) -> str:
    written = _within(text, longest, called)
    if not written:
        raise NotTranslated(f"Cổng để trống {called}")
    return written


def _within(text: str, longest: int, called: str) -> str:
    try:
        written = clean_text(as_compared(text))
    except Invalid as wrong:
        raise NotTranslated(f"{called} có ký tự điều khiển") from wrong
    if len(written) > longest:
        raise NotTranslated(f"{called} dài quá {longest} ký tự")
    return written
