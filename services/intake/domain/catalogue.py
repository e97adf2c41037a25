"""A procedure as it is published: everything the counter shows about it, with the papers it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.intake.domain.procedure import Procedure
from shared.contracts.terms import Channel
from shared.worktime import Term, Unit


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One paper of the dossier; `when` says in which case it is asked for, where the procedure has several."""

    number: int
    when: str
    name: str
    form_file: str
    originals: int | None
    copies: int | None


@dataclass(frozen=True, slots=True)
class PublishedProcedure:
    """One version in the catalogue. `term_source`: published, unstated (unit lost, read as working days) or none."""

    code: str
    version: int
    valid_from: date
    valid_to: date | None
    name: str
    field: str
    levels: tuple[str, ...]
    decision: str
    agency: str
    subjects: str
    channels: tuple[str, ...]
    term: Term | None
    term_source: str
    term_text: str
    terms: Mapping[Channel, Term]
    fee_min: int | None
    fee_max: int | None
    fee_text: str
    result: str
    source: str

    def as_procedure(self) -> Procedure:
        """What a receipt needs of it."""
        return Procedure(
            self.code, self.version, self.name, self.field, self.valid_from, self.valid_to, self.term, self.terms
        )


def write_terms(terms: Mapping[Channel, Term]) -> dict[str, Any]:
    """For storage: channel to [unit, amount]."""
    return {channel.value: [term.unit.value, term.amount] for channel, term in terms.items()}


def read_terms(document: Mapping[str, Any]) -> dict[Channel, Term]:
    """The reverse of `write_terms`."""
    return {Channel(channel): Term(Unit(unit), amount) for channel, (unit, amount) in document.items()}
