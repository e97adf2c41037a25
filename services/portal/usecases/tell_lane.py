"""Tells one lane, entry after entry, until all is told or something stands in the way.

Each call is written down before it goes out and its answer after it: a crash in between leaves `sending`, which is
an unknown outcome and is looked up before anything is said again.
"""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.portal.connections import Connection
from services.portal.domain.outbound.about import About
from services.portal.domain.outbound.answer import Answer, Answered
from services.portal.domain.outbound.driver import Driver, PortalAway
from services.portal.domain.outbound.gate import NotFitToTell
from services.portal.domain.outbound.lane import Entry, EntryState, LaneState, Leased, merged, next_call
from services.portal.domain.outbound.lane_run import LaneRun, Rest
from services.portal.domain.outbound.settling import rows_there
from services.portal.domain.outbound.snapshot import ProgressShot, RecordShot
from services.portal.domain.outbound.told import Mode, There
from services.portal.domain.outbound.what_next import Next, Patience, Then, what_next
from services.portal.unit_of_work.works import Works
from services.portal.usecases.name_dossier import name_dossier

GAP_WAIT = timedelta(minutes=10)  # what was missing may have come by another way than our own screens
FILING_WAIT = timedelta(seconds=2)
_LOOKED_UP = Answer(Answered.OK, "", "tìm thấy ở Cổng khi hỏi lại")
_CANNOT_TELL = Answer(Answered.UNKNOWN, "", "Cổng không liệt kê tiến độ: cần người xác nhận đã có hay chưa")


@dataclass(frozen=True, slots=True)
class Door:
    """One connection in this process: its driver, and what its circuit is told."""

    connection: Connection
    driver: Driver
    works: Works
    worker: str
    well: Callable[[], None]
    trouble: Callable[[], None]
    stop: Callable[[], None]
    chance: Callable[[], float] = random.random

    @property
    def patience(self) -> Patience:
        return Patience(self.connection.first_wait, self.connection.longest_wait)


async def tell_lane(door: Door, leased: Leased, about: About) -> None:
    """Refuses nothing: whatever stands in the way is written at the entry, and the lane is given back."""
    run = LaneRun(leased, about)
    rest: Rest | None = await _wait_for_filing(door, run)
    while run.left and rest is None:
        rest = await _tell_next(door, run)
    rest = rest or Rest()
    async with door.works.alone() as work:
        await work.telling.release(leased.lane.id, door.worker, run.through, work.now + rest.wait, rest.state)


async def _wait_for_filing(door: Door, run: LaneRun) -> Rest | None:
    """What a filing still owes the portal goes before what its dossier owes."""
    filing = run.matter.filing if run.matter and not run.is_there else None
    if filing is None:
        return None
    async with door.works.alone() as work:
        return None if await work.telling.is_idle(filing) else Rest(FILING_WAIT, LaneState.READY)


async def _tell_next(door: Door, run: LaneRun) -> Rest | None:
    head = run.left[0]
    if head.state is EntryState.DEAD:
        return Rest(state=LaneState.HELD)
    try:
        if run.code is None:
            run.code = await name_dossier(door.works, door.connection, door.driver, run)
        if head.state in {EntryState.SENDING, EntryState.UNKNOWN}:
            return await _look_up(door, run)
        return await _send(door, run)
    except NotFitToTell as gap:
        await _settle(door, run, [head], EntryState.BLOCKED, Answer(Answered.INVALID, gap.code, gap.message))
        return Rest(GAP_WAIT, LaneState.BLOCKED)
    except PortalAway:
        door.trouble()
        return Rest(door.patience.after(head.attempts + 1, door.chance()), LaneState.READY)


async def _send(door: Door, run: LaneRun) -> Rest | None:
    needless = merged(run.left, run.told)
    run.left = [entry for entry in run.left if entry.seq not in needless]
    call = next_call(run.left)
    say = _saying(door, run, call)
    async with door.works.alone() as work:
        until = work.now + door.connection.lease
        seqs = [entry.seq for entry in call]
        if not await work.telling.begin(run.leased.lane.id, door.worker, seqs, sorted(needless), work.now, until):
            return Rest()  # the lease ran out: another worker has the lane, and the release below finds it so
    return await _settled(door, run, call, await _exchange(door, run, say))


