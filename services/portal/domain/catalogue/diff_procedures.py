"""What the portal's catalogue would change in ours: proposals for a decision, never applied by themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from services.portal.domain.catalogue.portal_procedure import PortalProcedure, PublishedLimit, as_compared
from services.portal.domain.catalogue.wording import (
    LEVELS,
    fee_line,
    limit_line,
    paper_line,
    quoted,
    replaced,
    result_line,
)
from shared.contracts.terms import Channel
from shared.errors import Conflict, Invalid


class ChangeKind(StrEnum):
    """In the order in which changes of one procedure are listed."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    RENAMED = "renamed"
    FIELD = "field"
    LEVELS = "levels"
    LIMITS = "limits"
    FEES = "fees"
    PAPERS = "papers"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Change:
    """`sentence` is for the official who decides (Vietnamese); `removed` and `added` are all lines that differ."""

    procedure: str
    kind: ChangeKind
    sentence: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def diff_procedures(ours: Iterable[PortalProcedure], theirs: Iterable[PortalProcedure]) -> tuple[Change, ...]:
    """In order of code, then of kind. `theirs` must be the whole list: what it lacks is taken as withdrawn.

    Codes and decisions that we do not keep are not compared. Refuses an empty list (a failed look-up would withdraw
    everything), and one that holds a procedure twice.
    """
    here, there = _by_code(ours), _by_code(theirs)
    if here and not there:
        raise Conflict("portal_catalogue_empty", "Cổng không trả về thủ tục nào: không so sánh được danh mục")
    pairs = ((here.get(code), there.get(code)) for code in sorted(here.keys() | there.keys()))
    return tuple(chain.from_iterable(_changes(our, their) for our, their in pairs))


def _by_code(procedures: Iterable[PortalProcedure]) -> dict[str, PortalProcedure]:
    found: dict[str, PortalProcedure] = {}
    for procedure in procedures:
        if found.setdefault(procedure.code, procedure) is not procedure:
            raise Invalid("procedure_listed_twice", f"Thủ tục {procedure.code} có hai lần trong một danh mục")
    return found


def _changes(ours: PortalProcedure | None, theirs: PortalProcedure | None) -> list[Change]:
    is_here, is_there = bool(ours and ours.is_public), bool(theirs and theirs.is_public)
    if theirs and is_there and not is_here:
        sentence = f"Thủ tục mới {theirs.code} {quoted(as_compared(theirs.name))}: Cổng đã công khai, ở đây chưa có"
        return [Change(theirs.code, ChangeKind.NEW, sentence, added=(as_compared(theirs.name),))]
    if ours and is_here and not is_there:
        why = "Cổng đã ngừng công khai" if theirs else "Cổng không còn liệt kê"
        sentence = f"Thủ tục {ours.code} {quoted(as_compared(ours.name))}: {why}, đề nghị bãi bỏ"
        return [Change(ours.code, ChangeKind.WITHDRAWN, sentence, removed=(as_compared(ours.name),))]
    return list(_differences(ours, theirs)) if ours and theirs and is_here else []


def _differences(ours: PortalProcedure, theirs: PortalProcedure) -> Iterator[Change]:
    code = ours.code
    before, after = as_compared(ours.name), as_compared(theirs.name)
    if before != after:
        words = f"Thủ tục {code} đổi tên từ {quoted(before)} thành {quoted(after)}"
        yield Change(code, ChangeKind.RENAMED, words, (before,), (after,))
    yield from _field_change(ours, theirs)
    compared = (
        (ChangeKind.LEVELS, "cấp thực hiện", *_levels(ours, theirs)),
        (ChangeKind.LIMITS, "thời hạn giải quyết", *_limits(ours, theirs)),
        (ChangeKind.FEES, "phí, lệ phí", *_fees(ours, theirs)),
        (ChangeKind.PAPERS, "thành phần hồ sơ", *_papers(ours, theirs)),
        (ChangeKind.RESULTS, "kết quả", *_results(ours, theirs)),
    )
    for kind, called, here, there in compared:
        removed, added = tuple(sorted(here - there)), tuple(sorted(there - here))
        if removed or added:
            sentence = f"Thủ tục {code} đổi {called}: {replaced(removed, added)}"
            yield Change(code, kind, sentence, removed, added)


def _field_change(ours: PortalProcedure, theirs: PortalProcedure) -> Iterator[Change]:
    before, after = as_compared(ours.field_name), as_compared(theirs.field_name)
    has_moved = bool(ours.field_code and theirs.field_code and ours.field_code != theirs.field_code)
    if before != after or has_moved:
        names = [f"{name} ({code})" if has_moved else name for name, code in _fields(ours, theirs)]
        words = f"Thủ tục {ours.code} chuyển lĩnh vực từ {quoted(names[0])} sang {quoted(names[1])}"
        yield Change(ours.code, ChangeKind.FIELD, words, (names[0],), (names[1],))


def _fields(*sides: PortalProcedure) -> list[tuple[str, str]]:
    return [(as_compared(side.field_name), side.field_code) for side in sides]


def _levels(ours: PortalProcedure, theirs: PortalProcedure) -> tuple[set[str], set[str]]:
    here, there = ({LEVELS.get(level, level) for level in side.levels} for side in (ours, theirs))
    return here, there


def _limits(ours: PortalProcedure, theirs: PortalProcedure) -> tuple[set[str], set[str]]:
    here: set[str] = set()
    there: set[str] = set()
    for channel in Channel:
        sides = [[limit for limit in side.limits if limit.channel is channel] for side in (ours, theirs)]
        by_case = _cases(sides[0]) == _cases(sides[1])
        for lines, limits in zip((here, there), sides, strict=True):
            lines |= {limit_line(channel, each.term, as_compared(each.case) if by_case else "") for each in limits}
    return here, there


def _cases(limits: Sequence[PublishedLimit]) -> list[str]:
    """Names of cases are compared where both sides tell the same ones apart; else the limits alone are."""
    return sorted(as_compared(limit.case) for limit in limits)


def _fees(ours: PortalProcedure, theirs: PortalProcedure) -> tuple[set[str], set[str]]:
    """Without names where the portal gives none, as generation A does."""
    has_names, has_codes = all(fee.name for fee in theirs.fees), any(fee.code for fee in ours.fees)
    here, there = ({fee_line(fee, has_names, has_codes) for fee in side.fees} for side in (ours, theirs))
    return here, there


def _papers(ours: PortalProcedure, theirs: PortalProcedure) -> tuple[set[str], set[str]]:
    has_codes = any(paper.code for paper in ours.papers)
    here, there = ({paper_line(paper, has_codes) for paper in side.papers} for side in (ours, theirs))
    return here, there


def _results(ours: PortalProcedure, theirs: PortalProcedure) -> tuple[set[str], set[str]]:
    has_codes = any(result.code for result in ours.results)
    here, there = ({result_line(result, has_codes) for result in side.results} for side in (ours, theirs))
    return here, there
