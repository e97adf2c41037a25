"""What waits is sent once, tried again with growing pauses, given up in the end, and outlives who dies on the way."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase, PooledDatabase
from shared.local.ports import LOOPBACK
from shared.notify.carrier import Carrier
from shared.notify.delivery import PAUSES, Delivery
from shared.notify.gateway import Gateway, GatewayCarrier
from shared.notify.message import Medium, Message, Outgoing
from shared.notify.outbox import Outbox
from shared.notify.smtp import SmtpCarrier, SmtpServer
from tests.shared.notify.made_up import ABOUT, a_message
from tests.support.mailbox import a_mailbox
from tests.support.message_gateway import Calls, a_gateway

NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
SCHEMA = "processing"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def calls() -> Iterator[Calls]:
    with a_gateway() as gateway:
        yield gateway


@pytest.fixture
async def carriers(calls: Calls, tmp_path: Path) -> AsyncIterator[Mapping[Medium, Carrier]]:
    (tmp_path / "bi-mat").write_text("bi-mat")
    carrier = GatewayCarrier(Gateway(calls.url, tmp_path / "bi-mat"))
    yield {Medium.SMS: carrier}
    await carrier.close()


@pytest.fixture
def delivery(database: BoundDatabase, carriers: Mapping[Medium, Carrier], clock: SetClock) -> Delivery:
    return Delivery(lambda: database, SCHEMA, carriers, clock, timedelta(days=3))


async def queue(
    database: BoundDatabase | PooledDatabase, *messages: Message, at: datetime = NOW, delay: int = 0
) -> None:
    async with database.transaction() as connection:
        await Outbox(connection, SCHEMA).queue(messages, at, timedelta(seconds=delay))


async def rows(database: BoundDatabase | PooledDatabase) -> list[dict[str, Any]]:
    async with database.reading() as connection:
        return [dict(row) for row in await connection.fetch(f"select * from {SCHEMA}.messages order by key")]


def sms(key: str = "mot", **changes: Any) -> Message:
    return a_message(key, Medium.SMS, **changes)


async def test_what_is_queued_is_sent_and_its_address_forgotten(
    database: BoundDatabase, delivery: Delivery, calls: Calls
) -> None:
    await queue(database, sms())
    assert await delivery.deliver_due(Medium.SMS) == 1
    assert await delivery.deliver_due(Medium.SMS) == 0
    (row,) = await rows(database)
    assert (row["state"], row["attempts"], row["ended_at"], row["error"]) == ("sent", 1, NOW, None)
    assert (row["address"], row["masked"], row["next_try_at"]) == (None, "•••111", None)
    assert calls.taken.keys() == {str(row["id"])}


async def test_a_key_queued_again_is_the_same_message(
    database: BoundDatabase, delivery: Delivery, calls: Calls
) -> None:
    await queue(database, sms(), sms())
    await delivery.deliver_due(Medium.SMS)
    await queue(database, sms())
    assert await delivery.deliver_due(Medium.SMS) == 0
    assert len(calls.requests) == 1


async def test_a_message_waits_for_its_delay(database: BoundDatabase, delivery: Delivery, clock: SetClock) -> None:
    await queue(database, sms(), delay=60)
    assert await delivery.deliver_due(Medium.SMS) == 0
    clock.turn_to(NOW + timedelta(seconds=60))
    assert await delivery.deliver_due(Medium.SMS) == 1


async def test_a_gateway_that_fails_first_gets_the_same_key_again(
    database: BoundDatabase, delivery: Delivery, clock: SetClock, calls: Calls
) -> None:
    calls.answers = [503, 429]
    await queue(database, sms())
    at = NOW
    for pause in PAUSES[:2]:
        await delivery.deliver_due(Medium.SMS)
        (row,) = await rows(database)
        assert (row["state"], row["error"], row["next_try_at"]) == ("waiting", "carrier_busy", at + pause)
        assert await delivery.deliver_due(Medium.SMS) == 0
        at += pause
        clock.turn_to(at)
    await delivery.deliver_due(Medium.SMS)
    (row,) = await rows(database)
    assert (row["state"], row["attempts"], row["error"]) == ("sent", 3, None)
    assert {headers["idempotency-key"] for headers, _ in calls.requests} == {str(row["id"])}


async def test_a_refusal_is_final(database: BoundDatabase, delivery: Delivery, calls: Calls) -> None:
    calls.answers = [422]
    await queue(database, sms())
    await delivery.deliver_due(Medium.SMS)
    (row,) = await rows(database)
    assert (row["state"], row["error"], row["address"]) == ("failed", "message_refused", None)


async def test_tries_are_bounded(database: BoundDatabase, carriers: Mapping[Medium, Carrier], calls: Calls) -> None:
    clock = SetClock(NOW)
    delivery = Delivery(lambda: database, SCHEMA, carriers, clock, timedelta(days=30))
    calls.answers = [500] * 20
    await queue(database, sms())
    for _ in range(20):
        await delivery.deliver_due(Medium.SMS)
        clock.turn_to(clock.now() + max(PAUSES))
    (row,) = await rows(database)
    assert (row["state"], row["error"], row["attempts"]) == ("failed", "carrier_busy", len(PAUSES) + 1)
    assert len(calls.requests) == len(PAUSES) + 1


async def test_what_is_too_old_is_given_up(
    database: BoundDatabase, delivery: Delivery, clock: SetClock, calls: Calls
) -> None:
    await queue(database, sms())
    clock.turn_to(NOW + timedelta(days=3, seconds=1))
    assert await delivery.deliver_due(Medium.SMS) == 0
    (row,) = await rows(database)
    assert (row["state"], row["error"], calls.requests) == ("failed", "too_old", [])


async def test_without_a_carrier_messages_wait_for_one_and_the_log_says_so_once(
    database: BoundDatabase, delivery: Delivery, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    await queue(database, a_message())
    for minutes in (0, 5, 10):
        clock.turn_to(NOW + timedelta(minutes=minutes))
        assert await delivery.deliver_due(Medium.EMAIL) == 0
    (row,) = await rows(database)
    assert (row["state"], row["error"], row["attempts"]) == ("waiting", "no_carrier", 0)
    assert [record.message for record in caplog.records] == ["1 messages wait: no carrier is set for email"]
    with a_mailbox() as box:
        server = SmtpServer(LOOPBACK, box.port, False, "motcua@example.vn")
        mended = Delivery(
            lambda: database, SCHEMA, {Medium.EMAIL: SmtpCarrier(server, clock)}, clock, timedelta(days=3)
        )
        clock.turn_to(NOW + timedelta(minutes=15))
        assert await mended.deliver_due(Medium.EMAIL) == 1
        assert [letter["To"] for letter in box.letters] == ["nguoi.nop@example.vn"]
    assert [row["state"] for row in await rows(database)] == ["sent"]


async def test_a_withdrawn_message_is_not_sent(database: BoundDatabase, delivery: Delivery, calls: Calls) -> None:
    await queue(database, sms())
    async with database.transaction() as connection:
        await Outbox(connection, SCHEMA).withdraw([ABOUT], NOW, "superseded")
    assert await delivery.deliver_due(Medium.SMS) == 0
    (row,) = await rows(database)
    assert (row["state"], row["error"], row["address"], calls.requests) == ("withdrawn", "superseded", None, [])


class Dying:
    """Takes the message to the real gateway, and is stopped before anybody can write that down."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self.has_sent = asyncio.Event()

    async def send(self, message: Outgoing) -> None:
        await self._carrier.send(message)
        self.has_sent.set()
        await asyncio.Event().wait()

    async def close(self) -> None:
        return None


