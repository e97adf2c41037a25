"""Writes an answer with its links straight from the figures: thousands of parts, without a model for each.

`FiguresAnswer` documents it, and a test reads what is written here back through it.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from typing import Any
from urllib.parse import quote, urlencode

from services.stats.domain.figures import Figures, identities, rates_of
from services.stats.domain.measure import OF_FILINGS, Breakdown, Map, Measure
from services.stats.domain.only import ALL, Only
from services.stats.domain.period import Period
from services.stats.queries.courses import Step
from services.stats.queries.question import Question
from services.stats.schemas.figures import CompleteToOut
from services.stats.usecases.take_apart import Part
from services.stats.usecases.tell_figures import Told

_NAMES = tuple(each.name for each in fields(Figures))
_VALUES = attrgetter(*_NAMES)
_PARTS = {Breakdown.PROCEDURE: "procedure", Breakdown.FIELD: "field", Breakdown.CHANNEL: "channel"}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what a question counted."""

    question: Question
    only: Only = ALL

    def to(self, measure: Measure) -> str:
        of = "filings" if measure in OF_FILINGS else "dossiers"
        period = self.question.period
        before, after = self._around(of, self.question.head.code, "", measure.value)
        return f"{before}from={period.from_on}&to={period.to_on}{after}"

    def template(self, office: str, filters: str = "") -> Callable[[Period], str]:
        """By period, with `{measure}` in it."""
        before, after = self._around("dossiers", office, filters, "{measure}")
        return lambda period: f"{before}from={period.from_on}&to={period.to_on}{after}"

    def _around(self, of: str, office: str, filters: str, measure: str) -> tuple[str, str]:
        by_map = "" if self.question.of is Map.THEN else f"&map={self.question.of}"
        own = "".join(f"&{urlencode({name: value})}" for name, value in asdict(self.only).items() if value is not None)
        return f"/figures/{of}?office={quote(office)}&", f"{own}{filters}{by_map}&measure={measure}"


def answer_of(
    question: Question,
    told: Told,
    complete_to: CompleteToOut,
    by: Breakdown | None,
    over: Breakdown | None,
    only: Only = ALL,
) -> dict[str, Any]:
    """As `FiguresAnswer` describes it."""
    links = Links(question, only)
    return {
        "office": {"code": question.head.code, "name": question.head.name, "level": question.head.level},
        "period": _period(question.period),
        "map": question.of,
        **_counts(told.figures),
        "identities": [asdict(each) for each in identities(told.figures)],
        "complete_to": complete_to.model_dump(mode="json", by_alias=True),
        "links": {measure.value: links.to(measure) for measure in Measure},
        "breakdown": _breakdown(links, told, by, over),
    }


def _breakdown(links: Links, told: Told, by: Breakdown | None, over: Breakdown | None) -> dict[str, Any] | None:
    if by:
        return {"by": by, "over": over, "items": [_part(links, part, by, over) for part in told.parts]}
    if over:
        return {"by": over, "over": None, "items": list(_series(links, told.steps))}
    return None


def _series(links: Links, steps: tuple[Step, ...]) -> Iterator[dict[str, Any]]:
    """A series of the whole: its steps are its parts."""
    link = links.template(links.question.head.code)
    for step in steps:
        yield {
            "key": f"{step.period.from_on}",
            "name": None,
            "level": None,
            "parent": None,
            "is_own": False,
            **_step(step, link),
            "series": None,
        }


def _part(links: Links, part: Part, by: Breakdown, over: Breakdown | None) -> dict[str, Any]:
    link = links.template(
        part.key if by is Breakdown.OFFICE else links.question.head.code, _filters(part, by, links.only)
    )
    return {
        "key": part.key,
        "name": part.name,
        "level": part.level,
        "parent": part.parent,
        "is_own": part.is_own,
        "period": _period(part.period),
        **_counts(part.figures),
        "dossiers": link(part.period),
        "series": [_step(step, link) for step in part.steps] if over else None,
    }


def _filters(part: Part, by: Breakdown, only: Only) -> str:
    if by is Breakdown.OFFICE:
        return "&below=false" if part.is_own else ""
    if by is Breakdown.LEVEL_FIELD:
        mine = {"level": part.level, "field": part.key}
    else:
        mine = {_PARTS.get(by, "level"): part.key}
    asked = asdict(only)
    return "".join(f"&{urlencode({name: value})}" for name, value in mine.items() if asked[name] is None)


def _step(step: Step, link: Callable[[Period], str]) -> dict[str, Any]:
    return {"period": _period(step.period), **_counts(step.figures), "dossiers": link(step.period)}


def _counts(figures: Figures) -> dict[str, Any]:
    return {
        "figures": dict(zip(_NAMES, _VALUES(figures), strict=True)),
        "rates": {name: each._asdict() for name, each in rates_of(figures).items()},
    }


def _period(period: Period) -> dict[str, str]:
    return {"from": f"{period.from_on}", "to": f"{period.to_on}"}
