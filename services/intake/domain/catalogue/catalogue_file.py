"""A whole catalogue file: procedures by code, each with its papers and the cases that the papers tell apart."""

from collections.abc import Sequence
from dataclasses import replace

from services.intake.domain.catalogue.catalogue import PublishedProcedure, RequiredPaper
from services.intake.domain.catalogue.procedure import Case
from shared.text import fold

_SAYS_A_CASE = ("truong hop", "doi voi")


def with_paper_cases(procedure: PublishedProcedure, papers: Sequence[RequiredPaper]) -> PublishedProcedure:
    """Headings that say a case are cases. Others ("Bao gồm", "Giấy tờ phải xuất trình") only group the papers."""
    headings = list(dict.fromkeys(paper.when for paper in papers))
    known = {case.name for case in procedure.cases}
    named = tuple(Case(heading, None, {}) for heading in headings if _says_a_case(heading) and heading not in known)
    return replace(procedure, cases=procedure.cases + named) if len(headings) > 1 else procedure


def _says_a_case(heading: str) -> bool:
    folded = fold(heading)
    return any(words in folded for words in _SAYS_A_CASE)
