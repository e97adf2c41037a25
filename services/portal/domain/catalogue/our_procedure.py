"""A procedure as intake publishes it (its answer to `GET /procedures/{code}`), seen as the portal would publish it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.portal.domain.catalogue.portal_procedure import (
    PortalProcedure,
    PublishedFee,
    PublishedLimit,
    PublishedPaper,
    PublishedResult,
)
from shared.contracts.terms import Channel
from shared.worktime import Term, Unit

Answer = Mapping[str, Any]


def our_procedure(read: Answer, on: date) -> PortalProcedure:
    """As it stands on that day, with the limits of the law: what a province shortened for itself is its own."""
    last = read["valid_to"]
    return PortalProcedure(
        code=read["code"],
        name=read["name"],
        field_name=read["field"],
        levels=tuple(read["levels"]),
        decision=read["decision"],
        is_public=date.fromisoformat(read["valid_from"]) <= on and (not last or on <= date.fromisoformat(last)),
        limits=tuple(_limit(limit) for limit in read["limits"]),
        fees=tuple(_fee(fee) for fee in read["fees"]),
        papers=tuple(_paper(paper) for paper in read["papers"]),
        results=tuple(PublishedResult(result["name"], result["code"]) for result in read["results"]),
    )


def _limit(limit: Answer) -> PublishedLimit:
    term = limit["statutory_term"]
    written = Term(Unit(term["unit"]), term["amount"]) if term else None
    return PublishedLimit(Channel(limit["channel"]), written, limit["case"] or "")


def _fee(fee: Answer) -> PublishedFee:
    channel = Channel(fee["channel"]) if fee["channel"] else None
    return PublishedFee(fee["name"], fee["amount"], fee["text"], channel, fee["case"] or "")


def _paper(paper: Answer) -> PublishedPaper:
    return PublishedPaper(paper["name"], paper["when"], paper["originals"], paper["copies"], paper["form_file"])
