"""Taking scans in, opening and sweeping them, in a folder and in a bucket: durable, sealed, never half."""

import asyncio
import hashlib
import os
import random
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.intake.jobs.scan_sweep import ScanSweep
from services.intake.queries.scans.scans import KeptScan, scan_of, scans_of
from services.intake.repository.scans.scan_archive import Archive
from services.intake.repository.scans.scan_bucket import BucketStore
from services.intake.repository.scans.scan_folder import FolderStore
from services.intake.repository.scans.scans import Kept, Scans, Upload, reseal_scans, unlink_scans
from services.intake.usecases.scans.open_scan import BrokenOff, open_scan
from services.intake.usecases.scans.sweep_scans import sweep_scans
from services.intake.usecases.scans.take_in_scan import take_in_scan
from services.intake.vault.segments import HEAD_BYTES, SEGMENT_BYTES
from services.intake.vault.vault import Vault
from shared.clock import SetClock
from shared.db.database import Database, PooledDatabase
from shared.errors import Conflict, Invalid, NotFound, Refusal, Unavailable
from shared.local.key_ring import add_key, drop_key
from shared.settings import Settings
from shared.web.station import Station
from tests.intake.conftest import COMMUNE, DESK, THURSDAY, furnish_town
from tests.intake.scans import a_jpeg, a_pdf, a_png
from tests.support.bucket import BUCKET, a_bucket
from tests.support.engines import ROOT

DAY = timedelta(days=1)
UPLOAD = Upload(DESK, "canbo.a", THURSDAY)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_bucket(tmp_path_factory.mktemp("bucket")) as address:
        yield address


@dataclass
class Room:
    """An archive over a database, and what its store has."""

    database: Database
    archive: Archive
    vault: Vault
    clock: SetClock
    settings: Settings

    async def take(self, content: bytes, upload: Upload = UPLOAD) -> Kept:
        return await take_in_scan(self.database, self.archive, self.vault, self.clock, upload, chunks_of(content))

    async def linked(self, content: bytes) -> KeptScan:
        """Taken in and referred to by something of its own."""
        kept, owner = await self.take(content), uuid4()
        async with self.database.transaction() as connection:
            await Scans(connection).link(owner, [kept.digest])
            return await scan_of(connection, owner, kept.digest)

    async def opened(self, scan: KeptScan) -> bytes:
        return b"".join([piece async for piece in await open_scan(self.archive, self.vault, scan)])

    async def sweep(self) -> int:
        return await sweep_scans(self.database, self.archive, self.clock)

    async def rows(self, table: str) -> int:
        async with self.database.reading() as connection:
            count: int = await connection.fetchval(f"select count(*) from intake.{table}")
            return count

    async def names(self) -> set[str]:
        """Every object of the store."""
        store = self.archive.store
        if isinstance(store, FolderStore):
            return {path.name for path in (self.settings.files / "scans").rglob("*") if path.is_file()}
        assert isinstance(store, BucketStore)
        return {meta["path"] for page in store._store.list() for meta in page}

    async def spoil(self, name: str, change: Callable[[bytes], bytes], folder: Path) -> None:
        """Somebody has their hands in the store."""
        sealed = b"".join([piece async for piece in self.archive.store.read(name)])
        path = folder / uuid4().hex
        path.write_bytes(change(sealed))
        await self.archive.store.adopt(path, name)


async def chunks_of(content: bytes, cut: int = 50_000) -> AsyncIterator[bytes]:
    for at in range(0, len(content), cut):
        yield content[at : at + cut]


def in_a_bucket(settings: Settings, server: str, folder: Path) -> Settings:
    secret = folder / "secret"
    secret.write_text("khoa\n")
    url = f"s3://{BUCKET}/{uuid4().hex}?endpoint={server}"
    return replace(settings, scans_url=url, scans_access_key="mot", scans_secret_key_file=secret)


