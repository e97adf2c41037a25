"""Random histories of dossiers for hypothesis: every act leaves a standing, as processing would announce it."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.contracts.processing import DuePart, LetterPart, MovePart, Standing, WaitingPart
from shared.contracts.terms import Channel, CountsBy, Outcome
from shared.worktime import legal_day
from tests.stats.made_up import COMMUNE, DISTRICT, NOW, OTHER, PROVINCE, a_standing

_OFFICES = (COMMUNE, DISTRICT, OTHER, PROVINCE)
_STEPS = st.integers(0, 12 * 24 * 60)


@st.composite
def histories(draw: st.DrawFn) -> list[Standing]:
    """The standings of one dossier, version by version."""
    at = NOW - timedelta(minutes=draw(st.integers(0, 40 * 24 * 60)))
    due_at = draw(st.none() | st.integers(-1, 30 * 24).map(lambda hours: at + timedelta(hours=hours)))
    standing = a_standing(
        at,
        due_at,
        office=draw(st.sampled_from(_OFFICES)),
        procedure=draw(st.sampled_from(("1.001612", "2.000908"))),
        channel=draw(st.sampled_from(list(Channel))),
        counts_by=draw(st.sampled_from(list(CountsBy))),
    )
    told = [standing]
    for act in draw(st.lists(st.sampled_from((_wait, _go_on, _apologise, _nothing, _move)), max_size=4)):
        at += timedelta(minutes=draw(_STEPS))
        if at > NOW:
            return told
        told.append(_next(told[-1], **act(told[-1], at, draw)))
    if draw(st.booleans()):
        at += timedelta(minutes=draw(_STEPS))
        if at <= NOW:
            told.append(_next(told[-1], **_end(told[-1], at, draw)))
    return told


def _next(standing: Standing, **changes: Any) -> Standing:
    return standing.model_copy(update={"version": standing.version + 1, **changes})


def _wait(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    if s.waits and s.waits[-1].until_at is None:
        return {}
    return {"waits": (*s.waits, WaitingPart(reason="supplement", from_at=at))}


def _go_on(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    if not s.waits or s.waits[-1].until_at:
        return {}
    waits = (*s.waits[:-1], s.waits[-1].model_copy(update={"until_at": at}))
    if not s.dues:
        return {"waits": waits}
    due_at = at + timedelta(hours=draw(st.integers(1, 20 * 24)))
    return {"waits": waits, "dues": (*s.dues, DuePart(from_at=at, due_at=due_at, due_on=legal_day(due_at)))}


def _apologise(s: Standing, at: datetime, _: st.DrawFn) -> dict[str, Any]:
    on = legal_day(at)
    return {"letters": (*s.letters, LetterPart(sent_on=on, promised_on=on + timedelta(days=9)))}


def _nothing(_: Standing, __: datetime, ___: st.DrawFn) -> dict[str, Any]:
    return {"state": "in_process"}


def _move(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    """Its office ended and another one continues it."""
    successor = draw(st.sampled_from([office for office in _OFFICES if office != s.office]))
    return {"office": successor, "moves": (*s.moves, MovePart(from_at=at, office_from=s.office, office_to=successor))}


def _end(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    waits = tuple(w if w.until_at else w.model_copy(update={"until_at": at}) for w in s.waits)
    outcome = draw(st.sampled_from(list(Outcome)))
    return {"waits": waits, "outcome": outcome, "ended_at": at, "ended_on": legal_day(at), "state": "ready"}
