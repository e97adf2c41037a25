"""The migrations make just what `tables.py` says, once, however many run them at the same time."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import pytest

from shared.local.postgres import EmbeddedPostgres
from tests.support.engines import ROOT, SERVICES, Template, as_role, in_database, migrate


def test_migrations_and_tables_do_not_drift_apart(template: Template) -> None:
    command = [sys.executable, "-m", "alembic", "check"]
    environment = {**os.environ, "MOTCUA_DATABASE_URL": template.url}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


async def test_two_deployers_at_once_leave_one_good_schema(engine: EmbeddedPostgres) -> None:
    connection = await asyncpg.connect(engine.url)
    await connection.execute("create database race")
    url = in_database(engine.url, "race")
    with ThreadPoolExecutor(3) as deployers:
        list(deployers.map(migrate, [url] * 3))
    await connection.execute("drop database race with (force)")
    await connection.close()


@pytest.mark.parametrize("reader", SERVICES)
async def test_a_service_cannot_read_another_schema(shared_clone: str, reader: str) -> None:
    connection = await asyncpg.connect(as_role(shared_clone, reader))
    for other in SERVICES:
        if other == reader:
            await connection.execute(f"select from {other}.facts")
        else:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"select from {other}.facts")
    await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_cannot_rewrite_its_own_facts(shared_clone: str, service: str) -> None:
    connection = await asyncpg.connect(as_role(shared_clone, service))
    for attack in ("update {}.facts set seq = 1", "delete from {}.facts", "truncate {}.facts", "drop table {}.facts"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(attack.format(service))
    await connection.close()
