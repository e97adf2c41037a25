"""Fills a town's books with made-up dossiers, straight into the tables: rows first, then indexes and statistics."""

import sys
import time
from collections.abc import AsyncIterator
from importlib import import_module

import asyncpg

from services.intake.vault.vault import Vault
from tests.benchmarks.made_up import COLUMNS, Matter, Place, Registry, weights

_OFFICES = """
select code, level, path[2] as province from intake.offices
where valid_to is null and level in ('commune', 'province') order by code
"""
_PROCEDURES = "select code, name, field from intake.procedures where valid_to is null order by code limit 220"
_COMMUNES, _BUSY = 0.84, 0.004  # of all dossiers: at communes; at the one busy desk
# Shares of the procedures that a commune sees most (load model), then a long tail.
_MIX = (42, 7, 5, 6.5, 3.3, 3.4, 6, 6, 2, 1.4, 1.8, 0.6, 1.6, 0.7, 0.8, 1.2, 2, 1, 0.8)
# Nine in ten are over; of the last month's most are open.
_STANDINGS = """
insert into intake.standings (dossier, version, state, office, desk, procedure, accepted_at, due_on, due_at, ended_at,
  returned_at)
select id, 3, case when is_open then (array['accepted', 'accepted', 'accepted', 'in_process', 'in_process',
      'in_process', 'in_process', 'in_process', 'handed_over', 'awaiting_supplement'])[1 + floor(dice * 10)::int]
    when dice < 0.93 then 'returned' when dice < 0.97 then 'ready' when dice < 0.98 then 'stopped'
    when dice < 0.99 then 'withdrawn' else 'refused' end,
  office, desk, procedure, accepted_at, due_on, due_at, case when not is_open then due_at end,
  case when not is_open and dice < 0.93 then due_at end
from (select id, office, desk, procedure, accepted_at, due_on, due_at, random() as dice,
    random() < case when accepted_at > now() - interval '30 days' then 0.85 else 0.04 end as is_open
  from intake.dossiers order by accepted_at) as d
"""
_IS_LOADED = "select exists (select from intake.dossiers where received_by = 'bench' offset $1 - 1)"
_CARDS = import_module("migrations.versions.20261128_1000_intake_finding").CARDS
_TABLES = ("dossiers", "cards", "words", "standings")


async def load_dossiers(url: str, vault: Vault, count: int) -> bool:
    """As the owner, once (False where they stand there). WAL is spared by truncating in the same transaction."""
    connection = await asyncpg.connect(url)
    if await connection.fetchval(_IS_LOADED, count):
        return False
    await connection.execute("set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronize_seqscans = off")
    indexes = await _drop_indexes(connection)
    await connection.execute("alter table intake.dossiers disable trigger user")
    async with connection.transaction():
        await connection.execute("truncate " + ", ".join(f"intake.{name}" for name in _TABLES) + " cascade")
        registry = Registry(await _places(connection), await _matters(connection), vault, count)
        await connection.copy_to_table(
            "dossiers", schema_name="intake", columns=COLUMNS, source=_with_progress(registry, count)
        )
        await _step(connection, "cards", _CARDS)
        await _step(connection, "standings", _STANDINGS)
    await connection.execute("alter table intake.dossiers enable trigger user")
    for index in indexes:
        await _step(connection, index.split()[2], index)
    for name in _TABLES:
        await _step(connection, f"statistics of {name}", f"vacuum (freeze, analyze) intake.{name}")
    await connection.close()
    return True


async def sizes(url: str) -> dict[str, float]:
    """GB of tables and indexes together, by table."""
    connection = await asyncpg.connect(url)
    names = ", ".join(f"'{name}'" for name in _TABLES)
    rows = await connection.fetch(f"""
        select relname, pg_relation_size(oid) / 1e9 as heap, pg_indexes_size(oid) / 1e9 as indexes from pg_class
        where relnamespace = 'intake'::regnamespace and relkind = 'r' and relname in ({names})""")
    await connection.close()
    return {f"{row['relname']} {part}": float(row[part]) for row in rows for part in ("heap", "indexes")}


async def _drop_indexes(connection: asyncpg.Connection) -> list[str]:  # type: ignore[type-arg]
    rows = await connection.fetch(
        "select indexname, indexdef from pg_indexes where schemaname = 'intake' and indexname like 'ix_%' "
        "and tablename = any($1)",
        list(_TABLES),
    )
    for row in rows:
        await connection.execute(f"drop index intake.{row['indexname']}")
    return [row["indexdef"] for row in rows]


async def _places(connection: asyncpg.Connection) -> list[Place]:  # type: ignore[type-arg]
    rows = await connection.fetch(_OFFICES)
    places = []
    for level, share in (("commune", _COMMUNES - _BUSY), ("province", 1 - _COMMUNES)):
        found = [row for row in rows if row["level"] == level]
        sizes = weights(len(found), len(level))
        total = sum(sizes)
        places += [
            Place(row["code"], level, row["province"], share * size / total)
            for row, size in zip(found, sizes, strict=True)
        ]
    first = places[0]
    return [Place(first.code, first.level, first.province, _BUSY), *places[1:]]


async def _matters(connection: asyncpg.Connection) -> list[Matter]:  # type: ignore[type-arg]
    rows = await connection.fetch(_PROCEDURES)
    mix = [*_MIX, *[0.05] * (len(rows) - len(_MIX))]
    return [
        Matter(row["code"], row["name"].replace("\t", " ").replace("\\", ""), row["field"], weight)
        for row, weight in zip(rows, mix, strict=True)
    ]


async def _with_progress(registry: Registry, count: int) -> AsyncIterator[bytes]:
    started, done = time.monotonic(), 0
    for lines in registry.lines():
        yield lines
        done = min(done + 10_000, count)
        bar = "█" * (30 * done // count)
        _say(f"  dossiers {bar:30} {done:>9,} in {time.monotonic() - started:4.0f} s")
    _say("\n" if sys.stderr.isatty() else "")


async def _step(connection: asyncpg.Connection, name: str, sql: str) -> None:  # type: ignore[type-arg]
    started = time.monotonic()
    await connection.execute(sql)
    print(f"  {name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text}", end="", file=sys.stderr, flush=True)
