"""The checklist: what a procedure asks for beside what was handed in. It shows what to look at and refuses nothing.

Published lists mix papers with conditions ("trường hợp uỷ quyền…"), so a paper that is missing here may rightly be so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.intake.domain.catalogue.catalogue import RequiredPaper
from services.intake.domain.dossiers.receipt import Paper, PaperForm
from shared.text import fold

# Headings that say what follows rather than in which case it is asked for.
_GENERAL = {"", "bao gom", "thanh phan ho so", "giay to phai nop", "giay to phai xuat trinh", "01 bo ho so"}


class Standing(StrEnum):
    """How a paper that is asked for stands."""

    BROUGHT = "brought"
    SHORT = "short"  # brought, but fewer originals or fewer in all than published
    MISSING = "missing"
    NOT_BROUGHT = "not_brought"  # asked for in some case only, or with no number to hand in


@dataclass(frozen=True, slots=True)
class Line:
    """One paper of the published list, with what was brought for it.

    `is_certain`: asked for in every case or in the dossier's; else it depends on what the clerk sees.
    """

    asked: RequiredPaper
    is_certain: bool
    brought: tuple[Paper, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Checklist:
    """The published list in its order, and what was brought besides."""

    lines: tuple[Line, ...]
    besides: tuple[Paper, ...]

    @property
    def is_complete(self) -> bool:
        """Nothing that is surely asked for is missing or short."""
        return all(line.standing not in (Standing.MISSING, Standing.SHORT) for line in self.lines)


def compare(asked: Sequence[RequiredPaper], brought: Sequence[Paper], case: str | None) -> Checklist:
    """By the paper's number, or by its name where no number is said. Numbers to hand in are those of one set."""
    given: dict[int, list[Paper]] = {paper.number: [] for paper in asked}
    besides: list[Paper] = []
    for paper in brought:
        number = paper.number or _number_of(paper.name, asked)
        given.get(number or 0, besides).append(paper)
    lines = tuple(_line(paper, tuple(given[paper.number]), case) for paper in asked)
    return Checklist(lines, tuple(besides))


def _line(asked: RequiredPaper, brought: tuple[Paper, ...], case: str | None) -> Line:
    heading = fold(asked.when)
    is_certain = heading in _GENERAL or (case is not None and heading == fold(case))
    return Line(asked, is_certain, brought, _standing(asked, brought, is_certain=is_certain))


def _standing(asked: RequiredPaper, brought: tuple[Paper, ...], *, is_certain: bool) -> Standing:
    originals, in_all = _needed(asked)
    if not brought:
        return Standing.MISSING if in_all and is_certain else Standing.NOT_BROUGHT
    if any(paper.is_reused or paper.form is PaperForm.ELECTRONIC for paper in brought):
        return Standing.BROUGHT
    of_originals = sum(paper.quantity for paper in brought if paper.form is PaperForm.ORIGINAL)
    is_enough = of_originals >= originals and sum(paper.quantity for paper in brought) >= in_all
    return Standing.BROUGHT if is_enough else Standing.SHORT


def _needed(asked: RequiredPaper) -> tuple[int, int]:
    """Originals, and papers in all: an original more serves as a copy. No published number means one of any form."""
    if asked.originals is None and asked.copies is None:
        return 0, 1
    originals = asked.originals or 0
    return originals, originals + (asked.copies or 0)


def _number_of(name: str, asked: Sequence[RequiredPaper]) -> int | None:
    sought = fold(name)
    return next((paper.number for paper in asked if fold(paper.name) == sought), None)
