"""Numbers of papers over true commits: nobody gets the same, and an act that fails leaves no gap."""

import asyncio
from datetime import UTC, datetime

import pytest

from services.processing.unit_of_work.work import Work
from shared.db.database import PooledDatabase

NOW = datetime(2026, 3, 5, tzinfo=UTC)


class _Failed(Exception):
    pass


async def numbered(database: PooledDatabase, year: int = 2026, form: str = "apology", *, fails: bool = False) -> int:
    async with database.transaction() as connection:
        number = await Work(connection, NOW).paper_numbers.next("H62.19", year, form)
        if fails:
            raise _Failed
    return number


async def test_many_at_once_get_each_number_once(fresh_database: PooledDatabase) -> None:
    numbers = await asyncio.gather(*(numbered(fresh_database) for _ in range(20)))
    assert sorted(numbers) == list(range(1, 21))


async def test_the_number_of_an_act_that_failed_goes_to_the_next(fresh_database: PooledDatabase) -> None:
    assert await numbered(fresh_database) == 1
    with pytest.raises(_Failed):
        await numbered(fresh_database, fails=True)
    assert await numbered(fresh_database) == 2


async def test_every_year_and_form_begins_at_one(fresh_database: PooledDatabase) -> None:
    asked = [(2026, "apology"), (2026, "refusal"), (2027, "apology"), (2026, "apology")]
    assert [await numbered(fresh_database, *each) for each in asked] == [1, 1, 1, 2]
