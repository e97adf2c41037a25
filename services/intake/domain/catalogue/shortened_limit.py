"""A time limit that a province or any office shortened for itself and the offices below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.intake.domain.catalogue.comparable_terms import is_shorter
from services.intake.domain.validity import holds_on
from shared.contracts.terms import Channel
from shared.worktime import Term


@dataclass(frozen=True, slots=True)
class ShortenedLimit:
    """`channel` and `case` left empty mean every channel and every case. `decision` is the paper that shortened it."""

    id: UUID
    office: str
    procedure: str
    channel: Channel | None
    case: str | None
    term: Term
    decision: str
    decided_on: date
    valid_from: date
    valid_to: date | None

    def holds(self, channel: Channel, case: str | None, path: Sequence[str], on: date) -> bool:
        return (
            self.office in path
            and self.channel in (None, channel)
            and self.case in (None, case)
            and holds_on(on, self.valid_from, self.valid_to)
        )


def shortening_for(
    shortened: Iterable[ShortenedLimit],
    statutory: Term,
    channel: Channel,
    case: str | None,
    path: Sequence[str],
    on: date,
) -> ShortenedLimit | None:
    """That of the nearest office; there the one for just this case and channel; there the newest.

    One that is no longer shorter, because the law itself became shorter, does not apply.
    """
    holding = [
        one for one in shortened if one.holds(channel, case, path, on) and is_shorter(one.term, statutory) is not False
    ]
    places = {code: depth for depth, code in enumerate(path)}

    def nearness(one: ShortenedLimit) -> tuple[int, bool, bool, date]:
        return places[one.office], one.case is not None, one.channel is not None, one.valid_from

    return max(holding, key=nearness, default=None)
