"""Counting again from ledgers and dossiers, and building anew, over the real bus while facts come in."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from services.stats.subscriptions import LISTENS
from services.stats.usecases.rebuild_from_facts import rebuild_from_facts
from services.stats.usecases.recount import Recounted, recount
from shared.contracts.envelope import Announcement
from shared.contracts.processing import DossierActed, Standing
from shared.contracts.terms import CountsBy, Outcome
from shared.db.database import PooledDatabase
from shared.errors import Conflict
from shared.local.nats import EmbeddedNats
from shared.messaging.broker import Broker, stream_of
from shared.messaging.consumer import Consumer
from shared.messaging.inbox import Inbox
from shared.messaging.ledger import Ledger
from shared.messaging.relay import Relay
from tests.stats.made_up import COMMUNE, COUNTRY, DISTRICT, NOW, OTHER, Running, a_standing, ended, moved, office_body
from tests.support.engines import as_role
from tests.support.people import Identity


@dataclass
class Books:
    """Two announcing services with their relays, and the yearbook that reads them."""

    intake: PooledDatabase
    processing: PooledDatabase
    stats: PooledDatabase
    broker: Broker

    async def announce(self, source: str, announcements: Sequence[Announcement]) -> None:
        database = self.intake if source == "intake" else self.processing
        for start in range(0, len(announcements), 100):
            async with database.transaction() as connection:
                await Ledger(source).append(connection, announcements[start : start + 100], NOW)

    async def tell(self, standings: Sequence[Standing]) -> None:
        await self.announce("processing", [_told(standing) for standing in standings])

    async def numbered(self) -> None:
        """Everything announced has its position."""
        for database, source in ((self.intake, "intake"), (self.processing, "processing")):
            async with asyncio.timeout(20):
                while True:
                    async with database.reading() as connection:
                        if not await connection.fetchval(f"select count(*) from {source}.outbox"):
                            break
                    await asyncio.sleep(0.01)

    async def catch_up(self) -> None:
        """Everything announced is counted."""
        await self.numbered()
        for listening in LISTENS:
            await self.consumer(listening.source).catch_up()

    def consumer(self, source: str) -> Consumer:
        apply = next(each.apply for each in LISTENS if each.source == source)
        return Consumer(self.stats, Inbox("stats", source), self.broker, apply)

    async def recount(self) -> Recounted:
        return await recount(self.stats, self.broker.read_log)

    async def spoil(self, sql: str) -> None:
        async with self.stats.transaction() as connection:
            assert await connection.execute(sql) != "UPDATE 0"


def _told(standing: Standing) -> Announcement:
    body = DossierActed(act="acted", standing=standing)
    return body.announce(stream=f"dossier:{standing.dossier}", office=standing.office, actor="canbo.a", happened_at=NOW)


def random_standings(seed: int, count: int) -> list[Standing]:
    """Openings first, then ends of about half of them, in no order; some had moved to another office before."""
    chance = random.Random(seed)
    opened = []
    for _ in range(count):
        at = NOW - timedelta(minutes=chance.randrange(60 * 24 * 400))
        due_at = chance.choice([None, at + timedelta(hours=chance.randrange(1, 400))])
        office = chance.choice([COMMUNE, DISTRICT, OTHER, "not.announced"])
        by = chance.choice(list(CountsBy))
        opened.append(a_standing(at, due_at, office=office, desk=office, counts_by=by))
    chosen = chance.sample(opened, count // 2)
    return [
        *opened,
        *(ended(gone(s, chance), min(NOW, s.accepted_at + timedelta(days=5)), _an_outcome(chance)) for s in chosen),
    ]


def gone(s: Standing, chance: random.Random) -> Standing:
    office = chance.choice([s.office, COMMUNE, OTHER])
    return s if office == s.office else moved(s, s.accepted_at + timedelta(days=chance.randrange(5)), office)


def _an_outcome(chance: random.Random) -> Outcome:
    return chance.choice(list(Outcome))


@pytest.fixture
async def books(fresh_url: str, nats_server: EmbeddedNats) -> AsyncIterator[Books]:
    pools = [await PooledDatabase.open(as_role(fresh_url, name)) for name in ("intake", "processing", "stats")]
    broker = await Broker.connect(nats_server.url, "books")
    for source in ("intake", "processing"):
        await broker.ensure_stream(source)
    books = Books(pools[0], pools[1], pools[2], broker)
    async with Running(
        *(Relay(pool, name, broker).run() for pool, name in zip(pools[:2], ("intake", "processing"), strict=True))
    ):
        offices = [office_body(*office) for office in COUNTRY]
        await books.announce(
            "intake",
            [o.announce(stream=f"office:{o.code}", office=o.code, actor="x", happened_at=NOW) for o in offices],
        )
        await books.tell(random_standings(1, 300))
        await books.catch_up()
        yield books
    for source in ("intake", "processing"):
        await broker.jetstream.delete_stream(stream_of(source))
    await broker.close()
    for pool in pools:
        await pool.close()


async def test_untouched_books_have_no_difference_however_often_they_are_recounted(books: Books) -> None:
    for _ in range(2):
        found = await books.recount()
        assert (found.differences, found.dossiers, found.facts) == ((), 300, 455)


PLANTED = [
    ("update stats.daily set received = received + 1 where ctid = (select min(ctid) from stats.daily)", "daily"),
    ("update stats.area_sums set open = open - 1 where area = 'VN' and grain = 3", "area_sums"),
    ("update stats.dossiers set channel = 'post' where ctid = (select min(ctid) from stats.dossiers)", "dossiers"),
    ("update stats.offices set name = 'Khác' where code = 'H62'", "offices"),
    ("update stats.moves set dossiers = dossiers + 1 where ctid = (select min(ctid) from stats.moves)", "moves"),
    ("delete from stats.moves where ctid = (select min(ctid) from stats.moves)", "moves"),
    ("delete from stats.area_sums where area = 'H62' and grain = 1", "area_sums"),
    ("delete from stats.dossiers where ctid = (select min(ctid) from stats.dossiers)", "dossiers"),
]


@pytest.mark.parametrize(("damage", "where"), PLANTED, ids=[sql.split(" where")[0] for sql, _ in PLANTED])
async def test_a_planted_difference_is_found_and_mended_from_the_facts(books: Books, damage: str, where: str) -> None:
    await books.spoil(damage)
    found = await books.recount()
    assert where in {difference.where for difference in found.differences}
    rebuilt = await rebuild_from_facts(books.stats, books.broker.read_log)
    assert rebuilt.rows_written > 0
    assert (await books.recount()).differences == ()


async def test_a_difference_says_what_is_stored_and_what_dossiers_and_facts_give(books: Books) -> None:
    await books.spoil("update stats.daily set late_with_letter = 7 where ctid = (select min(ctid) from stats.daily)")
    (difference,) = (await books.recount()).differences
    assert (difference.where, difference.measure) == ("daily", "late_with_letter")
    assert (difference.stored, difference.from_dossiers, difference.from_facts) == ("7", "0", "0")


async def test_a_rebuild_of_right_books_writes_nothing(books: Books) -> None:
    rebuilt = await rebuild_from_facts(books.stats, books.broker.read_log)
    assert (rebuilt.rows_written, rebuilt.facts) == (0, 455)


async def test_books_are_rebuilt_and_recounted_while_facts_come_in(books: Books) -> None:
    await books.spoil("update stats.daily set received = received + 1")

    async def keep_telling() -> None:
        for seed in range(10, 16):
            await books.tell(random_standings(seed, 40))
            await books.catch_up()

    telling = asyncio.create_task(keep_telling())
    await rebuild_from_facts(books.stats, books.broker.read_log)
    assert (await books.recount()).differences == ()
    await telling
    assert (await books.recount()).differences == ()


async def test_a_log_that_lost_counted_facts_is_not_taken_for_the_truth(books: Books) -> None:
    await books.spoil("update stats.inbox set position = position + 5 where source = 'processing'")
    with pytest.raises(Conflict, match="log_incomplete"):
        await books.recount()


async def test_a_parked_fact_is_left_out_on_every_side_and_counts_once_it_is_replayed(
    books: Books,
    fresh_url: str,
    stats: Callable[..., FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    identity: Identity,
) -> None:
    owner = await asyncpg.connect(fresh_url)
    await owner.execute("alter table stats.dossiers add constraint ck_test check (code <> 'bad')")
    bad = a_standing(NOW - timedelta(days=9), None, code="bad")
    await books.tell([bad, ended(bad, NOW), a_standing(NOW - timedelta(days=9), None)])
    await books.numbered()
    await park(books)
    found = await books.recount()
    assert (found.differences, found.dossiers) == ((), 301)
    client, operator = serve(stats(books.stats, broker=books.broker)), identity.headers("operator")
    parked = (await client.get("/parked", headers=operator)).json()["parked"]
    assert [each["code"] for each in parked] == ["unexpected", "behind_parked"]
    await owner.execute("alter table stats.dossiers drop constraint ck_test")
    await owner.close()
    url = f"/parked/processing/{parked[0]['position']}/replay"
    assert (await client.post(url, headers=operator)).json() == {"replayed": 2}
    recounted = (await client.post("/recount", headers=operator)).json()
    assert (recounted["differences"], recounted["dossiers"]) == ([], 302)


async def park(books: Books) -> None:
    """One consumer that remembers its tries, as the running service has."""
    consumer = books.consumer("processing")
    async with asyncio.timeout(10):
        while True:
            try:
                return await consumer.catch_up()
            except asyncpg.CheckViolationError:
                continue


async def test_only_operators_recount_and_rebuild_and_a_silent_bus_is_no_fault(
    books: Books, stats: Callable[..., FastAPI], serve: Callable[[FastAPI], httpx2.AsyncClient], identity: Identity
) -> None:
    client, cut_off = serve(stats(books.stats, broker=books.broker)), serve(stats(books.stats))
    operator = identity.headers("operator")
    for path in ("/recount", "/rebuild"):
        assert (await client.post(path, headers=identity.headers("monitor"))).status_code == 403
        assert (await client.post(path, headers=operator)).status_code == 200
        silent = await cut_off.post(path, headers=operator)
        assert (silent.status_code, silent.json()["code"]) == (503, "log_unavailable")
