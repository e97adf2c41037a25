"""The move of 1 July 2025 for the nation, on the reference data that the suite ships."""

from services.intake.unit_of_work.work import Work
from services.intake.usecases.load_reference import load_reference
from services.intake.usecases.organisation.carry_out_reform import Reformed, ReformOrder, carry_out_reform
from shared.clock import SetClock
from shared.db.database import PooledDatabase
from tests.intake.conftest import THURSDAY

LEFT_OVER = 12  # leftovers of the old catalogue that the official total does not have either


async def reform(database: PooledDatabase) -> Reformed:
    async with database.transaction() as connection:
        return await carry_out_reform(Work(connection, THURSDAY), ReformOrder("VN", {}), lambda _: True, "test")


async def test_the_nation_has_two_levels_once_and_for_all(fresh_database: PooledDatabase) -> None:
    said: list[str] = []
    await load_reference(fresh_database, SetClock(THURSDAY), said.append)
    done, again = await reform(fresh_database), await reform(fresh_database)
    assert done.ended == {"province": 52, "district": 696, "commune": 10_035}
    assert (len(done.provinces), done.unchanged, done.announced, len(done.left_over)) == (63, 0, 10_783, LEFT_OVER)
    assert (again.ended, again.unchanged, again.announced, len(again.left_over)) == ({}, 10_783, 0, LEFT_OVER)
    await load_reference(fresh_database, SetClock(THURSDAY), said.append)
    assert said[2] == "đơn vị: 0 mới hoặc thay đổi"
    async with fresh_database.reading() as connection:
        reached = await connection.fetchval("select count(*) from intake.offices where reach @> array['25.2025']")
        now = await connection.fetchval("select count(*) from intake.offices where path @> array['25.2025']")
    assert now == 149
    assert reached > now + 151