async def test_who_dies_between_sending_and_writing_it_down_leads_to_the_same_message_again(
    fresh_database: PooledDatabase, carriers: Mapping[Medium, Carrier], clock: SetClock, calls: Calls
) -> None:
    await queue(fresh_database, sms())
    dying = Dying(carriers[Medium.SMS])
    first = Delivery(lambda: fresh_database, SCHEMA, {Medium.SMS: dying}, clock, timedelta(days=3))
    work = asyncio.create_task(first.deliver_due(Medium.SMS))
    async with asyncio.timeout(10):
        await dying.has_sent.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    (row,) = await rows(fresh_database)
    assert (row["state"], row["attempts"], len(calls.taken)) == ("waiting", 1, 1)
    survivor = Delivery(lambda: fresh_database, SCHEMA, carriers, clock, timedelta(days=3))
    assert await survivor.deliver_due(Medium.SMS) == 0, "the lease of the dead one is not over"
    clock.turn_to(NOW + timedelta(minutes=5))
    assert await survivor.deliver_due(Medium.SMS) == 1
    (row,) = await rows(fresh_database)
    assert (row["state"], row["attempts"]) == ("sent", 2)
    assert (len(calls.requests), len(calls.taken)) == (2, 1), "the gateway knew the repeat by its key"


