"""A version of a procedure as a document: for storage, for what a decision prepares, and for telling two apart.

Code, number of the version and validity stand outside it: only publication gives those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from services.intake.domain.catalogue.catalogue import (
    Fee,
    OnlineService,
    PublishedProcedure,
    RequiredPaper,
    ResultType,
    Stage,
)
from services.intake.domain.catalogue.procedure import Case
from shared.contracts.terms import Channel, Level
from shared.worktime import Term, Unit

Document = dict[str, Any]
_PLAIN = (
    *("name", "field", "decision", "agency", "subjects", "term_source", "term_text", "fee_min", "fee_max", "fee_text"),
    *("result", "source", "is_no_wait", "needs_no_receipt", "retention_months", "group"),
)


def write_version(p: PublishedProcedure, papers: Sequence[RequiredPaper]) -> Document:
    return {
        **{name: getattr(p, name) for name in _PLAIN},
        "levels": list(p.levels),
        "channels": [str(channel) for channel in p.channels],
        "term": _write_term(p.term),
        "terms": _write_terms(p.terms),
        "cases": [_write_case(case) for case in p.cases],
        "fees": [asdict(fee) for fee in p.fees],
        "results": [asdict(result) for result in p.results],
        "stages": [_write_stage(stage) for stage in p.stages],
        "online": p.online.value if p.online else None,
        "papers": [asdict(paper) for paper in papers],
    }


def read_version(
    code: str, version: int, valid: tuple[date, date | None], document: Mapping[str, Any], published_in: UUID | None
) -> tuple[PublishedProcedure, list[RequiredPaper]]:
    """The reverse of `write_version`, with what publication gives."""
    procedure = PublishedProcedure(
        **{name: document[name] for name in _PLAIN},
        code=code,
        version=version,
        valid_from=valid[0],
        valid_to=valid[1],
        levels=tuple(document["levels"]),
        channels=tuple(document["channels"]),
        term=_read_stored_term(document["term"]),
        terms=_read_terms(document["terms"]),
        cases=_read_cases(document["cases"]),
        fees=_read_fees(document["fees"]),
        results=_read_results(document["results"]),
        stages=_read_stages(document["stages"]),
        online=OnlineService(document["online"]) if document["online"] else None,
        published_in=published_in,
    )
    return procedure, [RequiredPaper(**paper) for paper in document["papers"]]


def _write_term(term: Term | None) -> list[Any] | None:
    return [term.unit.value, term.amount] if term else None


def _read_stored_term(stored: Sequence[Any] | None) -> Term | None:
    return Term(Unit(stored[0]), stored[1]) if stored else None


def _write_terms(terms: Mapping[Channel, Term]) -> dict[str, Any]:
    """Channel to [unit, amount]."""
    return {channel.value: [term.unit.value, term.amount] for channel, term in terms.items()}


def _read_terms(stored: Mapping[str, Any]) -> dict[Channel, Term]:
    return {Channel(channel): Term(Unit(unit), amount) for channel, (unit, amount) in stored.items()}


def _write_case(case: Case) -> Document:
    return {"name": case.name, "term": _write_term(case.term), "terms": _write_terms(case.terms)}


def _read_cases(stored: Sequence[Mapping[str, Any]]) -> tuple[Case, ...]:
    return tuple(Case(one["name"], _read_stored_term(one["term"]), _read_terms(one["terms"])) for one in stored)


def _read_fees(stored: Sequence[Mapping[str, Any]]) -> tuple[Fee, ...]:
    return tuple(Fee(**{**fee, "channel": Channel(fee["channel"]) if fee["channel"] else None}) for fee in stored)


def _read_results(stored: Sequence[Mapping[str, Any]]) -> tuple[ResultType, ...]:
    return tuple(ResultType(**result) for result in stored)


def _write_stage(stage: Stage) -> Document:
    level = stage.level.value if stage.level else None
    return {"agency": stage.agency, "level": level, "content": stage.content, "term": _write_term(stage.term)}


def _read_stages(stored: Sequence[Mapping[str, Any]]) -> tuple[Stage, ...]:
    return tuple(
        Stage(
            agency=stage["agency"],
            level=Level(stage["level"]) if stage["level"] else None,
            content=stage["content"],
            term=_read_stored_term(stage["term"]),
        )
        for stage in stored
    )
