"""An administrative procedure as a receipt needs it: limits for each channel and case, what shortens them, its days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from services.intake.domain.catalogue.shortened_limit import ShortenedLimit, shortening_for
from services.intake.domain.validity import holds_on
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.worktime import Term


@dataclass(frozen=True, slots=True)
class Case:
    """A case (trường hợp) that the publication tells apart; without limits of its own it has the procedure's."""

    name: str
    term: Term | None
    terms: Mapping[Channel, Term]


class LimitGiven(NamedTuple):
    """What the receipt promises, what the law says, and the local decision that makes the difference."""

    term: Term | None
    statutory_term: Term | None
    shortening: ShortenedLimit | None


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
    cases: tuple[Case, ...] = ()
    shortened: tuple[ShortenedLimit, ...] = ()
    is_no_wait: bool = False
    needs_no_receipt: bool = False

    def term_for(self, channel: Channel, case: str | None, office_path: Sequence[str], on: date) -> LimitGiven:
        """The limit at the office at the end of `office_path`, on that day. Refuses a case that is not published."""
        statutory = self.statutory_term(channel, case)
        if statutory is None:
            return LimitGiven(None, None, None)
        shortening = shortening_for(self.shortened, statutory, channel, case, office_path, on)
        return LimitGiven(shortening.term if shortening else statutory, statutory, shortening)

    def statutory_term(self, channel: Channel, case: str | None = None) -> Term | None:
        """As published. A case says its own for the channel, else for all; else the procedure's limit holds."""
        usual = self.terms.get(channel, self.term)
        if case is None:
            return usual
        said = self.case(case)
        return said.terms.get(channel, said.term or usual)

    def case(self, name: str) -> Case:
        """The case of that name; refuses another."""
        for known in self.cases:
            if known.name == name:
                return known
        message = f"Thủ tục {self.code} không có trường hợp này, hãy chọn trong danh mục"
        raise Invalid("case_not_found", message, fields={"case": message})

    def is_in_force(self, on: date) -> bool:
        return holds_on(on, self.valid_from, self.valid_to)


def must_be_published(procedure: Procedure, on: date) -> None:
    """Refuses a procedure that was not in force that day."""
    if not procedure.is_in_force(on):
        message = f"Thủ tục {procedure.code} không có hiệu lực vào ngày {on:%d/%m/%Y}"
        raise Invalid("procedure_not_in_force", message, fields={"procedure": message})