def _saying(door: Door, run: LaneRun, call: Sequence[Entry]) -> Callable[[Mode], Awaitable[Answer]]:
    """The call, made ready before it is written down as sent. Refuses what the gate does not let through."""
    first = call[0].shot
    if isinstance(first, RecordShot):
        record = run.record(first)
        return lambda mode: door.driver.tell_record(record, mode)
    rows, agency = [run.row(entry.shot) for entry in call if isinstance(entry.shot, ProgressShot)], run.agency
    return lambda _: door.driver.tell_rows(agency, rows)


async def _exchange(door: Door, run: LaneRun, say: Callable[[Mode], Awaitable[Answer]]) -> Answer:
    """Says it, once more in the other mode or after signing in anew where the portal asks for that."""
    mode = Mode.UPDATE if run.is_there else Mode.NEW
    tried: set[Then] = set()
    while True:
        answer = await say(mode)
        then = what_next(answer, 0, door.patience, 0).then
        if then not in {Then.AS_NEW, Then.AS_UPDATE, Then.SIGN_IN} or then in tried:
            return answer
        tried.add(then)
        mode = {Then.AS_NEW: Mode.NEW, Then.AS_UPDATE: Mode.UPDATE}.get(then, mode)
        if then is Then.SIGN_IN:
            try:
                await door.driver.sign_in()
            except PortalAway as away:
                return Answer(Answered.AWAY, away.code, away.message)


async def _settled(door: Door, run: LaneRun, call: Sequence[Entry], answer: Answer) -> Rest | None:
    next_ = what_next(answer, call[0].attempts + 1, door.patience, door.chance())
    state = next_.state if next_.state is not EntryState.SENDING else EntryState.DEAD  # asked for both modes in turn
    if answer.answered is Answered.SESSION:  # signed in anew, and refused again: nothing was taken
        next_, state = Next(EntryState.PENDING, Then.LATER, door.patience.first), EntryState.PENDING
    await _settle(door, run, call, state, answer)
    match next_.then:
        case Then.GO_ON:
            door.well()
            run.left = run.left[len(call) :]
            return None
        case Then.LATER:
            door.trouble()
            return Rest(next_.wait, LaneState.READY)
        case Then.STOP_ALL:
            door.stop()
            return Rest(door.connection.rest, LaneState.READY)
        case _:
            door.well()
            return Rest(state=LaneState.HELD)


async def _settle(door: Door, run: LaneRun, call: Sequence[Entry], state: EntryState, answer: Answer) -> None:
    shot = call[0].shot
    told = shot.status if state is EntryState.ACKED and isinstance(shot, RecordShot) else None
    if told is not None:
        run.is_there, run.told = True, told
    async with door.works.alone() as work:
        seqs = [entry.seq for entry in call]
        await work.telling.settle(run.leased.lane.id, seqs, state, answer, work.now, told)


async def _look_up(door: Door, run: LaneRun) -> Rest | None:
    """A record may simply be said again, in the right mode; of rows only those that are not there."""
    there = await door.driver.find(run.agency, run.code or "")
    door.well()
    call = next_call(run.left)
    run.is_there = there is not None
    if there is None or isinstance(call[0].shot, RecordShot):
        _take_back(run, call)
        return None
    return await _look_for_rows(door, run, call, there)


async def _look_for_rows(door: Door, run: LaneRun, call: Sequence[Entry], there: There) -> Rest | None:
    if there.rows is None and door.connection.on_lost_row == "hold":
        await _settle(door, run, call, EntryState.UNKNOWN, _CANNOT_TELL)
        return Rest(state=LaneState.HELD)
    rows = [run.row(entry.shot) for entry in call if isinstance(entry.shot, ProgressShot)]
    has = rows_there(rows, there.rows or ())
    found = [entry for entry, is_there in zip(call, has, strict=True) if is_there]
    if found:
        await _settle(door, run, found, EntryState.ACKED, _LOOKED_UP)
        run.left = [entry for entry in run.left if entry not in found]
    _take_back(run, [entry for entry in call if entry not in found])
    return None


def _take_back(run: LaneRun, call: Sequence[Entry]) -> None:
    """To be sent as if it had not been; the next call writes down that it is sent again."""
    seqs = {entry.seq for entry in call}
    run.left = [replace(e, state=EntryState.PENDING) if e.seq in seqs else e for e in run.left]
