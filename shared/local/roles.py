"""Passwords of the database roles: one per service, random, kept in the home, never in a migration."""

import json
import secrets
from collections.abc import Iterable
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

from shared.errors import NotFound
from shared.local.home import Home
from shared.local.secret_file import write_secret


async def let_roles_in(home: Home, owner_url: str, roles: Iterable[str]) -> dict[str, str]:
    """Give each role its password and return its URL. The migrations made the roles; only the owner may do this."""
    kept = _kept_passwords(home, roles)
    connection = await asyncpg.connect(owner_url)
    try:
        for role, password in kept.items():
            await _set_password(connection, role, password)
    finally:
        await connection.close()
    return {role: url_for(owner_url, role, password) for role, password in kept.items()}


def url_for(owner_url: str, role: str, password: str) -> str:
    """The owner's URL with another user."""
    parts = urlsplit(owner_url)
    address = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role, safe='')}:{quote(password, safe='')}@{address}"))


def _kept_passwords(home: Home, roles: Iterable[str]) -> dict[str, str]:
    written: dict[str, str] = json.loads(home.secrets.read_text("utf-8")) if home.secrets.exists() else {}
    kept = {role: written.get(role) or secrets.token_urlsafe(24) for role in roles}
    write_secret(home.secrets, json.dumps({**written, **kept}, indent=2))
    return kept


async def _set_password(connection: asyncpg.Connection, role: str, password: str) -> None:
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
        raise NotFound("database_role_missing", f"Cơ sở dữ liệu chưa có vai trò {role}: chưa chạy hết migration.")
    # ALTER ROLE takes no parameters: the server itself quotes both words
    act = await connection.fetchval("SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)", role, password)
    await connection.execute(act)
