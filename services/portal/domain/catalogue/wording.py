"""How limits, fees, papers and results are written in a proposal, and how two of them are told apart."""

from collections.abc import Sequence

from services.portal.domain.catalogue.portal_procedure import (
    PublishedFee,
    PublishedPaper,
    PublishedResult,
    as_compared,
)
from shared.contracts.terms import Channel
from shared.vietnamese import number
from shared.worktime import Term

CHANNELS = {
    Channel.DIRECT: "nộp trực tiếp",
    Channel.ONLINE: "nộp trực tuyến",
    Channel.POST: "nộp qua bưu chính",
}
LEVELS = {"bo": "cấp bộ", "tinh": "cấp tỉnh", "huyen": "cấp huyện", "xa": "cấp xã", "khac": "cơ quan khác"}
_SHOWN = 3
_LONGEST = 160


def limit_line(channel: Channel, term: Term | None, case: str) -> str:
    words = str(term) if term else "không quy định thời hạn"
    return f"{CHANNELS[channel]}: {words}" + (f" ({case})" if case else "")


def fee_line(fee: PublishedFee, has_names: bool, has_codes: bool) -> str:
    name = as_compared(fee.name) if has_names else "mức thu"
    price = f"{number(fee.amount)} đồng" if fee.amount is not None else ""
    price = "; ".join(filter(None, (price, as_compared(fee.text))))
    about = [CHANNELS[fee.channel] if fee.channel else "", as_compared(fee.case), fee.code if has_codes else ""]
    return _line(f"{name}: {price}" if price else name, about)


def paper_line(paper: PublishedPaper, has_codes: bool) -> str:
    about = [
        as_compared(paper.case),
        f"{paper.originals} bản chính" if paper.originals is not None else "",
        f"{paper.copies} bản sao" if paper.copies is not None else "",
        f"mẫu {as_compared(paper.form_file)}" if paper.form_file else "",
        paper.code if has_codes else "",
        f"thay bằng kết quả {paper.replaced_by}" if has_codes and paper.replaced_by else "",
    ]
    return _line(as_compared(paper.name), about)


def result_line(result: PublishedResult, has_codes: bool) -> str:
    return _line(as_compared(result.name), [result.code if has_codes else ""])


def replaced(removed: Sequence[str], added: Sequence[str]) -> str:
    """`bỏ “…”; thêm “…”`, the first few of each."""
    parts = [f"{verb} {_listed(lines)}" for verb, lines in (("bỏ", removed), ("thêm", added)) if lines]
    return "; ".join(parts)


def quoted(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}”"


def _listed(lines: Sequence[str]) -> str:
    shown = ", ".join(quoted(line) for line in lines[:_SHOWN])
    further = len(lines) - _SHOWN
    return f"{shown} và {number(further)} mục khác" if further > 0 else shown


def _line(head: str, about: Sequence[str]) -> str:
    said = ", ".join(filter(None, about))
    return f"{head} ({said})" if said else head
