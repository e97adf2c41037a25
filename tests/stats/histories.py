"""Random histories of dossiers for hypothesis: every act leaves a standing, as processing would announce it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.contracts.envelope import Fact
from shared.contracts.intake import FilingActed, FilingStanding
from shared.contracts.processing import DuePart, LetterPart, MovePart, Standing, WaitingFor, WaitingPart
from shared.contracts.terms import Channel, CountsBy, Level, Outcome
from shared.db.database import BoundDatabase, Connection
from shared.ids import new_id
from shared.worktime import legal_day
from tests.stats.made_up import COMMUNE, DISTRICT, NOW, OTHER, PROVINCE, TODAY, a_standing

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
        desk=draw(st.sampled_from(_OFFICES)),
        procedure=draw(st.sampled_from(("1.001612", "2.000908"))),
        field=draw(st.sampled_from(("Hộ kinh doanh", "Hộ tịch"))),
        channel=draw(st.sampled_from(list(Channel))),
        counts_by=draw(st.sampled_from(list(CountsBy))),
    )
    told = [standing]
    for act in draw(st.lists(st.sampled_from((_wait, _go_on, _apologise, _nothing, _move, _extend)), max_size=5)):
        at += timedelta(minutes=draw(_STEPS))
        if at > NOW:
            return told
        told.append(_next(told[-1], **act(told[-1], at, draw)))
    if draw(st.booleans()):
        at += timedelta(minutes=draw(_STEPS))
        if at <= NOW:
            told.append(_next(told[-1], **_end(told[-1], at, draw)))
            if draw(st.booleans()):
                at += timedelta(minutes=draw(_STEPS))
                if at <= NOW:
                    told.append(_next(told[-1], returned_at=at, state="returned"))
    return told


def _next(standing: Standing, **changes: Any) -> Standing:
    return standing.model_copy(update={"version": standing.version + 1, **changes})


def _wait(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    if s.waits and s.waits[-1].until_at is None:
        return {}
    reason = draw(st.sampled_from(list(WaitingFor)))
    return {"waits": (*s.waits, WaitingPart(reason=reason, from_at=at))}


def _go_on(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    if not s.waits or s.waits[-1].until_at:
        return {}
    waits = (*s.waits[:-1], s.waits[-1].model_copy(update={"until_at": at}))
    if not s.dues:
        return {"waits": waits}
    due_at = at + timedelta(hours=draw(st.integers(1, 20 * 24)))
    return {"waits": waits, "dues": (*s.dues, DuePart(from_at=at, due_at=due_at, due_on=legal_day(due_at)))}


def _extend(s: Standing, at: datetime, draw: st.DrawFn) -> dict[str, Any]:
    """Moved by an act of its own, not by a wait that ended."""
    due_at = at + timedelta(hours=draw(st.integers(1, 20 * 24)))
    return {"dues": (*s.dues, DuePart(from_at=at, due_at=due_at, due_on=legal_day(due_at)))} if s.dues else {}


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
    end = {"outcome": outcome, "ended_at": at, "ended_on": legal_day(at), "state": "ready"}
    return {"waits": waits, **end, "cause": draw(st.sampled_from((None, "staff", "rule_unclear")))}


@st.composite
def filings(draw: st.DrawFn) -> list[Fact]:
    """The facts of one filing, act by act."""
    at = NOW - timedelta(minutes=draw(st.integers(0, 40 * 24 * 60)))
    filed_at = at - timedelta(minutes=draw(st.integers(0, 600)))
    due_at = at + timedelta(hours=draw(st.integers(1, 72)))
    standing = FilingStanding(
        filing=str(new_id()),
        version=1,
        office=DISTRICT,
        desk=draw(st.sampled_from(_OFFICES)),
        procedure=draw(st.sampled_from(("1.001612", "2.000908"))),
        field="Hộ kinh doanh",
        level=Level.DISTRICT,
        channel=draw(st.sampled_from(list(Channel))),
        source="portal",
        filed_at=filed_at,
        recorded_at=at,
        answer_due_at=due_at,
        state="filed",
        answered_at=None,
        was_late=False,
    )
    told = [_filed(standing, filed_at)]
    for state in draw(st.sampled_from(_LIVES)):
        at += timedelta(minutes=draw(_STEPS))
        if at > NOW:
            break
        due_at = at + timedelta(hours=draw(st.integers(1, 72))) if state == "completed" else due_at
        changes = {"version": standing.version + 1, "state": state, "answer_due_at": due_at}
        standing = standing.model_copy(update=changes)
        told.append(_filed(standing, at))
    return told


_LIVES = (
    (),
    ("accepted",),
    ("refused",),
    ("withdrawn",),
    ("completion_requested",),
    ("completion_requested", "completed"),
    ("completion_requested", "completed", "refused"),
    ("completion_requested", "closed"),
)


def _filed(standing: FilingStanding, at: datetime) -> Fact:
    body = FilingActed(act=standing.state, standing=standing)
    kind = f"intake.filing.{standing.state}.v1"
    stream = f"filing:{standing.filing}"
    return Fact(new_id(), kind, stream, standing.version, standing.desk, "canbo.a", at, at, body.as_json())


@asynccontextmanager
async def nothing_kept(database: BoundDatabase) -> AsyncIterator[Connection]:
    async with database.holding() as connection:
        attempt = connection.transaction()
        await attempt.start()
        try:
            yield connection
        finally:
            await attempt.rollback()


def days() -> st.SearchStrategy[date]:
    return st.integers(-45, 5).map(lambda n: TODAY + timedelta(days=n))
