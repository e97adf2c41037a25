"""The whole check of a stated table: what holds, what fails, what is not told, and the simplest repair."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from services.stats.domain.stated.identity import Standing, Tested, amount, tested
from services.stats.domain.stated.repair import Repair, repairs
from services.stats.domain.stated.share import Compared, Match, compared
from services.stats.domain.stated.table import StatedTable


class Verdict(StrEnum):
    """On the table as a whole."""

    HOLDS = "holds"
    HOLDS_TO_ROUNDING = "holds_to_rounding"
    FAILS = "fails"
    NOTHING_TO_CHECK = "nothing_to_check"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of the table; `count` in dossiers where it is about some."""

    code: str
    sentence: str
    count: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """All of it; `findings` are what a reader has to know, the gravest first."""

    verdict: Verdict
    identities: tuple[Tested, ...]
    shares: tuple[Compared, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]


def check_stated(table: StatedTable) -> Checked:
    identities, shares = tuple(tested(table)), tuple(compared(table))
    mended = tuple(repairs(table))
    findings = (*_failing(identities, shares), *_untold(table, identities), *_mixed(table), *_unstated(identities))
    verdict = _verdict(identities, shares)
    if mended:
        findings = (*findings, Finding("simplest_repair", mended[0].sentence))
    return Checked(verdict, identities, shares, findings, mended)


def _verdict(identities: tuple[Tested, ...], shares: tuple[Compared, ...]) -> Verdict:
    standings = {each.standing for each in identities}
    matches = {each.match for each in shares} - {Match.NO_FIGURES}
    if Standing.FAILS in standings or matches & {Match.NOT_MATCHED, Match.MATCHES_OTHER}:
        return Verdict.FAILS
    if not standings and not matches:
        return Verdict.NOTHING_TO_CHECK
    if Standing.HOLDS_TO_ROUNDING in standings or Match.CUT_OFF in matches:
        return Verdict.HOLDS_TO_ROUNDING
    return Verdict.HOLDS


def _failing(identities: tuple[Tested, ...], shares: tuple[Compared, ...]) -> Iterator[Finding]:
    for each in identities:
        if each.standing is Standing.FAILS:
            yield Finding(f"{each.code}_{_how(each)}", each.sentence, abs(each.difference))
    for share in shares:
        if share.match is not Match.MATCHES:
            yield Finding(f"share_{share.match}", share.sentence)


def _how(identity: Tested) -> str:
    """`short`: the parts do not reach the whole; `over`: they go beyond it."""
    return "short" if identity.difference > 0 else "over"


def _untold(table: StatedTable, identities: tuple[Tested, ...]) -> Iterator[Finding]:
    """Resolved without being called in time or late: a rate is then all that the reader has."""
    figures = table.figures
    is_tested = any(each.code == "classes" for each in identities)
    if not is_tested and {"resolved", "in_time"} <= figures.keys() and "late" not in figures:
        rest = figures["resolved"].value - figures["in_time"].value
        about = "" if figures["resolved"].is_exact and figures["in_time"].is_exact else "khoảng "
        sentence = f"Còn {about}{amount(rest)} hồ sơ đã giải quyết không nói là quá hạn, dừng hay rút."
        yield Finding("late_not_told", sentence, rest)


def _mixed(table: StatedTable) -> Iterator[Finding]:
    if {"in_time_or_in_term", "late_or_overdue"} & table.figures.keys():
        sentence = "Gộp hồ sơ đã giải quyết với hồ sơ đang giải quyết: không tính được tỷ lệ giải quyết đúng hạn."
        yield Finding("mixes_open_and_resolved", sentence)


def _unstated(identities: tuple[Tested, ...]) -> Iterator[Finding]:
    if any(each.code == "flow" and "carried_over" in each.assumed for each in identities):
        yield Finding("carried_over_not_told", "Không nêu số hồ sơ kỳ trước chuyển sang: phép tính coi là không có.")
