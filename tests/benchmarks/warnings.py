"""The watch over a million open dossiers: time and memory of a first pass, of one with no news, and of a morning.

python -m tests.benchmarks.warnings [--dossiers 1000000]
"""

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Awaitable
from datetime import datetime
from pathlib import Path
from statistics import median

import asyncpg

from services.processing.domain.warnings.deserved import USUAL_WATCH
from services.processing.queries.warnings import Wanted, count_warnings, open_warnings
from services.processing.usecases.raise_warnings import raise_warnings
from services.processing.usecases.tell_officials import tell_officials
from shared.clock import SetClock
from shared.db.database import PooledDatabase
from shared.local.postgres import EmbeddedPostgres
from shared.worktime import LEGAL_ZONE
from tests.support.engines import as_role, make_template

MONDAY = datetime(2026, 11, 30, 6, 30, tzinfo=LEGAL_ZONE)
# As the country has them: 34 provinces, 3,321 communes; in each commune five officials and a head.
_OFFICES = """
insert into processing.offices (code, seq, name, level, parent, path, valid_from, heirs, hours)
select code, 1, code, level, path[cardinality(path) - 1], path, '2025-07-01', '{}', '[]' from (
  select 'VN' as code, 'nation' as level, array['VN'] as path
  union all select 'T' || t, 'province', array['VN', 'T' || t] from generate_series(1, 34) t
  union all select 'X' || x, 'commune', array['VN', 'T' || 1 + x % 34, 'X' || x] from generate_series(1, 3321) x) o
"""
_OFFICIALS = """
insert into processing.officials (account, id, version, name, email, offices, roles, media, at_once, changed_at,
  changed_by)
select 'cb.X' || x || '.' || n, uuidv7(), 1, 'Cán bộ', 'cb' || n || '.' || x || '@example.vn', array['X' || x],
  array[case n when 0 then 'leader' when 1 then 'clerk' else 'officer' end], array['email'], false, now(), 'bench'
from generate_series(1, 3321) x, generate_series(0, 5) n
"""
# One in twenty-five is late, the others fall due in the four weeks to come; one in ten waits for its applicant.
_DOSSIERS = """
insert into processing.dossiers (id, code, office, desk, procedure, procedure_version, field, level, channel, origin,
  accepted_at, term, counts_by, version, state, last_act_at, due_at, due_on, dues, waits, letters, supplement_requests,
  moves, route, ended_at, outcome)
select uuidv7(), state || '-' || n, office, office, '1.001612', 1, 'Lĩnh vực', 'commune', 'direct', 'counter',
  accepted_at, '{"unit": "working_day", "amount": 20, "cutoff": "15:00"}', 'day', 3, state, accepted_at, due_at,
  (due_at at time zone 'Asia/Ho_Chi_Minh')::date, jsonb_build_array(jsonb_build_array(accepted_at, due_at,
    (due_at at time zone 'Asia/Ho_Chi_Minh')::date)),
  case when state = 'awaiting_supplement' then jsonb_build_array(jsonb_build_array('supplement', accepted_at, null))
    else '[]' end, '[]', 0, '[]', '01890000-0000-7000-8000-00000000c0de',
  case when state = 'ready' then due_at end, case when state = 'ready' then 'result' end
from (
  select n, 'X' || 1 + n % 3321 as office, due_at - interval '28 days' as accepted_at, due_at, $3::text as state
  from (select n, $2::timestamptz + interval '10.5 hours'
      + case when n % 25 = 0 or $3 = 'ready' then -1 - n % 20 else n % 28 end * interval '1 day' as due_at
    from generate_series(1, $1) n) as each) as d
"""
_STEPS = """
insert into processing.steps (dossier, number, kind, stage, name, office, role, assignee, begun_at, due_at, due_on,
  counts_by, ended_at, ended_by, ending, procedure, state, waits_on)
select id, step, 'stage', step, (array['Tiếp nhận, chuyển hồ sơ', 'Thẩm định, giải quyết'])[step], office,
  (array['clerk', 'officer'])[step], case when step = 2 and n % 10 > 0 then 'cb.' || office || '.' || 2 + n % 4 end,
  accepted_at, due_at, due_on, 'day', case when step = 1 or state = 'ready' then accepted_at end,
  case when step = 1 or state = 'ready' then 'cb' end, case when step = 1 or state = 'ready' then 'done' end,
  procedure, case when step = 2 and state <> 'ready' then state end,
  case when step = 2 and state = 'awaiting_supplement' then 'applicant' end
from (select *, row_number() over () as n from processing.dossiers) d cross join lateral generate_series(1, 2) step
"""
_LISTS = {
    "mine, officer of a commune": Wanted(frozenset({"X7"}), "cb.X7.2", frozenset({"officer"})),
    "mine, head of a commune": Wanted(frozenset({"X7"}), "cb.X7.0", frozenset({"leader"})),
    "offices in reach, commune": Wanted(frozenset({"X7"})),
    "offices in reach, province": Wanted(frozenset({"T7"})),
    "offices in reach, nation": Wanted(frozenset({"VN"})),
}
_KINDS = "select kind, count(*) from processing.warnings where quietened_at is null group by 1 order by 2 desc"


