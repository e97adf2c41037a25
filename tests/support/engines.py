"""The real PostgreSQL and NATS of a test session, and databases cloned from one migrated template."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

from shared.local.postgres import EmbeddedPostgres

ROOT = Path(__file__).parents[2]
PASSWORD = "test"
SERVICES = ("intake", "processing", "stats", "portal")


def migrate(url: str) -> None:
    """The real migrations, as `motcua up` runs them."""
    command = [sys.executable, "-m", "alembic", "upgrade", "head"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "MOTCUA_DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def in_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def as_role(url: str, service: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"motcua_{service}:{PASSWORD}@{parts.hostname}:{parts.port}"))


@dataclass(frozen=True)
class Template:
    """A migrated database that others are cloned from (70 ms each)."""

    owner_url: str
    name: str

    @property
    def url(self) -> str:
        return in_database(self.owner_url, self.name)

    async def clone(self) -> str:
        """The owner's address of a new database."""
        name = f"clone_{uuid4().hex[:12]}"
        connection = await asyncpg.connect(self.owner_url)
        try:
            await connection.execute(f'create database "{name}" template "{self.name}"')
        finally:
            await connection.close()
        return in_database(self.owner_url, name)

    async def drop(self, url: str) -> None:
        connection = await asyncpg.connect(self.owner_url)
        try:
            await connection.execute(f'drop database "{urlsplit(url).path[1:]}" with (force)')
        finally:
            await connection.close()


async def make_template(engine: EmbeddedPostgres) -> Template:
    template = Template(engine.url, "motcua_template")
    connection = await asyncpg.connect(engine.url)
    try:
        await connection.execute(f'create database "{template.name}"')
        migrate(template.url)
        for service in SERVICES:
            await connection.execute(f"alter role motcua_{service} password '{PASSWORD}'")
    finally:
        await connection.close()
    return template
