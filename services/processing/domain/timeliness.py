"""When an act may be said to have happened: never in the future, never before the last, long ago only by a head."""

from datetime import datetime

from services.processing.domain import refusals
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.practice import Practice
from shared.callers import Role


def must_be_timely(dossier: Dossier, deed: Deed, now: datetime, practice: Practice) -> tuple[str, ...]:
    """`backdated` where it is entered later than the practice allows; only a head, or a register book, does that."""
    if deed.happened_at > now:
        raise refusals.happened_in_future()
    if deed.happened_at < dossier.last_act_at:
        raise refusals.happened_before_last_act(dossier.last_act_at)
    if now - deed.happened_at <= practice.backdating or Role.REGISTRAR in deed.roles:
        return ()
    if not deed.is_by_head:
        raise refusals.backdating_needs_head(practice.backdating)
    return ("backdated",)
