"""What looking after personal data costs: `python -m tests.benchmarks.privacy [--rows 200000]`.

Rows a second of a key rotation's walk and of erasing, seconds of an export of a full file, and what the log of views
adds to reading a dossier. In one process over an embedded PostgreSQL with fsync and synchronous_commit on.
"""

import argparse
import asyncio
import os
import resource
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.domain.dossiers.applicant import Applicant
from services.intake.domain.privacy.erasure import Ground, Order
from services.intake.domain.privacy.exports import LARGEST_FILE, ExportForm
from services.intake.domain.privacy.views import Seen
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.queries.privacy.exports import Listed
from services.intake.repository.outgoing import Outgoing
from services.intake.unit_of_work.erasing import erase
from services.intake.unit_of_work.seeing import See
from services.intake.unit_of_work.work import Work
from services.intake.usecases.privacy.export_dossiers import Exporting, export_dossiers
from services.intake.usecases.privacy.reseal_places import reseal_places
from services.intake.vault.people import seal_people
from services.intake.vault.vault import Vault
from shared.callers import Caller, Role
from shared.clock import SystemClock
from shared.db.database import PooledDatabase
from shared.ids import new_id
from shared.local.key_ring import add_key, make_ring
from shared.local.postgres import EmbeddedPostgres
from tests.support.engines import as_role, make_template

START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
LEADER = Caller("canbo.a", frozenset({Role.LEADER}), frozenset({"VN"}))
_INSERT = """
insert into intake.dossiers (id, code, office, desk, procedure, procedure_version, procedure_name, field, level,
  channel, accepted_at, counts_by, origin, received_by, applicant_name, applicant_kind, identity_sealed,
  identity_is_odd, phone, address, sets, papers, marks, ended_at, outcome)
select id, 'B-' || n, 'H62.' || n % 200, 'H62.' || n % 200, '1.001612', 1, 'Đăng ký khai sinh', 'Hộ tịch', 'commune',
  'direct', $1::timestamptz + n * interval '1 second', 'day', 'counter', 'canbo.a', name, 'citizen', sealed, false,
  '+84912000123', 'Thôn Mẫu, xã Mẫu', 1, '[]', string_to_array(marks, ' '), $1::timestamptz + n * interval '1 second',
  'result'
from unnest($2::int[], $3::uuid[], $4::text[], $5::bytea[], $6::text[]) as t(n, id, name, sealed, marks)
"""


async def fill(database: PooledDatabase, vault: Vault, rows: int) -> list[UUID]:
    ids: list[UUID] = []
    for first in range(0, rows, 5000):
        batch = []
        for n in range(first, min(first + 5000, rows)):
            id_ = new_id()
            applicant = Applicant(f"Nguyễn Văn Mẫu {n % 997}", identity_number=f"0261{n:08}", phone="+84912000123")
            people = seal_people(vault, id_, applicant, None)
            batch.append((n, id_, applicant.name, people.identity_sealed, " ".join(people.marks)))
        async with database.transaction() as connection:
            await connection.execute(_INSERT, START, *map(list, zip(*batch, strict=True)))
        ids += [row[1] for row in batch]
    return ids


async def bench_walk(database: PooledDatabase, vault: Vault, ring: Path, rows: int) -> None:
    while await reseal_places(database, vault):
        pass
    add_key(ring, TODAY)
    vault.refresh()
    spent, began, longest = time.process_time(), time.monotonic(), 0.0
    while True:
        batch = time.monotonic()
        if not await reseal_places(database, vault):
            break
        longest = max(longest, time.monotonic() - batch)
    seconds = time.monotonic() - began
    print(
        f"rotation: {rows} rows in {seconds:.1f} s, {rows / seconds:.0f} rows/s, longest batch {longest * 1000:.0f} ms"
    )
    print(f"          {(time.process_time() - spent) / rows * 1e6:.0f} µs of Python a row")


async def bench_views(database: PooledDatabase, vault: Vault, ids: list[UUID]) -> None:
    see = See(database, SystemClock(), LEADER)

    async def read(id_: UUID, *, logged: bool) -> float:
        began = time.monotonic()
        async with database.reading() as connection:
            await find_dossier(connection, vault, str(id_), ["VN"])
        if logged:
            await see(id_, Seen.DOSSIER)
        return time.monotonic() - began

    for logged in (False, True):
        alone = sorted([await read(id_, logged=logged) for id_ in ids[:1000]])
        began = time.monotonic()
        for first in range(0, 4000, 8):
            await asyncio.gather(*(read(id_, logged=logged) for id_ in ids[first : first + 8]))
        rate = 4000 / (time.monotonic() - began)
        words = "with" if logged else "without"
        print(
            f"reading {words} the log: p50 {alone[500] * 1000:.2f} ms, p99 {alone[990] * 1000:.2f} ms alone;", end=" "
        )
        print(f"{rate:.0f} a second by eight")


async def bench_exports(database: PooledDatabase, vault: Vault, folder: Path) -> None:
    exporting = Exporting(database, vault, SystemClock(), LEADER, Outgoing(folder))
    sought = Listed(None, None, START, START + timedelta(seconds=LARGEST_FILE), None, None)
    for form in ExportForm:
        began = time.monotonic()
        made = await export_dossiers(exporting, sought, form)
        size = os.fstat(made.file.fileno()).st_size
        made.file.close()
        seconds, peak = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"export of {LARGEST_FILE} rows as {form}: {seconds:.1f} s, {size / 1e6:.1f} MB, writer {peak:.0f} MB")


async def bench_erasing(database: PooledDatabase, ids: list[UUID]) -> None:
    began, many = time.monotonic(), min(len(ids), 20_000)
    for first in range(0, many, 200):
        async with database.transaction() as connection:
            work = Work(connection, SystemClock().now())
            await erase(work, ids[first : first + 200], Order(Ground.RETENTION, "thử", None, "bench"))
    print(f"erasing: {many / (time.monotonic() - began):.0f} dossiers/s")


async def main(rows: int) -> None:
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}, fsync on")
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder) / "postgres") as engine:
        template = await make_template(engine)
        ring = Path(folder) / "ring.json"
        make_ring(ring, TODAY)
        vault = Vault(ring)
        database = await PooledDatabase.open(as_role(template.url, "intake"))
        ids = await fill(database, vault, rows)
        owner = await asyncpg.connect(template.url)
        await owner.execute("vacuum analyze intake.dossiers")
        await owner.close()
        await bench_views(database, vault, ids)
        await bench_exports(database, vault, Path(folder))
        await bench_walk(database, vault, ring, rows)
        await bench_erasing(database, ids)
        await database.close()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=200_000)
    asyncio.run(main(arguments.parse_args().rows))
