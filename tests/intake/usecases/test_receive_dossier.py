"""Which desk a code means on the day of receipt."""

from datetime import date

from services.intake.queries.organisation.offices import find_desk, find_office
from shared.db.database import BoundDatabase

REFORM = date(2025, 7, 1)


async def unit(database: BoundDatabase, code: str, name: str, first: date, last: date | None) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            "insert into intake.offices (code, name, folded, level, parent, valid_from, valid_to, code_prefix, path) "
            "values ($1, $2, lower($2), 'commune', null, $3, $4, $1, array[$1])",
            code,
            name,
            first,
            last,
        )


async def test_a_code_that_changed_hands_means_the_unit_that_bears_it_on_the_day(database: BoundDatabase) -> None:
    await unit(database, "99911", "Thị trấn Cũ", date(2018, 1, 1), date(2025, 6, 30))
    await unit(database, "99911.2025", "Xã Mới", REFORM, None)
    async with database.transaction() as connection:
        await connection.execute(
            "insert into intake.office_aliases (alias, office, valid_from) values ('99911', '99911.2025', $1)", REFORM
        )
    async with database.reading() as connection:
        assert (await find_desk(connection, "99911", date(2025, 6, 30))).name == "Thị trấn Cũ"
        assert (await find_desk(connection, "99911", REFORM)).name == "Xã Mới"
        assert (await find_office(connection, "99911", REFORM)).name == "Thị trấn Cũ"
