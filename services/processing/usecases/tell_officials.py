"""Tells officials what waits for them: in the morning all of it, within the day what came up and cannot wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.processing.domain.warnings.digest import AT_ONCE, Digest
from services.processing.domain.warnings.official import Official
from services.processing.domain.warnings.wording import words_for
from services.processing.queries.digests import (
    ToTell,
    is_told,
    newest_warning,
    office_view,
    people_to_tell,
    sections_of,
)
from services.processing.repository.mornings import Mornings
from services.processing.unit_of_work.work import Work
from shared.callers import Role
from shared.clock import Clock
from shared.db.database import Database
from shared.notify.message import Message
from shared.notify.outbox import Outbox
from shared.worktime import legal_day

_AT_A_TIME = 20
_LINES = 30
_SHARES = 10


@dataclass(frozen=True, slots=True)
class _Round:
    """One telling: `name` makes its messages known, `newest` is the last warning that it tells of."""

    name: str
    day: date
    now: datetime
    newest: int
    desk: str | None
    is_at_once: bool


async def tell_officials(database: Database, clock: Clock, desk: str | None, *, at_once: bool = False) -> int | None:
    """How many had something to be told; nothing to say is no message.

    A morning is told once a day: None where it was. Interrupted, it is told again from the start, since messages are
    known by person and day. `at_once` tells those who want it what came up since they were last told: None before the
    day's morning, and so on days off.
    """
    round_ = await _begin(database, clock.now(), desk, at_once)
    if round_ is None:
        return None
    people = await _tell_all(database, round_)
    if not at_once:
        async with database.transaction() as connection:
            await Mornings(connection).note(round_.day, round_.now, people)
    return people


async def _begin(database: Database, now: datetime, desk: str | None, is_at_once: bool) -> _Round | None:
    day = legal_day(now)
    async with database.reading() as connection:
        if await is_told(connection, day) is not is_at_once:
            return None
        newest = await newest_warning(connection)
    return _Round(f"at-once:{newest}" if is_at_once else f"morning:{day}", day, now, newest, desk, is_at_once)


async def _tell_all(database: Database, round_: _Round) -> int:
    people, after = 0, None
    while True:
        async with database.transaction() as connection:
            page = await people_to_tell(connection, after, _AT_A_TIME, at_once=round_.is_at_once)
            people += sum([await _tell(Work(connection, round_.now), person, round_) for person in page])
        if len(page) < _AT_A_TIME:
            return people
        after = page[-1].account


async def _tell(work: Work, person: ToTell, round_: _Round) -> bool:
    entered = await work.officials.find(person.account)
    if entered is None or entered.id is None:
        return False
    digest = await _digest(work, entered.official, person, round_)
    await work.officials.note_told(person.account, round_.newest)
    if digest.is_empty:
        return False
    messages = list(_messages(entered.official, entered.id, digest, round_))
    await Outbox(work.connection, "processing").queue(messages, work.now)
    return True


async def _digest(work: Work, official: Official, person: ToTell, round_: _Round) -> Digest:
    connection = work.connection
    if round_.is_at_once:
        found = await sections_of(connection, official, _LINES, after=person.told_through, kinds=AT_ONCE)
        return Digest(official.name, round_.day, found, is_at_once=True)
    office = await office_view(connection, official.offices, _SHARES) if Role.LEADER in official.roles else None
    return Digest(official.name, round_.day, await sections_of(connection, official, _LINES), office)


def _messages(official: Official, about: UUID, digest: Digest, round_: _Round) -> Iterator[Message]:
    for medium in official.media:
        if address := official.address(medium):
            words = words_for(medium, digest, round_.desk)
            yield Message(
                key=f"{round_.name}:{official.account}:{medium.value}",
                medium=medium,
                kind="at_once" if round_.is_at_once else "morning",
                about=about,
                address=address,
                subject=words.subject,
                text=words.text,
                details=words.details,
            )
