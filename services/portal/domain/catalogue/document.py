"""A procedure of the portal as it is stored between two nights."""

from collections.abc import Mapping
from dataclasses import asdict
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


def write_procedure(procedure: PortalProcedure) -> dict[str, Any]:
    return {**asdict(procedure), "limits": [_write_limit(limit) for limit in procedure.limits]}


def read_procedure(stored: Mapping[str, Any]) -> PortalProcedure:
    lists = {
        "levels": tuple(stored["levels"]),
        "limits": tuple(_read_limit(limit) for limit in stored["limits"]),
        "fees": tuple(_read_fee(fee) for fee in stored["fees"]),
        "papers": tuple(PublishedPaper(**paper) for paper in stored["papers"]),
        "results": tuple(PublishedResult(**result) for result in stored["results"]),
    }
    return PortalProcedure(**{**stored, **lists})


def _write_limit(limit: PublishedLimit) -> dict[str, Any]:
    term = [limit.term.unit.value, limit.term.amount] if limit.term else None
    return {"channel": limit.channel.value, "term": term, "case": limit.case}


def _read_limit(stored: Mapping[str, Any]) -> PublishedLimit:
    term = stored["term"]
    return PublishedLimit(Channel(stored["channel"]), Term(Unit(term[0]), term[1]) if term else None, stored["case"])


def _read_fee(stored: Mapping[str, Any]) -> PublishedFee:
    return PublishedFee(**{**stored, "channel": Channel(stored["channel"]) if stored["channel"] else None})
