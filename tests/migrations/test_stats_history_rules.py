"""What the database itself says of history in stats: what people told it directly is never changed or taken away."""

import asyncpg
import pytest

from services.stats.tables.schema import StatsRows
from tests.support.engines import as_role

APPEND_ONLY = sorted(
    mapper.class_.__tablename__
    for mapper in StatsRows.registry.mappers
    if issubclass(mapper.class_, StatsRows) and "append-only" in (mapper.class_.__doc__ or "").lower()
)
_REFUSED = """
select bit_or(t.tgtype)::int & (8 | 16 | 32) from pg_trigger t
where t.tgrelid = $1::regclass and t.tgfoid = 'stats.refuse_rewriting'::regproc and t.tgenabled = 'O'
"""
DELETE_UPDATE_TRUNCATE = 8 | 16 | 32


def test_what_people_say_is_declared_append_only() -> None:
    assert {"ratings", "petitions", "petition_acts", "index_inputs", "closings", "late_changes"} <= set(APPEND_ONLY)
    assert {"par_criteria_sets", "par_scores", "par_statements", "oddity_reviews"} <= set(APPEND_ONLY)


@pytest.mark.parametrize("table", APPEND_ONLY)
async def test_the_yearbook_can_neither_change_nor_take_away_what_was_said(shared_clone: str, table: str) -> None:
    connection = await asyncpg.connect(as_role(shared_clone, "stats"))
    try:
        column = await connection.fetchval(
            "select column_name from information_schema.columns where table_schema = 'stats' and table_name = $1"
            " and is_identity = 'NO'",
            table,
        )
        for attack in (
            f'update stats.{table} set "{column}" = "{column}"',
            f"delete from stats.{table}",
            f"truncate stats.{table}",
            f"drop table stats.{table}",
            f"alter table stats.{table} disable trigger all",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(attack)
    finally:
        await connection.close()


@pytest.mark.parametrize("table", APPEND_ONLY)
async def test_whoever_else_may_write_is_stopped_by_triggers(shared_clone: str, table: str) -> None:
    connection = await asyncpg.connect(shared_clone)
    try:
        assert await connection.fetchval(_REFUSED, f"stats.{table}") == DELETE_UPDATE_TRUNCATE
        with pytest.raises(asyncpg.PostgresError):
            await connection.execute(f"truncate stats.{table} cascade")
    finally:
        await connection.close()
