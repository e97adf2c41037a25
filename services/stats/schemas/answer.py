"""Writes an answer with its links straight from the figures: thousands of parts, without a model for each.

`FiguresAnswer` documents it, and a test reads what is written here back through it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import quote, urlencode

from services.stats.domain.figures import Figures, identities, rates_of
from services.stats.domain.measure import OF_FILINGS, Breakdown, Map, Measure
from services.stats.domain.period import Period
from services.stats.queries.courses import Step
from services.stats.queries.question import Question
from services.stats.schemas.figures import CompleteToOut
from services.stats.usecases.take_apart import Part
from services.stats.usecases.tell_figures import Told

_NAMES = tuple(each.name for each in fields(Figures))
_PARTS = {Breakdown.PROCEDURE: "procedure", Breakdown.FIELD: "field", Breakdown.CHANNEL: "channel"}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what a question counted."""

    question: Question

    def to(self, measure: Measure) -> str:
        of = "filings" if measure in OF_FILINGS else "dossiers"
        return self._of(of, self.question.head.code, self.question.period, "", measure.value)

    def template(self, office: str, period: Period, filters: str = "") -> str:
        """With `{measure}` in it."""
        return self._of("dossiers", office, period, filters, "{measure}")

    def _of(self, of: str, office: str, period: Period, filters: str, measure: str) -> str:
        by_map = "" if self.question.of is Map.THEN else f"&map={self.question.of}"
        span = f"from={period.from_on}&to={period.to_on}"
        return f"/figures/{of}?office={quote(office)}&{span}{filters}{by_map}&measure={measure}"


def answer_of(
    question: Question, told: Told, complete_to: CompleteToOut, by: Breakdown | None, over: Breakdown | None
) -> dict[str, Any]:
    """As `FiguresAnswer` describes it."""
    links = Links(question)
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
    office = links.question.head.code
    for step in steps:
        yield {
            "key": f"{step.period.from_on}",
            "name": None,
            "level": None,
            "parent": None,
            "is_own": False,
            **_step(links, step, office, ""),
            "series": None,
        }


def _part(links: Links, part: Part, by: Breakdown, over: Breakdown | None) -> dict[str, Any]:
    office, filters = (part.key if by is Breakdown.OFFICE else links.question.head.code), _filters(part, by)
    return {
        "key": part.key,
        "name": part.name,
        "level": part.level,
        "parent": part.parent,
        "is_own": part.is_own,
        "period": _period(part.period),
        **_counts(part.figures),
        "dossiers": links.template(office, part.period, filters),
        "series": [_step(links, step, office, filters) for step in part.steps] if over else None,
    }


def _filters(part: Part, by: Breakdown) -> str:
    if by is Breakdown.OFFICE:
        return "&below=false" if part.is_own else ""
    if by is Breakdown.LEVEL_FIELD:
        return "&" + urlencode({"level": part.level, "field": part.key})
    return "&" + urlencode({_PARTS.get(by, "level"): part.key})


def _step(links: Links, step: Step, office: str, filters: str) -> dict[str, Any]:
    return {
        "period": _period(step.period),
        **_counts(step.figures),
        "dossiers": links.template(office, step.period, filters),
    }


def _counts(figures: Figures) -> dict[str, Any]:
    return {
        "figures": {name: getattr(figures, name) for name in _NAMES},
        "rates": {
            name: {"numerator": each.numerator, "denominator": each.denominator, "percent": each.percent}
            for name, each in rates_of(figures).items()
        },
    }


def _period(period: Period) -> dict[str, str]:
    return {"from": f"{period.from_on}", "to": f"{period.to_on}"}
