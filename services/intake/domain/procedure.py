"""An administrative procedure as published: its code, its term for each channel, who it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.worktime import Term


@dataclass(frozen=True, slots=True)
class Procedure:
    """One published version. `term` is the direct channel's; a channel without its own term has that one."""

    code: str
    version: int
    name: str
    field: str
    valid_from: date
    valid_to: date | None
    term: Term | None
    terms: Mapping[Channel, Term]

    def term_for(self, channel: Channel) -> Term | None:
        return self.terms.get(channel, self.term)

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def must_be_published(procedure: Procedure, on: date) -> None:
    """Refuses a procedure that was not in force that day."""
    if not procedure.is_in_force(on):
        message = f"Thủ tục {procedure.code} không có hiệu lực vào ngày {on:%d/%m/%Y}"
        raise Invalid("procedure_not_in_force", message, fields={"procedure": message})
