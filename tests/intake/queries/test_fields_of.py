from datetime import date

from services.intake.queries.catalogue.procedures import fields_of
from services.intake.unit_of_work.work import Work
from shared.db.database import Database
from tests.intake.conftest import THURSDAY, a_procedure, furnish_town

NEXT = date(2026, 4, 1)


async def test_a_row_of_a_register_has_the_version_of_its_day(database: Database) -> None:
    await furnish_town(database)
    async with database.transaction() as connection:
        work = Work(connection, THURSDAY)
        await work.catalogue.end(["1.001612"], NEXT)
        await work.catalogue.save_procedures([a_procedure("1.001612", version=2, valid_from=NEXT, name="Tên mới")])
        days = [date(2020, 1, 1), date(2026, 3, 31), NEXT]
        known = await fields_of(connection, [*(("1.001612", day) for day in days), ("9.999999", NEXT)])
    assert {key: version for key, (version, _, _) in known.items()} == {
        ("1.001612", days[0]): 1,
        ("1.001612", days[1]): 1,
        ("1.001612", NEXT): 2,
    }
