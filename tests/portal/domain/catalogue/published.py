"""A small procedure of the portal, and real ones as intake answers them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from services.intake.domain.catalogue.catalogue import PublishedProcedure, RequiredPaper
from services.intake.reference.procedures import reference_papers, reference_procedures
from services.intake.schemas.catalogue.procedures import Asked, ProcedureOut
from services.portal.domain.catalogue.portal_procedure import (
    PortalProcedure,
    PublishedFee,
    PublishedLimit,
    PublishedPaper,
    PublishedResult,
)
from shared.contracts.terms import Channel
from shared.worktime import Term, Unit

TODAY = date(2026, 11, 27)
FIVE_DAYS, THREE_DAYS = Term(Unit.WORKING_DAY, 5), Term(Unit.WORKING_DAY, 3)

BIRTH = PortalProcedure(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    field_name="Hộ tịch",
    levels=("xa", "tinh"),
    limits=(PublishedLimit(Channel.DIRECT, FIVE_DAYS), PublishedLimit(Channel.ONLINE, THREE_DAYS)),
    fees=(
        PublishedFee("Lệ phí khai sinh", 8_000, channel=Channel.DIRECT),
        PublishedFee("Lệ phí khai sinh", 0, channel=Channel.ONLINE),
    ),
    papers=(PublishedPaper("Tờ khai", originals=1, copies=0), PublishedPaper("Giấy chứng sinh", originals=1)),
    results=(PublishedResult("Giấy khai sinh", "KQ.G15.000123"),),
)


def birth(**changes: Any) -> PortalProcedure:
    return replace(BIRTH, **changes)


def as_answered(procedure: PublishedProcedure, papers: list[RequiredPaper]) -> Mapping[str, Any]:
    """As `GET /procedures/{code}` gives it."""
    return ProcedureOut.whole(procedure, papers, Asked(procedure.as_procedure(), (), TODAY, None)).model_dump(
        mode="json"
    )


@cache
def real_answers(every: int = 36) -> tuple[Mapping[str, Any], ...]:
    """Every so many of the reference procedures in force."""
    papers = reference_papers()
    current = [p for p in reference_procedures() if p.valid_from.year == 2025][::every]
    return tuple(as_answered(p, papers.get(p.code, [])) for p in current)
