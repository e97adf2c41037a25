"""Notes what intake says of filings that came from a portal: the dossier they became, and people that were erased."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.portal.connections import Connection
from services.portal.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.intake import DossierErased, FilingActed


async def note_inbound(work: Work, facts: Sequence[Fact], connections: Mapping[str, Connection]) -> None:
    """Whom intake erases is not kept here either."""
    standings = [FilingActed.of(fact).standing for fact in facts if FilingActed.is_type(fact.type)]
    accepted = {UUID(s.filing): UUID(s.dossier) for s in standings if s.dossier and s.source in connections}
    if accepted:
        await work.inbound.accepted(accepted)
    erased = [UUID(DossierErased.of(fact).dossier) for fact in facts if fact.type == DossierErased.TYPE]
    if erased:
        await work.inbound.erase(erased)
