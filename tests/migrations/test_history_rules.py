"""What the database itself says of history: nothing that is append-only is ever changed or taken away."""

import asyncpg
import pytest

from services.processing.tables.schema import ProcessingRows
from services.stats.tables.schema import StatsRows
from tests.support.engines import as_role

APPEND_ONLY = sorted(
    (rows.metadata.schema, mapper.class_.__tablename__)
    for rows in (ProcessingRows, StatsRows)
    for mapper in rows.registry.mappers
    if issubclass(mapper.class_, rows) and "append-only" in (mapper.class_.__doc__ or "").lower()
)
_REFUSED = """
select bit_or(t.tgtype)::int & (8 | 16 | 32) from pg_trigger t
where t.tgrelid = $1::regclass and t.tgfoid = $2::regproc and t.tgenabled = 'O'
"""
DELETE_UPDATE_TRUNCATE = 8 | 16 | 32


def test_history_is_declared_append_only() -> None:
    told: dict[str, set[str]] = {"processing": set(), "stats": set()}
    for schema, table in APPEND_ONLY:
        told[schema].add(table)
    assert {"transitions", "routes", "outages"} <= told["processing"]
    assert {"ratings", "petitions", "petition_acts", "index_inputs", "closings", "late_changes"} <= told["stats"]
    assert {"par_criteria_sets", "par_scores", "par_statements", "oddity_reviews"} <= told["stats"]


@pytest.mark.parametrize(("schema", "table"), APPEND_ONLY)
async def test_the_service_can_neither_change_nor_take_away_history(shared_clone: str, schema: str, table: str) -> None:
    connection = await asyncpg.connect(as_role(shared_clone, schema))
    try:
        column = await connection.fetchval(
            "select column_name from information_schema.columns where table_schema = $1 and table_name = $2"
            " and is_identity = 'NO'",
            schema,
            table,
        )
        for attack in (
            f'update {schema}.{table} set "{column}" = "{column}"',
            f"delete from {schema}.{table}",
            f"truncate {schema}.{table}",
            f"drop table {schema}.{table}",
            f"alter table {schema}.{table} disable trigger all",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(attack)
    finally:
        await connection.close()


@pytest.mark.parametrize(("schema", "table"), APPEND_ONLY)
async def test_whoever_else_may_write_is_stopped_by_triggers(shared_clone: str, schema: str, table: str) -> None:
    connection = await asyncpg.connect(shared_clone)
    try:
        assert (
            await connection.fetchval(_REFUSED, f"{schema}.{table}", f"{schema}.refuse_rewriting")
            == DELETE_UPDATE_TRUNCATE
        )
        with pytest.raises(asyncpg.PostgresError):
            await connection.execute(f"truncate {schema}.{table} cascade")
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