async def test_two_processes_never_take_the_same_message(
    fresh_database: PooledDatabase, carriers: Mapping[Medium, Carrier], clock: SetClock, calls: Calls
) -> None:
    await queue(fresh_database, *(sms(f"{n:02}") for n in range(40)))
    processes = [Delivery(lambda: fresh_database, SCHEMA, carriers, clock, timedelta(days=3)) for _ in range(3)]

    async def work_off(delivery: Delivery) -> None:
        while await delivery.deliver_due(Medium.SMS):
            pass

    await asyncio.gather(*map(work_off, processes))
    assert (len(calls.requests), len(calls.taken)) == (40, 40)
    assert {row["state"] for row in await rows(fresh_database)} == {"sent"}


class Refusing:
    """A carrier with a fault of its own."""

    async def send(self, _: Outgoing) -> None:
        raise KeyError("+84912000111")

    async def close(self) -> None:
        return None


async def test_a_carrier_that_stumbles_tells_nobodys_number(
    database: BoundDatabase, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    await queue(database, sms())
    await Delivery(lambda: database, SCHEMA, {Medium.SMS: Refusing()}, clock, timedelta(days=3)).deliver_due(Medium.SMS)
    (row,) = await rows(database)
    assert (row["state"], row["error"]) == ("waiting", "unexpected")
    assert "912000111" not in caplog.text


async def test_the_loop_sends_by_every_medium_and_closes_its_carriers(
    fresh_database: PooledDatabase, carriers: Mapping[Medium, Carrier], clock: SetClock, calls: Calls
) -> None:
    await queue(fresh_database, sms())
    delivery = Delivery(lambda: fresh_database, SCHEMA, carriers, clock, timedelta(days=3))
    loop = asyncio.create_task(delivery.run())
    async with asyncio.timeout(10):
        while (await rows(fresh_database))[0]["state"] != "sent":
            await asyncio.sleep(0.01)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
    assert len(calls.taken) == 1


async def test_what_was_withdrawn_while_it_was_sent_counts_as_sent(
    database: BoundDatabase, clock: SetClock, carriers: Mapping[Medium, Carrier]
) -> None:
    class Meanwhile:
        async def send(self, message: Outgoing) -> None:
            await carriers[Medium.SMS].send(message)
            async with database.transaction() as connection:
                await Outbox(connection, SCHEMA).withdraw([ABOUT], NOW, "superseded")

        async def close(self) -> None:
            return None

    await queue(database, sms())
    await Delivery(lambda: database, SCHEMA, {Medium.SMS: Meanwhile()}, clock, timedelta(days=3)).deliver_due(
        Medium.SMS
    )
    (row,) = await rows(database)
    assert (row["state"], row["error"]) == ("sent", None)
