"""What a version must satisfy before a decision may hold it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from services.intake.domain.catalogue.catalogue import OnlineService, PublishedProcedure, RequiredPaper
from services.intake.domain.catalogue.comparable_terms import fit_within
from shared.contracts.terms import Channel
from shared.errors import Invalid


def must_hang_together(p: PublishedProcedure, papers: Sequence[RequiredPaper]) -> None:
    """Refuses cases and papers named twice, fees of an unknown case, stages longer than the published limit."""
    faults: dict[str, str] = {}
    cases = [case.name for case in p.cases]
    if _repeated(cases):
        faults["cases"] = "Có trường hợp ghi hai lần"
    if _repeated(paper.number for paper in papers):
        faults["papers"] = "Có số thứ tự giấy tờ ghi hai lần"
    if any(fee.case is not None and fee.case not in cases for fee in p.fees):
        faults["fees"] = "Có khoản phí của một trường hợp không nằm trong danh sách trường hợp"
    if p.online in (OnlineService.FULL, OnlineService.PARTIAL) and Channel.ONLINE not in p.channels:
        faults["online"] = "Dịch vụ công trực tuyến thì cách nộp phải có trực tuyến (online)"
    if p.term and not fit_within([stage.term for stage in p.stages if stage.term], p.term):
        faults["stages"] = f"Tổng thời gian các khâu liên thông vượt thời hạn công bố ({p.term})"
    if faults:
        message = f"Thủ tục {p.code}: {'; '.join(faults.values())}"
        raise Invalid("procedure_version_not_valid", message, fields=faults)


def missing_parts(p: PublishedProcedure, papers: Sequence[RequiredPaper]) -> list[str]:
    """Which of the checkable component parts a publication lacks (NĐ 63/2010 art. 8; index of QĐ 766, item 1.3)."""
    parts = {
        "name": bool(p.name),
        "channels": bool(p.channels),
        "papers": bool(papers),
        "term": p.term is not None or bool(p.term_text),
        "subjects": bool(p.subjects),
        "agency": bool(p.agency),
        "result": bool(p.result or p.results),
    }
    return [part for part, is_there in parts.items() if not is_there]


def _repeated(names: Iterable[object]) -> bool:
    return any(count > 1 for count in Counter(names).values())
