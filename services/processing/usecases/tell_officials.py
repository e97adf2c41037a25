"""Tells officials what waits for them: in the morning all of it, within the day what came up and cannot wait."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.processing.domain.warnings.digest import AT_ONCE, Digest
from services.processing.domain.warnings.kinds import Kind
from services.processing.domain.warnings.official import Official
from services.processing.domain.warnings.wording import words_for
from services.processing.queries.digests import accounts_to_tell, is_told, newest_warning, office_views, sections_of
from services.processing.repository.mornings import Mornings
from services.processing.repository.officials import Entered
from services.processing.unit_of_work.work import Work
from shared.callers import Role
from shared.clock import Clock
from shared.db.database import Database
from shared.notify.message import Message
from shared.notify.outbox import Outbox
from shared.worktime import legal_day

_AT_A_TIME = 100
_BREATH_SECONDS = 0.002  # between two pages: people at the screens go first
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
            page = await accounts_to_tell(connection, after, _AT_A_TIME, at_once=round_.is_at_once)
            people += await _tell(Work(connection, round_.now), page, round_)
        if len(page) < _AT_A_TIME:
            return people
        after = page[-1]
        await asyncio.sleep(_BREATH_SECONDS)


async def _tell(work: Work, accounts: Sequence[str], round_: _Round) -> int:
    entered = {each.official.account: each for each in await work.officials.these(accounts)}
    digests = await _digests(work, [each.official for each in entered.values()], round_)
    await work.officials.note_told(accounts, round_.newest)
    messages = [message for digest in digests for message in _messages(entered[digest.account], digest, round_)]
    await Outbox(work.connection, "processing").queue(messages, work.now)
    return len(digests)


async def _digests(work: Work, officials: Sequence[Official], round_: _Round) -> list[Digest]:
    """Of those to whom there is something to say."""
    kinds = AT_ONCE if round_.is_at_once else Kind
    accounts = [official.account for official in officials]
    found = await sections_of(work.connection, accounts, _LINES, kinds, only_new=round_.is_at_once)
    heads = [o.account for o in officials if Role.LEADER in o.roles and not round_.is_at_once]
    views = await office_views(work.connection, heads, _SHARES)
    digests = [
        Digest(o.account, o.name, round_.day, found.get(o.account, ()), views.get(o.account), round_.is_at_once)
        for o in officials
    ]
    return [digest for digest in digests if not digest.is_empty]


def _messages(entered: Entered, digest: Digest, round_: _Round) -> Iterator[Message]:
    for medium in entered.official.media:
        address = entered.official.address(medium)
        if address:
            words = words_for(medium, digest, round_.desk)
            yield Message(
                key=f"{round_.name}:{digest.account}:{medium.value}",
                medium=medium,
                kind="at_once" if round_.is_at_once else "morning",
                about=entered.id,
                address=address,
                subject=words.subject,
                text=words.text,
                details=words.details,
            )
