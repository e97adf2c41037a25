"""The watch from end to end: passes by the clock, one message a person and morning, carried by a real SMTP server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.processing.domain.warnings.deserved import USUAL_WATCH
from services.processing.domain.warnings.official import Official
from services.processing.jobs.watch import Watch
from services.processing.jobs.watch_settings import WatchSettings
from services.processing.queries.digests import is_told
from services.processing.repository.officials import Entered
from services.processing.unit_of_work.work import Work
from services.processing.usecases.raise_warnings import raise_warnings
from services.processing.usecases.tell_officials import tell_officials
from shared.callers import Role
from shared.clock import SetClock
from shared.contracts.terms import CountsBy, TermPart
from shared.db.database import BoundDatabase, Connection, PooledDatabase
from shared.ids import new_id
from shared.local.ports import LOOPBACK
from shared.messaging.background import end_tasks
from shared.notify.delivery import Delivery
from shared.notify.message import Medium
from shared.notify.smtp import SmtpCarrier, SmtpServer
from shared.web.station import Station
from tests.processing.conftest import Apply, Desk, applying
from tests.processing.made_up import Log, local
from tests.processing.routes.test_officials import BODY, put
from tests.processing.routes.test_warnings import every
from tests.support.mailbox import Mailbox, a_mailbox

MONDAY = "2026-11-30 06:30"
HEAD = {**BODY, "name": "Lê Văn D", "roles": ["leader"], "email": "d@example.gov.vn"}


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with a_mailbox() as box:
        yield box


@pytest.fixture
def place(station: Callable[..., Station], database: BoundDatabase, clock: SetClock) -> Station:
    return station("processing", database, clock=clock)


@pytest.fixture
def watch() -> Watch:
    return Watch(WatchSettings(desk="https://motcua.example.vn"))


@pytest.fixture
async def late(apply: Apply, town: Log, desk: Desk) -> UUID:
    """Due on Friday 27/11, with canbo.b."""
    id = new_id()
    await apply([town.received(id)])
    assert (await desk.act(id, "take-up", 1, body={"assignee": "canbo.b"})).status_code == 200
    return id


async def queued(database: BoundDatabase) -> list[asyncpg.Record]:
    async with database.reading() as connection:
        return await connection.fetch("select * from processing.messages order by key")


async def look(watch: Watch, place: Station, clock: SetClock, at: str) -> None:
    clock.turn_to(local(at))
    await watch.look(place)


async def test_one_letter_arrives_and_counts_what_the_lists_have(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase, mailbox: Mailbox
) -> None:
    await put(desk, BODY)
    await look(watch, place, clock, MONDAY)
    carrier = SmtpCarrier(SmtpServer(LOOPBACK, mailbox.port, False, "Một cửa <motcua@example.gov.vn>"), clock)
    delivery = Delivery(lambda: database, "processing", {Medium.EMAIL: carrier}, clock, timedelta(hours=12))
    assert await delivery.deliver_due(Medium.EMAIL) == 1
    (letter,) = mailbox.letters
    assert letter["To"] == "b@example.gov.vn"
    (logged,) = (await desk.get("/officials/canbo.b/messages")).json()["messages"]
    assert (logged["kind"], logged["address"], logged["state"]) == ("morning", "b•••@example.gov.vn", "sent")
    assert logged["subject"] == letter["Subject"]
    assert letter["Subject"] == "Việc thứ Hai 30/11/2026: 1 hồ sơ quá hạn"
    counts = (await desk.get("/warnings/mine/counts", "officer", subject="canbo.b")).json()["kinds"]
    assert counts == {"overdue": 1}
    text = letter.get_content()
    (mine,) = await every(desk, "/warnings/mine", "officer", subject="canbo.b")
    assert f"Hồ sơ quá hạn (1)\n  - {mine['code']}: hạn thứ Sáu 27/11/2026" in text.replace("\r\n", "\n")
    assert f"https://motcua.example.vn/dossiers/{mine['code']}" in text


async def test_a_person_is_told_once_a_day_also_after_a_restart(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, BODY)
    for again in (watch, watch, Watch(WatchSettings())):
        await look(again, place, clock, MONDAY)
    await look(Watch(WatchSettings()), place, clock, "2026-11-30 14:00")
    assert [message["key"] for message in await queued(database)] == ["morning:2026-11-30:canbo.b:email"]
    await look(watch, place, clock, "2026-12-01 06:29")
    assert len(await queued(database)) == 1
    await look(watch, place, clock, "2026-12-01 06:30")
    assert len(await queued(database)) == 2


class Dying(BoundDatabase):
    """Its program dies after so many transactions."""

    left = 1

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        if self.left == 0:
            raise ConnectionError
        self.left -= 1
        async with super().transaction() as connection:
            yield connection


async def test_a_morning_that_died_half_way_is_told_again_without_repeats(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, BODY)
    clock.turn_to(local(MONDAY))
    await raise_warnings(database, clock, USUAL_WATCH)
    async with database.reading() as connection:
        with pytest.raises(ConnectionError):
            await tell_officials(Dying(connection), clock, None)
    (before,) = await queued(database)
    await look(watch, place, clock, "2026-11-30 06:31")
    assert await queued(database) == [before]
    assert await tell_officials(database, clock, None) is None


async def test_nothing_to_say_is_no_message(
    desk: Desk, town: Log, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, BODY)
    await put(desk, HEAD, account="lanhdao")
    await look(watch, place, clock, MONDAY)
    assert await queued(database) == []


async def test_what_was_done_before_the_morning_is_not_told(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, BODY)
    await look(watch, place, clock, "2026-11-28 00:05")
    clock.turn_to(local("2026-11-28 08:00"))
    assert (await desk.act(late, "finish", 2)).status_code == 200
    await look(watch, place, clock, MONDAY)
    assert await queued(database) == []


async def test_who_has_no_contact_is_told_of_to_the_head(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, HEAD, account="lanhdao")
    await look(watch, place, clock, MONDAY)
    (letter,) = await queued(database)
    assert letter["address"] == "d@example.gov.vn"
    assert "canbo.b: 1 quá hạn trong 1 cảnh báo; chưa có địa chỉ nhận tin" in letter["text"]


async def test_each_medium_that_he_wants_and_no_other(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, {**BODY, "media": ["sms", "zalo"], "zalo": "0987654321"})
    await look(watch, place, clock, MONDAY)
    assert [(m["medium"], m["address"]) for m in await queued(database)] == [
        ("sms", "+84912345678"),
        ("zalo", "+84987654321"),
    ]


async def test_of_many_the_first_are_listed_and_all_counted(
    desk: Desk, apply: Apply, town: Log, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await apply([town.received() for _ in range(45)])
    await put(desk, {**BODY, "roles": ["clerk"]})
    await look(watch, place, clock, MONDAY)
    (letter,) = await queued(database)
    assert "Hồ sơ quá hạn (45)" in letter["text"]
    assert letter["text"].count("/dossiers/") == 60  # thirty of the dossiers, thirty of their steps
    assert "… và 15 việc nữa" in letter["text"]


@pytest.mark.parametrize(("at_once", "count"), [(False, 1), (True, 3)])
async def test_within_the_day_those_who_want_it_are_told_what_cannot_wait_once(
    desk: Desk,
    apply: Apply,
    late: UUID,
    town: Log,
    watch: Watch,
    place: Station,
    clock: SetClock,
    database: BoundDatabase,
    at_once: bool,
    count: int,
) -> None:
    await put(desk, {**BODY, "at_once": at_once})
    await look(watch, place, clock, MONDAY)
    hours: dict[str, Any] = {"term": TermPart(unit="working_hour", amount=4), "counts_by": CountsBy.HOUR}
    due = local("2026-11-30 14:00")
    id = new_id()
    await apply([town.received(id, accepted_at=local("2026-11-30 08:30"), due_at=due, due_on=due.date(), **hours)])
    clock.turn_to(local("2026-11-30 08:40"))
    assert (await desk.act(id, "take-up", 1, body={"assignee": "canbo.b"})).status_code == 200
    for at in ("09:00", "13:05", "13:20", "14:01", "14:16", "14:31"):
        await look(watch, place, clock, f"2026-11-30 {at}")
    told = [message["subject"] for message in await queued(database)]
    assert len(told) == count
    if at_once:
        assert told[:2] == [
            "Cần làm ngay thứ Hai 30/11/2026: 1 đến hạn hôm nay",
            "Cần làm ngay thứ Hai 30/11/2026: 1 hồ sơ quá hạn",
        ]


async def test_at_night_and_on_days_off_nobody_is_told(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock, database: BoundDatabase
) -> None:
    await put(desk, {**BODY, "at_once": True})
    for at in ("2026-11-28 00:05", "2026-11-28 09:00", "2026-11-29 09:00", "2026-11-30 05:00"):
        await look(watch, place, clock, at)
    assert await queued(database) == []


async def test_the_log_has_pages_and_is_for_heads_in_reach(
    desk: Desk, late: UUID, watch: Watch, place: Station, clock: SetClock
) -> None:
    await put(desk, {**BODY, "media": ["email", "sms"]})
    await look(watch, place, clock, MONDAY)
    first = (await desk.get("/officials/canbo.b/messages?limit=1")).json()
    second = (await desk.get(f"/officials/canbo.b/messages?limit=1&cursor={first['next']}")).json()
    assert {each["messages"][0]["medium"] for each in (first, second)} == {"email", "sms"}
    assert second["next"] is None
    assert (await desk.get("/officials/canbo.b/messages", offices=("H10",))).status_code == 404
    assert (await desk.get("/officials/canbo.b/messages", "officer")).status_code == 403
    assert (await desk.get("/officials/canbo.b/messages?cursor=khong")).status_code == 422


async def test_between_the_quarters_of_an_hour_it_rests(
    apply: Apply, late: UUID, town: Log, watch: Watch, place: Station, clock: SetClock, desk: Desk
) -> None:
    await look(watch, place, clock, "2026-11-28 09:00")
    await apply([town.received()])
    await look(watch, place, clock, "2026-11-28 09:14")
    assert len(await every(desk, "/warnings")) == 1
    await look(watch, place, clock, "2026-11-28 09:15")
    assert len(await every(desk, "/warnings")) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MOTCUA_WARN_DAYS", "hai"),
        ("MOTCUA_WARN_DAYS", "-1"),
        ("MOTCUA_COLLECT_DAYS", "0"),
        ("MOTCUA_MORNING", "25:00"),
        ("MOTCUA_DESK_URL", "motcua.example.vn"),
    ],
)
def test_a_setting_that_cannot_be_read_ends_the_start(name: str, value: str) -> None:
    with pytest.raises(SystemExit) as ended:
        WatchSettings.from_environment({name: value})
    assert ended.value.code == 78


def test_settings_are_read() -> None:
    env = {"MOTCUA_WARN_DAYS": "3", "MOTCUA_MORNING": "07:15", "MOTCUA_DESK_URL": "https://motcua.example.vn/"}
    settings = WatchSettings.from_environment(env)
    assert (settings.watch.soon_days, f"{settings.morning:%H:%M}", settings.desk) == (
        3,
        "07:15",
        "https://motcua.example.vn",
    )


async def test_of_two_processes_one_watches_and_each_is_told_once(
    station: Callable[..., Station], fresh_database: PooledDatabase, clock: SetClock, log: Log
) -> None:
    apply = applying(fresh_database, clock)
    await apply(log.town())
    await apply([log.received()])
    official = Official("canbo.k", "K", ("H62.19",), (Role.CLERK,), (Medium.EMAIL,), email="k@example.gov.vn")
    async with fresh_database.transaction() as connection:
        await Work(connection, clock.now()).officials.enter(Entered(new_id(), official, 1, clock.now(), "quantri"))
    clock.turn_to(local(MONDAY))
    places = [station("processing", fresh_database, clock=clock) for _ in range(2)]
    tasks = [asyncio.create_task(Watch(WatchSettings()).run(place)) for place in places]
    try:
        async with asyncio.timeout(30):
            while not await told_on(fresh_database):
                await asyncio.sleep(0.05)
    finally:
        await end_tasks(set(tasks))
    async with fresh_database.reading() as connection:
        keys = await connection.fetch("select key from processing.messages")
    assert [row["key"] for row in keys] == ["morning:2026-11-30:canbo.k:email"]


async def told_on(database: PooledDatabase) -> bool:
    async with database.reading() as connection:
        return await is_told(connection, local(MONDAY).date())
