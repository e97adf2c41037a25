"""From ledger over JetStream to inbox, on the real engines."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest

from shared.contracts.envelope import FIRST_LINK, Announcement, Fact, chain_hash, leaf_hash
from shared.db.database import Connection, PooledDatabase
from shared.errors import Conflict
from shared.local.nats import EmbeddedNats
from shared.messaging.background import end_tasks
from shared.messaging.broker import Broker, stream_of
from shared.messaging.consumer import Consumer
from shared.messaging.inbox import Inbox
from shared.messaging.ledger import Ledger
from shared.messaging.relay import Relay
from shared.messaging.replay import replay_parked
from tests.support.engines import as_role

AT = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
LEDGER = Ledger("intake")


def said(stream: str, number: int) -> Announcement:
    return Announcement("intake.test.said.v1", stream, "H62", "canbo.a", AT, {"number": number})


class Reader:
    """Applies facts into a list; refuses numbers it was told to refuse."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.refused: set[int] = set()

    async def apply(self, _: Connection, facts: Sequence[Fact]) -> None:
        for fact in facts:
            if fact.body["number"] in self.refused:
                raise Conflict("refused_here", "không nhận")
        self.numbers += [fact.body["number"] for fact in facts]


@pytest.fixture
async def intake(fresh_url: str) -> AsyncIterator[PooledDatabase]:
    pool = await PooledDatabase.open(as_role(fresh_url, "intake"))
    yield pool
    await pool.close()


@pytest.fixture
async def stats(fresh_url: str) -> AsyncIterator[PooledDatabase]:
    pool = await PooledDatabase.open(as_role(fresh_url, "stats"))
    yield pool
    await pool.close()


@pytest.fixture
async def broker(nats_server: EmbeddedNats) -> AsyncIterator[Broker]:
    broker = await Broker.connect(nats_server.url, "test")
    await broker.ensure_stream("intake")
    yield broker
    await broker.jetstream.delete_stream(stream_of("intake"))
    await broker.close()


async def announce(database: PooledDatabase, *announcements: Announcement) -> None:
    async with database.transaction() as connection:
        await LEDGER.append(connection, announcements, AT)


async def until(condition: object, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.01)


class Running:
    """Background work of a test, cancelled at its end."""

    def __init__(self, *work: object) -> None:
        self.tasks = [asyncio.create_task(w) for w in work]  # type: ignore[arg-type]

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, *_: object) -> None:
        await end_tasks(self.tasks)


async def test_each_fact_links_to_the_one_before_in_its_stream(intake: PooledDatabase) -> None:
    await announce(intake, said("a", 1), said("b", 2), said("a", 3))
    await announce(intake, said("a", 4))
    async with intake.reading() as connection:
        sql = "select seq, canon, leaf, chain from intake.facts where stream = 'a' order by seq"
        rows = await connection.fetch(sql)
    link = FIRST_LINK
    assert [row["seq"] for row in rows] == [1, 2, 3]
    for row in rows:
        assert row["leaf"] == leaf_hash(row["canon"])
        link = chain_hash(link, row["leaf"])
        assert row["chain"] == link


async def test_a_fact_is_never_rewritten_even_by_the_owner(fresh_url: str, intake: PooledDatabase) -> None:
    import asyncpg

    await announce(intake, said("a", 1))
    owner = await asyncpg.connect(fresh_url)
    for attack in ("update intake.facts set seq = 9", "delete from intake.facts", "truncate intake.facts"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await owner.execute(attack)
    await owner.close()


async def test_facts_arrive_once_and_in_order(intake: PooledDatabase, stats: PooledDatabase, broker: Broker) -> None:
    reader = Reader()
    relay = Relay(intake, "intake", broker)
    consumer = Consumer(stats, Inbox("stats", "intake"), broker, reader.apply)
    async with Running(relay.run(), consumer.run()):
        for n in range(1, 501):
            await announce(intake, said(f"s{n % 7}", n))
            relay.wake()
        await until(lambda: len(reader.numbers) >= 500)
    assert reader.numbers == list(range(1, 501))


async def test_a_deleted_store_is_filled_again_from_the_ledger(
    intake: PooledDatabase, stats: PooledDatabase, broker: Broker
) -> None:
    reader = Reader()
    relay = Relay(intake, "intake", broker)
    async with Running(relay.run()):
        await announce(intake, *(said("a", n) for n in range(1, 301)))
        relay.wake()
        await until_published(intake, 300)
        await broker.jetstream.delete_stream(stream_of("intake"))
        await announce(intake, *(said("a", n) for n in range(301, 401)))
        relay.wake()
        async with Running(Consumer(stats, Inbox("stats", "intake"), broker, reader.apply).run()):
            await until(lambda: len(reader.numbers) >= 400)
    assert reader.numbers == list(range(1, 401))


async def until_published(database: PooledDatabase, position: int) -> None:
    async with asyncio.timeout(10):
        while True:
            async with database.reading() as connection:
                if await connection.fetchval("select published from intake.relay") >= position:
                    return
            await asyncio.sleep(0.01)


async def test_a_repeat_of_the_whole_log_changes_nothing(
    intake: PooledDatabase, stats: PooledDatabase, broker: Broker
) -> None:
    from shared.messaging.lines import read_run

    reader = Reader()
    relay = Relay(intake, "intake", broker)
    consumer = Consumer(stats, Inbox("stats", "intake"), broker, reader.apply)
    async with Running(relay.run()):
        await announce(intake, *(said("a", n) for n in range(1, 51)))
        await until_published(intake, 50)
        await consumer.catch_up()
        run = read_run(await broker.read_log("intake", 0))
        assert await consumer.take(run)
        assert await consumer.take(run[10:])
    assert reader.numbers == list(range(1, 51))


async def test_a_refused_fact_is_parked_with_what_follows_in_its_stream_and_can_be_replayed(
    intake: PooledDatabase, stats: PooledDatabase, broker: Broker
) -> None:
    reader = Reader()
    reader.refused = {2}
    inbox = Inbox("stats", "intake")
    relay = Relay(intake, "intake", broker)
    async with Running(relay.run(), Consumer(stats, inbox, broker, reader.apply).run()):
        await announce(intake, said("a", 1), said("bad", 2), said("a", 3), said("bad", 4), said("a", 5))
        relay.wake()
        await until(lambda: 5 in reader.numbers)
    assert reader.numbers == [1, 3, 5]
    async with stats.reading() as connection:
        parked = await inbox.parked(connection)
    assert [(p["position"], p["code"]) for p in parked] == [(2, "refused_here"), (4, "behind_parked")]
    with pytest.raises(Conflict):
        async with stats.transaction() as connection:
            await replay_parked(connection, inbox, reader.apply, 2)
    reader.refused = set()
    async with stats.transaction() as connection:
        assert await replay_parked(connection, inbox, reader.apply, 2) == 2
    assert reader.numbers == [1, 3, 5, 2, 4]
