"""Worklists among a million open dossiers: p50 and p99 of lists and counts over HTTP, for every kind of caller.

python -m tests.benchmarks.worklists [--dossiers 1000000]
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
import httpx2

from tests.benchmarks.receive import percentile
from tests.support.town import Town, a_town

ASKED = 200
# Communes have 84 in a hundred, one desk is busy; due dates lie around today as offices have them, some are late.
_DOSSIERS = """
insert into processing.dossiers (id, code, office, desk, procedure, procedure_version, field, level, channel, origin,
  accepted_at, term, counts_by, version, state, last_act_at, due_at, due_on, dues, waits, letters, supplement_requests,
  moves, route)
select uuidv7(), 'BENCH-' || n, office, office, '1.00' || (1000 + n % 220), 1, 'Lĩnh vực', level, 'direct', 'counter',
  accepted_at, '{"unit": "working_day", "amount": 10, "cutoff": "15:00"}', 'day', 3, state, accepted_at, due_at,
  (due_at at time zone 'Asia/Ho_Chi_Minh')::date, jsonb_build_array(jsonb_build_array(accepted_at, due_at,
    (due_at at time zone 'Asia/Ho_Chi_Minh')::date)),
  case when state = 'awaiting_supplement' then jsonb_build_array(jsonb_build_array('supplement', accepted_at, null))
    else '[]' end, '[]', 0, '[]', '01890000-0000-7000-8000-00000000c0de'
from (
  select n, o.code as office, o.level, now() - (random() * 40) * interval '1 day' as accepted_at,
    date_trunc('day', now()) + interval '10 hours' + floor(random() * 30 - 6) * interval '1 day' as due_at,
    (array['accepted', 'in_process', 'in_process', 'in_process', 'in_process', 'awaiting_supplement'])[1 + n % 6]
      as state
  from generate_series(1, $1) n
  join (select code, level, row_number() over (partition by level = 'commune' order by code) as k,
      count(*) over (partition by level = 'commune') as size
    from processing.offices where valid_to is null and level in ('commune', 'province', 'department')) o
    on (o.level = 'commune') = (n % 100 < 84) and o.k = 1 + (case when n % 50 = 0 then 0 else n / 7 end) % o.size) as d
"""
_STEPS = """
insert into processing.steps (dossier, number, kind, stage, name, office, role, assignee, begun_at, due_at, due_on,
  counts_by, ended_at, ended_by, ending, procedure, state, waits_on)
select id, step, 'stage', step, (array['Tiếp nhận, chuyển hồ sơ', 'Thẩm định, giải quyết'])[step], office,
  (array['clerk', 'officer'])[step], case when step = 2 and n % 10 > 0 then 'cb.' || office || '.' || n % 5 end,
  accepted_at, due_at, due_on, 'day', case when step < last then accepted_at end, case when step < last then 'cb' end,
  case when step < last then 'done' end, procedure, case when step = last then state end,
  case when step = last and state = 'awaiting_supplement' then 'applicant' end
from (select *, row_number() over () as n, case when state = 'accepted' then 1 else 2 end as last
  from processing.dossiers where code like 'BENCH-%') d cross join lateral generate_series(1, last) step
"""
_BUSY = "select office from processing.steps where ending is null group by 1 order by count(*) desc limit 1"
_OFFICES = """
select o.code, o.path[2] as province from processing.offices o
where o.level = 'commune' and o.valid_to is null order by md5(o.code) limit 200
"""


async def load(url: str, count: int) -> None:
    """As the owner; drops the rows of an earlier run with the town."""
    connection = await asyncpg.connect(url)
    for table, statement, values in (("dossiers", _DOSSIERS, (count,)), ("steps", _STEPS, ())):
        began = time.monotonic()
        await connection.execute(statement, *values)
        await connection.execute(f"vacuum (freeze, analyze) processing.{table}")
        print(f"  {table} loaded in {time.monotonic() - began:.0f} s")
    await connection.close()


async def callers(url: str) -> tuple[list[asyncpg.Record], str]:
    connection = await asyncpg.connect(url)
    offices, busy = await connection.fetch(_OFFICES), await connection.fetchval(_BUSY)
    await connection.close()
    return offices, busy


def ask(town: Town, path: str, office: str, subject: str) -> tuple[float, dict[str, Any]]:
    headers = town.headers("leader", offices=[office], subject=subject)
    began = time.perf_counter()
    answer = town.client.get(f"{town.url('processing')}{path}", headers=headers)
    took = time.perf_counter() - began
    assert answer.status_code == httpx2.codes.OK, answer.text
    return took, answer.json()


def measure(town: Town, name: str, path: str, who: Callable[[random.Random], tuple[str, str]], times: int) -> None:
    chance = random.Random(name)
    first, deep, counts, totals = [], [], [], []
    for _ in range(times):
        office, subject = who(chance)
        took, page = ask(town, f"{path}?limit=50", office, subject)
        first.append(took)
        if page["next"]:
            deep.append(ask(town, f"{path}?limit=50&cursor={page['next']}", office, subject)[0])
        took, counted = ask(town, f"{path}/counts", office, subject)
        counts.append(took)
        totals.append(counted["total"])
    told = "; ".join(
        f"{what} p50 {1e3 * median(each):.1f}, p99 {1e3 * percentile(sorted(each), 0.99):.1f} ms"
        for what, each in (("first page", first), ("next page", deep), ("counts", counts))
        if each
    )
    print(f"  {name} ({min(totals)}–{max(totals)} steps): {told}")


def bench_worklists(town: Town, count: int, times: int = ASKED) -> None:
    """Fills processing's tables beside what the town has, and asks."""
    running = town.home.running()
    assert running
    print(f"Worklists among {count:,} open dossiers, {times} questions a line, one at a time, over HTTP:")
    asyncio.run(load(running.database_url, count))
    offices, busy = asyncio.run(callers(running.database_url))
    few = max(5, times // 10)

    def commune(chance: random.Random) -> tuple[str, str]:
        return chance.choice(offices)["code"], "leader"

    def officer(chance: random.Random) -> tuple[str, str]:
        code = chance.choice(offices)["code"]
        return code, f"cb.{code}.{chance.randrange(5)}"

    measure(town, "mine, officer of a commune", "/worklists/mine", officer, times)
    measure(town, "unit, commune", "/worklists/unit", commune, times)
    measure(town, "unit, the busiest office", "/worklists/unit", lambda _: (busy, "leader"), times)
    measure(town, "unit, province", "/worklists/unit", lambda c: (c.choice(offices)["province"], "leader"), few)
    measure(town, "unit, nation", "/worklists/unit", lambda _: ("VN", "leader"), 5)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=1_000_000)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_worklists(town, chosen.dossiers)
