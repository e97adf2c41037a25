"""Opens a publishing decision as a draft; nothing in force changes until it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.domain.catalogue.publishing import Decision, LegalBasis
from services.intake.domain.organisation.office import Office
from services.intake.unit_of_work.work import Work
from shared.errors import Conflict
from shared.ids import new_id


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of a decision; only the title is needed from the beginning."""

    title: str
    number: str | None
    decided_on: date | None
    effective_on: date | None
    legal_basis: Sequence[LegalBasis]


async def prepare_decision(work: Work, issuer: Office, heading: Heading, actor: str) -> UUID:
    """The id of the draft. Refuses a number that the issuer already used that day."""
    decision = Decision(
        id=new_id(),
        issuer=issuer.code,
        number=heading.number,
        decided_on=heading.decided_on,
        title=heading.title,
        effective_on=heading.effective_on,
        legal_basis=tuple(heading.legal_basis),
        prepared_by=actor,
        prepared_at=work.now,
        published_by=None,
        published_at=None,
        entered_on=None,
    )
    if not await work.decisions.add(decision):
        raise number_taken(decision)
    await work.catalogue_acts.note(actor, "decision_prepared", issuer.code, decision=decision.id)
    return decision.id


def number_taken(decision: Decision) -> Conflict:
    message = f"Đã có quyết định số {decision.number} ngày {decision.decided_on:%d/%m/%Y} của đơn vị này, hãy mở nó ra"
    return Conflict("decision_number_taken", message, fields={"number": message})
