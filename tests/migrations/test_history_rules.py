"""What the database itself says of history in processing: nothing that is append-only is ever changed or taken away."""

import asyncpg
import pytest

from services.processing.tables.schema import ProcessingRows
from tests.support.engines import as_role

APPEND_ONLY = sorted(
    mapper.class_.__tablename__
    for mapper in ProcessingRows.registry.mappers
    if issubclass(mapper.class_, ProcessingRows) and "append-only" in (mapper.class_.__doc__ or "").lower()
)
_REFUSED = """
select bit_or(t.tgtype)::int & (8 | 16 | 32) from pg_trigger t
where t.tgrelid = $1::regclass and t.tgfoid = 'processing.refuse_rewriting'::regproc and t.tgenabled = 'O'
"""
DELETE_UPDATE_TRUNCATE = 8 | 16 | 32


def test_history_is_declared_append_only() -> None:
    assert {"transitions", "routes", "outages"} <= set(APPEND_ONLY)


@pytest.mark.parametrize("table", APPEND_ONLY)
async def test_the_service_can_neither_change_nor_take_away_history(shared_clone: str, table: str) -> None:
    connection = await asyncpg.connect(as_role(shared_clone, "processing"))
    try:
        column = await connection.fetchval(
            "select column_name from information_schema.columns where table_schema = 'processing' and table_name = $1"
            " and is_identity = 'NO'",
            table,
        )
        for attack in (
            f'update processing.{table} set "{column}" = "{column}"',
            f"delete from processing.{table}",
            f"truncate processing.{table}",
            f"drop table processing.{table}",
            f"alter table processing.{table} disable trigger all",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(attack)
    finally:
        await connection.close()


@pytest.mark.parametrize("table", APPEND_ONLY)
async def test_whoever_else_may_write_is_stopped_by_triggers(shared_clone: str, table: str) -> None:
    connection = await asyncpg.connect(shared_clone)
    try:
        assert await connection.fetchval(_REFUSED, f"processing.{table}") == DELETE_UPDATE_TRUNCATE
        with pytest.raises(asyncpg.PostgresError):
            await connection.execute(f"truncate processing.{table} cascade")
    finally:
        await connection.close()


async def test_the_owner_cannot_rewrite_a_published_route_either(shared_clone: str) -> None:
    connection = await asyncpg.connect(shared_clone)
    try:
        for attack in ("update processing.routes set name = 'x'", "delete from processing.routes"):
            with pytest.raises(asyncpg.PostgresError, match="append-only"):
                await connection.execute(attack)
    finally:
        await connection.close()
