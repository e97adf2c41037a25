"""A procedure as it is published: everything the counter shows about it, with the papers it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.intake.domain.catalogue.procedure import Case, Procedure
from services.intake.domain.catalogue.shortened_limit import ShortenedLimit
from shared.contracts.terms import Channel, Level
from shared.worktime import Term


class OnlineService(StrEnum):
    """How far the procedure can be done online: toàn trình, một phần, not at all (NĐ 42/2022)."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One paper of the dossier; `when` says in which case it is asked for, where the procedure has several."""

    number: int
    when: str
    name: str
    form_file: str
    originals: int | None
    copies: int | None
    electronic: int | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee or charge: an amount in đồng, or words where there is no one amount. For one channel or case, or all."""

    name: str
    amount: int | None
    text: str
    channel: Channel | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class ResultType:
    """What the procedure gives, by the national code of result types where there is one."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One agency's part in an interlinked procedure, in the order of the list."""

    agency: str
    level: Level | None
    content: str
    term: Term | None


@dataclass(frozen=True, slots=True)
class PublishedProcedure:
    """One version in the catalogue. `term_source`: published, unstated (unit lost, read as working days) or none.

    `online` is empty where the source does not say how far it goes; `published_in` is the decision that made the
    version, empty for the reference data.
    """

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
    cases: tuple[Case, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[ResultType, ...] = ()
    stages: tuple[Stage, ...] = ()
    online: OnlineService | None = None
    is_no_wait: bool = False
    needs_no_receipt: bool = False
    retention_months: int | None = None
    group: str | None = None
    published_in: UUID | None = None

    def as_procedure(self, shortened: Sequence[ShortenedLimit] = ()) -> Procedure:
        """What a receipt needs of it."""
        return Procedure(
            code=self.code,
            version=self.version,
            name=self.name,
            field=self.field,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            term=self.term,
            terms=self.terms,
            cases=self.cases,
            shortened=tuple(shortened),
            is_no_wait=self.is_no_wait,
            needs_no_receipt=self.needs_no_receipt,
        )


def papers_for(papers: Sequence[RequiredPaper], cases: Sequence[Case], case: str | None) -> list[RequiredPaper]:
    """The papers of one case: those under its name, and those that no case claims."""
    if case is None:
        return list(papers)
    others = {known.name for known in cases} - {case}
    return [paper for paper in papers if paper.when not in others]
