"""Passwords of the services' database roles."""

from pathlib import Path

import asyncpg
import pytest

from shared.errors import NotFound
from shared.local.home import Home
from shared.local.postgres import EmbeddedPostgres
from shared.local.roles import let_roles_in, url_for


async def test_roles_get_in_by_passwords_that_stay_the_same(tmp_path: Path) -> None:
    home = Home(tmp_path / "var")
    with EmbeddedPostgres(home.postgres, durable=False) as postgres:
        owner = await asyncpg.connect(postgres.url)
        await owner.execute("CREATE ROLE desk_a LOGIN; CREATE ROLE desk_b LOGIN")
        await owner.close()
        urls = await let_roles_in(home, postgres.url, ["desk_a", "desk_b"])
        for role, url in urls.items():
            connection = await asyncpg.connect(url)
            assert await connection.fetchval("SELECT current_user::text") == role
            await connection.close()
        assert await let_roles_in(home, postgres.url, ["desk_a", "desk_b"]) == urls
        assert home.secrets.stat().st_mode & 0o777 == 0o600
        with pytest.raises(NotFound, match="desk_c"):
            await let_roles_in(home, postgres.url, ["desk_c"])


def test_the_role_url_keeps_address_and_options() -> None:
    owner = "postgresql://owner:p%40w@db.example:6000/motcua?sslmode=require"
    assert url_for(owner, "desk_a", "x/y") == "postgresql://desk_a:x%2Fy@db.example:6000/motcua?sslmode=require"
