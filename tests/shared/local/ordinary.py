"""Both engines as a user without rights: ordinary.py ROOT. Root steps down to uid 65534 first, for good."""

import asyncio
import os
import sys
from pathlib import Path

import asyncpg
import httpx2

from shared.local.nats import EmbeddedNats, assert_sync_always
from shared.local.postgres import EmbeddedPostgres

NOBODY = 65534


async def note(url: str) -> int:
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE IF NOT EXISTS noted (n int); INSERT INTO noted VALUES (1)")
    count: int = await connection.fetchval("SELECT count(*) FROM noted")
    await connection.close()
    return count


def step_down() -> None:
    """After the imports: the interpreter itself may lie where only root can read."""
    "127.0.0.1".encode("idna")
    httpx2.Client(trust_env=False).close()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


root = Path(sys.argv[1])
step_down()
for _ in range(2):
    with EmbeddedPostgres(root / "postgres") as postgres, EmbeddedNats(root / "nats") as nats:
        assert_sync_always(nats.monitor_url)
        print(os.geteuid(), asyncio.run(note(postgres.url)), (postgres.data / "PG_VERSION").stat().st_uid)
