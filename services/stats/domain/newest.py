"""What a run of facts says in the end: each office, dossier and filing once. Order and repeats do not matter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from services.stats.domain.dossier import Dossier, dossier_of
from services.stats.domain.filing import Filing, filing_of, merged
from services.stats.domain.organisation import Office
from shared.contracts.envelope import Fact
from shared.contracts.intake import FilingActed, OfficeRegistered
from shared.contracts.processing import DossierActed


@dataclass(slots=True)
class Newest:
    """Offices in the order in which they were first stated; other facts are not for the yearbook."""

    offices: dict[str, Office] = field(default_factory=dict)
    dossiers: dict[UUID, Dossier] = field(default_factory=dict)
    filings: dict[UUID, Filing] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.offices or self.dossiers or self.filings)


def newest_of(facts: Iterable[Fact]) -> Newest:
    """Refuses a fact that breaks its contract (it is then parked)."""
    newest = Newest()
    for fact in facts:
        if DossierActed.is_type(fact.type):
            dossier = dossier_of(DossierActed.of(fact).standing)
            known = newest.dossiers.get(dossier.id)
            if known is None or known.version < dossier.version:
                newest.dossiers[dossier.id] = dossier
        elif fact.type == OfficeRegistered.TYPE:
            _state(newest.offices, _office_of(OfficeRegistered.of(fact), fact.seq))
        elif FilingActed.is_type(fact.type):
            filing = filing_of(fact)
            on_file = newest.filings.get(filing.id)
            newest.filings[filing.id] = merged(on_file, filing) if on_file else filing
    return newest


def _state(offices: dict[str, Office], office: Office) -> None:
    if office.code not in offices or offices[office.code].seq < office.seq:
        offices[office.code] = office


def _office_of(stated: OfficeRegistered, seq: int) -> Office:
    s = stated
    return Office(s.code, seq, s.name, s.level.value, s.parent, s.valid_from, s.valid_to, s.successor)
