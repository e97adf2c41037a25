"""Runs the migrations of all services in one history, one runner at a time, with lock and statement timeouts."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from migrations.metadata import all_metadata

_ONE_AT_A_TIME = 7_205_759_403_792_793
_OURS = {"intake", "processing", "stats", "portal"}


def _address() -> str:
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ["MOTCUA_DATABASE_URL"]
    scheme, rest = url.split("://", 1)
    return f"postgresql+asyncpg://{rest}" if scheme in {"postgres", "postgresql"} else url


def _migrate(connection: Connection) -> None:
    # A second runner waits here and then finds nothing to do.
    connection.execute(text(f"select pg_advisory_lock({_ONE_AT_A_TIME})"))
    connection.execute(text("set lock_timeout = '5s'"))
    connection.execute(text("set statement_timeout = '120s'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=all_metadata(),
        include_schemas=True,
        include_name=lambda name, kind, _: kind != "schema" or name in _OURS,
        compare_server_default=False,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text(f"select pg_advisory_unlock({_ONE_AT_A_TIME})"))
    connection.commit()


async def _run() -> None:
    engine = create_async_engine(_address(), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_migrate)
    await engine.dispose()


asyncio.run(_run())
