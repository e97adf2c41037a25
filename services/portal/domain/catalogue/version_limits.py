"""The portal's limits in the form of a version at intake: one usual limit, other channels, further cases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.portal.domain.catalogue.portal_procedure import PublishedLimit, as_compared
from shared.contracts.terms import Channel
from shared.worktime import Term

Body = dict[str, Any]


class NotTranslated(ValueError):
    """Why a change cannot go into a decision by itself (Vietnamese), for the official who then enters it by hand."""


def limits_body(limits: Sequence[PublishedLimit]) -> Body:
    """`channels`, `term`, `terms`, `cases`. Refuses what intake would read otherwise than it was published."""
    usual = {channel: _usual(limits, channel) for channel in Channel if any(li.channel is channel for li in limits)}
    if not usual:
        raise NotTranslated("Cổng không nêu cách thức nộp nào")
    terms = {channel: limit.term for channel, limit in usual.items()}
    if len({term is None for term in terms.values()}) > 1:
        raise NotTranslated("có cách nộp không quy định thời hạn trong khi cách nộp khác có")
    main = next(iter(terms.values()))
    further = [limit for limit in limits if limit is not usual[limit.channel] and limit.term != terms[limit.channel]]
    return {
        "channels": [channel.value for channel in usual],
        "term": term_body(main),
        "terms": {channel.value: term_body(term) for channel, term in terms.items() if term != main},
        "cases": _cases(further),
    }


def term_body(term: Term | None) -> Body | None:
    return {"unit": term.unit.value, "amount": term.amount} if term else None


def with_kept_cases(found: Body, running: Mapping[str, Any]) -> Body:
    """Cases that only tell papers and fees apart stay. Refuses to drop a case that papers or fees still name."""
    named = {case["name"] for case in found["cases"]}
    kept = [case for case in running["cases"] if not case["term"] and not case["terms"] and case["name"] not in named]
    lost = {case["name"] for case in running["cases"]} - named - {case["name"] for case in kept}
    still = {paper["when"] for paper in running["papers"]} | {fee["case"] for fee in running["fees"]}
    if lost & still:
        raise NotTranslated(f"giấy tờ hoặc phí ở đây còn gắn với trường hợp “{min(lost & still)}” mà Cổng không có")
    return {**found, "cases": [*kept, *found["cases"]]}


def _usual(limits: Iterable[PublishedLimit], channel: Channel) -> PublishedLimit:
    """The one without a case; else the first listed."""
    of_channel = [limit for limit in limits if limit.channel is channel]
    return next((limit for limit in of_channel if not limit.case), of_channel[0])


def _cases(further: Iterable[PublishedLimit]) -> list[Body]:
    cases: dict[str, Body] = {}
    for limit in further:
        if limit.term is None:
            raise NotTranslated("có trường hợp không quy định thời hạn trong khi trường hợp khác có")
        name = as_compared(limit.case) or f"Trường hợp thời hạn {limit.term}"
        terms = cases.setdefault(name, {"name": name, "term": None, "terms": {}})["terms"]
        written = term_body(limit.term)
        if terms.setdefault(limit.channel.value, written) != written:
            raise NotTranslated(f"trường hợp “{name}” có hai thời hạn cho một cách nộp")
    return list(cases.values())