async def load(url: str, count: int) -> None:
    """As the owner; beside the open ones come results that wait for somebody to take them."""
    connection = await asyncpg.connect(url, timeout=600)
    began = time.monotonic()
    await connection.execute(_OFFICES)
    await connection.execute(_OFFICIALS)
    for state, share in (("in_process", 0.9), ("awaiting_supplement", 0.1), ("ready", 0.05)):
        await connection.execute(_DOSSIERS, int(count * share), MONDAY, state)
    await connection.execute(_STEPS)
    for table in ("offices", "officials", "dossiers", "steps"):
        await connection.execute(f"vacuum (freeze, analyze) processing.{table}")
    print(f"  loaded in {time.monotonic() - began:.0f} s")
    await connection.close()


async def timed(name: str, work: Awaitable[int | None]) -> None:
    began, before = time.monotonic(), _peak_mib()
    found = await work
    spent = time.monotonic() - began
    print(f"  {name}: {found or 0:,} in {spent:.1f} s, peak memory {before:.0f} → {_peak_mib():.0f} MiB")


async def ask(pool: PooledDatabase, name: str, wanted: Wanted) -> None:
    """A first page and the counts, twenty times each."""
    pages, counts, total = [], [], 0
    for _ in range(20):
        async with pool.reading() as connection:
            began = time.perf_counter()
            await open_warnings(connection, wanted, None, 51)
            pages.append(time.perf_counter() - began)
            began = time.perf_counter()
            total = sum((await count_warnings(connection, wanted)).values())
            counts.append(time.perf_counter() - began)
    told = ", ".join(f"{what} p50 {1e3 * median(each):.1f} ms" for what, each in (("page", pages), ("counts", counts)))
    print(f"  {name} ({total:,} warnings): {told}")


def _peak_mib() -> float:
    """Of this process, which does nothing but the pass: PostgreSQL is others."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _bench(engine: EmbeddedPostgres, count: int) -> None:
    template = await make_template(engine)
    await load(template.url, count)
    clock = SetClock(MONDAY)
    pool = await PooledDatabase.open(as_role(template.url, "processing"), size=2)
    await timed("first pass, warnings raised", raise_warnings(pool, clock, USUAL_WATCH))
    async with pool.reading() as connection:
        kinds = await connection.fetch(_KINDS)
    print("    " + ", ".join(f"{row['kind']} {row['count']:,}" for row in kinds))
    await timed("pass with no news, warnings raised", raise_warnings(pool, clock, USUAL_WATCH))
    await timed("morning, people told", tell_officials(pool, clock, "https://motcua.example.vn"))
    for name, wanted in _LISTS.items():
        await ask(pool, name, wanted)
    clock.turn_to(MONDAY.replace(month=12, day=1))
    await timed("pass of the next morning, warnings raised", raise_warnings(pool, clock, USUAL_WATCH))
    await pool.close()


def bench_warnings(count: int) -> None:
    """On engines of its own: the watch of a town's service would go over the same dossiers."""
    print(f"Watch over {count:,} open dossiers, 3,321 communes with 19,926 officials:")
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder) / "postgres") as engine:
        asyncio.run(_bench(engine, count))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=1_000_000)
    bench_warnings(arguments.parse_args().dossiers)
