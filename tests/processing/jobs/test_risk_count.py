"""Counting risks: interrupted it is made again; how many are enough is settled by the environment."""

from collections.abc import Callable

import pytest

from services.processing.jobs.risk_count import RiskCount
from services.processing.jobs.risk_settings import RiskSettings
from shared.clock import SetClock
from shared.db.database import BoundDatabase
from shared.web.station import Station
from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log, local
from tests.processing.routes.test_risks import a_history


async def test_an_interrupted_count_is_made_again(
    desk: Desk,
    town: Log,
    begin: Begin,
    database: BoundDatabase,
    clock: SetClock,
    station: Callable[..., Station],
) -> None:
    place, job = station("processing", database, clock=clock), RiskCount()
    await a_history(begin)
    clock.turn_to(local("2026-04-01 08:00"))
    async with database.transaction() as connection:
        await connection.execute("set local statement_timeout = '1ms'")
        with pytest.raises(Exception, match="statement timeout"):
            await job.look(place)
        await connection.execute("set local statement_timeout = 0")
        await job.look(place)
        assert await connection.fetchval("select count(*) from processing.risk_cells") > 0


def test_the_environment_settles_how_many_are_enough() -> None:
    assert RiskSettings.from_environment({}) == RiskSettings(10)
    assert RiskSettings.from_environment({"MOTCUA_RISK_ENOUGH": "25"}) == RiskSettings(25)


@pytest.mark.parametrize("value", ["mười", "0", "1001", "-1", "²"])
def test_what_cannot_be_read_ends_the_program(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        RiskSettings.from_environment({"MOTCUA_RISK_ENOUGH": value})
    assert ended.value.code == 78
    assert "MOTCUA_RISK_ENOUGH" in capsys.readouterr().err
