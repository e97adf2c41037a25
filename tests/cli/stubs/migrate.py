"""Migrations in miniature: the login roles, and a table that counts how often it was run."""

import asyncio
import os
import sys

import asyncpg


async def migrate() -> None:
    connection = await asyncpg.connect(os.environ["MOTCUA_DATABASE_URL"])
    await connection.execute("CREATE TABLE IF NOT EXISTS run (n int); INSERT INTO run DEFAULT VALUES")
    for role in ("motcua_intake", "motcua_processing", "motcua_stats", "motcua_portal"):
        if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
            await connection.execute(f"CREATE ROLE {role} LOGIN")
    await connection.close()


if "fail" in sys.argv:
    sys.exit("không sửa được bảng nào")
asyncio.run(migrate())