@pytest.fixture(params=["folder", "bucket"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def settings(kind: str, server: str, station: Callable[..., Station], database: Database, tmp_path: Path) -> Settings:
    plain = station("intake", database).settings
    return plain if kind == "folder" else in_a_bucket(plain, server, tmp_path)


@pytest.fixture
async def room(database: Database, settings: Settings, clock: SetClock) -> Room:
    await furnish_town(database)
    return Room(database, Archive.of(settings), Vault(settings.key_ring), clock, settings)


async def test_a_scan_is_kept_sealed_under_the_name_of_its_sealed_bytes(room: Room, tmp_path: Path) -> None:
    content = a_pdf(3, padding=300_000)
    scan = await room.linked(content)
    assert (scan.digest, scan.size, scan.pages) == (hashlib.sha256(content).hexdigest(), len(content), 3)
    sealed = b"".join([piece async for piece in room.archive.store.read(scan.object)])
    assert scan.object == hashlib.sha256(sealed).hexdigest() != scan.digest
    assert await room.names() == {scan.object}
    assert b"%PDF" not in sealed
    assert content[1000:1016] not in sealed
    assert await room.opened(scan) == content
    assert await room.rows("scan_leftovers") == 0
    assert not list((room.settings.files / "scans-arriving").iterdir())


async def test_a_scan_of_several_parts_comes_back(room: Room) -> None:
    content = a_pdf(1, padding=11_000_000)
    assert await room.opened(await room.linked(content)) == content


async def test_the_same_content_again_is_kept_once_and_new_to_each_desk(room: Room) -> None:
    content = a_png(1000)
    first = await room.take(content)
    again = await room.take(content)
    elsewhere = await room.take(content, Upload(COMMUNE, "canbo.b", THURSDAY))
    assert (first.is_new, again.is_new, elsewhere.is_new) == (True, False, True)
    assert len(await room.names()) == await room.rows("scans") == 1
    assert await room.rows("scan_uploads") == 2


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n" * 20, a_pdf(2, 90_000)[:70_000]], ids=["empty", "sh", "cut"])
async def test_what_is_no_scan_leaves_nothing_behind(room: Room, content: bytes) -> None:
    with pytest.raises(Invalid):
        await room.take(content)
    assert await room.names() == set()
    assert await room.rows("scans") == await room.rows("scan_leftovers") == 0
    assert not list((room.settings.files / "scans-arriving").iterdir())


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit": lambda sealed: bytes([*sealed[:100], sealed[100] ^ 1]) + sealed[101:],
    "the last byte": lambda sealed: sealed[:-1],
    "cut at a segment's edge": lambda sealed: sealed[: HEAD_BYTES + SEGMENT_BYTES + 16],
    "empty": lambda _: b"",
    "something behind": lambda sealed: sealed + b"x",
}


@pytest.mark.parametrize("name", SPOILT)
async def test_a_short_scan_that_was_changed_in_the_store_is_refused_in_words(
    room: Room, name: str, tmp_path: Path
) -> None:
    scan = await room.linked(a_jpeg(200_000))
    await room.spoil(scan.object, SPOILT[name], tmp_path)
    with pytest.raises(Conflict) as refusal:
        await open_scan(room.archive, room.vault, scan)
    assert refusal.value.code == "scan_damaged"


async def test_a_long_scan_that_is_damaged_behind_breaks_off_before_its_end(room: Room, tmp_path: Path) -> None:
    content = a_jpeg(3_000_000)
    scan = await room.linked(content)
    await room.spoil(scan.object, lambda sealed: sealed[:2_000_000] + b"\x00" * 9 + sealed[2_000_009:], tmp_path)
    got = b""
    with pytest.raises(BrokenOff):
        async for piece in await open_scan(room.archive, room.vault, scan):
            got += piece
    assert content.startswith(got)
    assert 1_000_000 < len(got) < 2_000_000


async def test_another_scan_put_in_its_place_does_not_open(room: Room, tmp_path: Path) -> None:
    scan, other = await room.linked(a_png(500)), await room.linked(a_png(500, seed=2))
    with pytest.raises(Conflict):
        await room.opened(replace(scan, object=other.object))
    with pytest.raises(Conflict):  # with its key too: the key is bound to its scan
        await room.opened(replace(scan, object=other.object, key_sealed=other.key_sealed))


async def test_a_lost_object_is_named_as_lost(room: Room) -> None:
    scan = await room.linked(a_png())
    await room.archive.store.remove(scan.object)
    await room.archive.store.remove(scan.object)
    with pytest.raises(NotFound) as refusal:
        await room.opened(scan)
    assert refusal.value.code == "scan_not_kept"


async def test_a_rotation_seals_the_keys_again_and_leaves_the_files(room: Room) -> None:
    scans = [await room.linked(a_png(100, seed)) for seed in range(3)]
    before = await room.names()
    add_key(room.settings.key_ring, date(2026, 3, 6))
    room.vault.refresh()
    async with room.database.transaction() as connection:
        assert [await reseal_scans(connection, room.vault, 2) for _ in range(3)] == [2, 1, 0]
        drop_key(room.settings.key_ring, 1)
        owners = await connection.fetch("select owner, digest from intake.scan_links")
        fresh = {row["digest"]: await scan_of(connection, row["owner"], row["digest"]) for row in owners}
    assert await room.names() == before
    reader = Room(room.database, room.archive, Vault(room.settings.key_ring), room.clock, room.settings)
    for seed, scan in enumerate(scans):
        assert await reader.opened(fresh[scan.digest]) == a_png(100, seed)
        with pytest.raises(Conflict):
            await reader.opened(scan)


async def test_the_sweep_takes_what_nobody_referred_to_for_a_day(room: Room) -> None:
    held, wanted = await room.linked(a_png(1)), await room.take(a_png(2))
    await room.take(a_png(3))
    room.clock.turn_to(THURSDAY + DAY)
    assert await room.sweep() == 0
    async with room.database.transaction() as connection:
        assert await Scans(connection).want([wanted.digest], ["VN"], room.clock.now()) == {wanted.digest}
    room.clock.turn_to(THURSDAY + DAY + timedelta(minutes=1))
    assert await room.sweep() == 1
    assert await room.rows("scans") == len(await room.names()) == 2
    assert await room.rows("scan_leftovers") == 0
    room.clock.turn_to(THURSDAY + 3 * DAY)
    assert await room.sweep() == 1
    assert await room.names() == {held.object}
    assert await room.opened(held) == a_png(1)


async def test_an_object_of_a_process_that_died_before_writing_it_down_is_swept(room: Room, tmp_path: Path) -> None:
    async with room.archive.spool.taking(chunks_of(a_png())) as arrived:
        async with room.database.transaction() as connection:
            await Scans(connection).expect(arrived.name, THURSDAY + timedelta(hours=1))
        await room.archive.store.adopt(arrived.path, arrived.name)
    assert await room.sweep() == 0
    room.clock.turn_to(THURSDAY + timedelta(minutes=58))
    async with room.database.transaction() as connection:  # too late now: the sweep may be at it
        late = Kept(arrived.digest, 1, "image/png", None, is_new=True)
        assert not await Scans(connection).add(late, arrived.name, b"\x01\x00\x01", UPLOAD, room.clock.now())
    assert await room.rows("scans") == 0
    assert await room.sweep() == 1
    assert await room.names() == set()


async def test_erasing_takes_a_dossiers_scans_unless_somebody_else_refers_to_them(room: Room) -> None:
    shared, own = await room.take(a_png(1)), await room.take(a_png(2))
    mine, other = uuid4(), uuid4()
    async with room.database.transaction() as connection:
        await Scans(connection).link(mine, [shared.digest, own.digest])
        await Scans(connection).link(other, [shared.digest])
    room.clock.turn_to(THURSDAY + 2 * DAY)
    async with room.database.transaction() as connection:
        assert await unlink_scans(connection, mine, room.clock.now()) == 1
        assert await scans_of(connection, mine) == []
        assert [scan.digest for scan in await scans_of(connection, other)] == [shared.digest]
    assert await room.sweep() == 1
    assert len(await room.names()) == 1


async def test_erasing_leaves_what_a_desk_uploaded_today_for_another_dossier(room: Room) -> None:
    kept, owner = await room.take(a_png(1)), uuid4()
    async with room.database.transaction() as connection:
        await Scans(connection).link(owner, [kept.digest])
    room.clock.turn_to(THURSDAY + 2 * DAY)
    await room.take(a_png(1), Upload(COMMUNE, "canbo.b", room.clock.now()))
    async with room.database.transaction() as connection:
        assert await unlink_scans(connection, owner, room.clock.now()) == 0
    assert await room.sweep() == 0
    room.clock.turn_to(THURSDAY + 4 * DAY)
    assert await room.sweep() == 1


async def test_the_same_content_from_many_sides_at_once_is_one_scan_that_opens(
    fresh_database: PooledDatabase, settings: Settings, clock: SetClock
) -> None:
    await furnish_town(fresh_database)
    room = Room(fresh_database, Archive.of(settings), Vault(settings.key_ring), clock, settings)
    content = a_jpeg(400_000)
    kept = await asyncio.gather(*(room.take(content, Upload(DESK, f"canbo.{n}", THURSDAY)) for n in range(6)))
    assert sum(one.is_new for one in kept) == 1
    assert len({one.digest for one in kept}) == await room.rows("scans") == 1
    scan = await room.linked(content)
    assert await room.opened(scan) == content
    await room.sweep()
    assert await room.names() == {scan.object}
    assert await room.opened(scan) == content


@pytest.mark.parametrize("kind", ["folder"])
async def test_uploads_links_erasures_and_sweeps_at_once_never_lose_what_is_referred_to(
    fresh_database: PooledDatabase, settings: Settings, clock: SetClock, kind: str, is_long: bool
) -> None:
    """Six hands over three contents, and a clock that runs: what was wanted can be linked, what is linked opens."""
    await furnish_town(fresh_database)
    room = Room(fresh_database, Archive.of(settings), Vault(settings.key_ring), clock, settings)

    async def work(hand: int) -> None:
        chance, owners = random.Random(hand), list[UUID]()
        for _ in range(300 if is_long else 40):
            act = chance.choice(["take", "take", "link", "link", "erase", "sweep"])
            now = clock.now()
            if act == "take":
                clock.turn_to(now + timedelta(minutes=25))
                with suppress(Unavailable):  # too late in the store, by this clock
                    await room.take(a_png(10, chance.randrange(3)), Upload(DESK, f"canbo.{hand}", now))
            elif act == "link":
                owners.append(await refer(room, a_png(10, chance.randrange(3)), now))
            elif act == "erase" and owners:
                async with fresh_database.transaction() as connection:
                    await unlink_scans(connection, owners.pop(), now)
            else:
                clock.turn_to(now + timedelta(hours=3))
                await room.sweep()

    await asyncio.gather(*(work(hand) for hand in range(6)))
    async with fresh_database.reading() as connection:
        owners = await connection.fetch("select distinct owner from intake.scan_links")
        linked = [scan for row in owners for scan in await scans_of(connection, row["owner"])]
    for scan in linked:
        assert hashlib.sha256(await room.opened(scan)).hexdigest() == scan.digest
    clock.turn_to(clock.now() + 2 * DAY)
    await room.sweep()
    assert await room.names() == {scan.object for scan in linked}
    assert await room.rows("scan_leftovers") == 0


async def refer(room: Room, content: bytes, now: datetime) -> UUID:
    """As a receipt does: look for the scan, then write down that it is referred to."""
    owner, digest = uuid4(), hashlib.sha256(content).hexdigest()
    async with room.database.holding() as connection:
        found = await Scans(connection).want([digest], ["VN"], now)
    if found:
        await asyncio.sleep(0)
        async with room.database.transaction() as connection:
            await Scans(connection).link(owner, found)
    return owner


@pytest.mark.parametrize("kind", ["folder"])
async def test_the_counter_sweeps_by_itself(
    fresh_database: PooledDatabase,
    station: Callable[..., Station],
    settings: Settings,
    clock: SetClock,
    kind: str,
) -> None:
    await furnish_town(fresh_database)
    room = Room(fresh_database, Archive.of(settings), Vault(settings.key_ring), clock, settings)
    await room.take(a_png())
    clock.turn_to(THURSDAY + 2 * DAY)
    work = asyncio.create_task(ScanSweep(room.archive).run(station("intake", fresh_database, clock=clock)))
    async with asyncio.timeout(30):
        while await room.names():
            await asyncio.sleep(0.02)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert await room.rows("scans") == 0


async def test_a_store_that_is_away_is_said_so_and_nothing_is_written_down(
    room: Room, kind: str, tmp_path: Path
) -> None:
    if kind == "folder":
        room.settings.files.mkdir(parents=True, exist_ok=True)
        (room.settings.files / "scans").write_text("not a folder")
    else:
        away = in_a_bucket(room.settings, "http://127.0.0.1:9", tmp_path)
        room.archive = Archive(room.archive.spool, Archive.of(away).store)
    with pytest.raises(Unavailable) as refusal:
        await room.take(a_png())
    assert refusal.value.code == "scan_store_unavailable"
    assert await room.rows("scans") == 0


HANGS = """
import asyncio, sys
from pathlib import Path
from services.intake.repository.scans.scan_spool import ScanSpool
from tests.intake.scans import a_pdf

async def chunks():
    yield a_pdf(1, 500_000)[:400_000]
    print("half", flush=True)
    await asyncio.sleep(60)

async def main():
    async with ScanSpool(Path(sys.argv[1])).taking(chunks()):
        pass

asyncio.run(main())
"""


@pytest.mark.parametrize("kind", ["folder"])
async def test_a_process_killed_in_the_middle_of_an_upload_leaves_only_sealed_bytes_in_the_spool(room: Room) -> None:
    spool = room.settings.files / "scans-arriving"
    command = (sys.executable, "-c", HANGS, str(spool))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    assert await process.stdout.readline() == b"half\n"
    process.kill()
    await process.wait()
    (left,) = spool.iterdir()
    assert b"PDF" not in left.read_bytes()[:SEGMENT_BYTES]
    assert await room.names() == set()
    os.utime(left, (THURSDAY.timestamp(),) * 2)
    await room.sweep()
    assert left.exists()
    room.clock.turn_to(THURSDAY + DAY + timedelta(seconds=1))
    await room.sweep()
    assert not left.exists()


@pytest.mark.parametrize("kind", ["folder"])
@pytest.mark.parametrize(
    "url",
    ["http://x/y", "s3://", "s3://bucket?endpont=http://x", "s3://bucket?endpoint=http://x"],
    ids=["scheme", "no bucket", "unknown option", "no key"],
)
def test_a_store_that_is_not_understood_is_refused_at_the_start(settings: Settings, kind: str, url: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Archive.of(replace(settings, scans_url=url))
    assert refusal.value.code == "scans_url_not_valid"
