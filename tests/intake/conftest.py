"""A small town at the counter: a few offices and procedures, a clock that stands on a Thursday morning, an app."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.app import create_app
from services.intake.domain.catalogue.catalogue import PublishedProcedure
from services.intake.domain.organisation.office import NATION, Office
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.register_office import NewOffice, register_office
from shared.clock import SetClock
from shared.contracts.terms import Channel, Level
from shared.db.database import Database
from shared.web.station import Station
from shared.worktime import Term, Unit
from tests.intake.registry import Registry
from tests.support.people import Identity

DESK = "000.00.19.H62"
COMMUNE = "H62.19.01"
THURSDAY = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)  # 09:00 in Việt Nam
Furnish = Callable[[Database], Awaitable[None]]


def a_procedure(code: str = "1.001193", term: Term | None = None, **changes: object) -> PublishedProcedure:
    values: dict[str, object] = {
        "code": code,
        "version": 1,
        "valid_from": date(2025, 7, 1),
        "valid_to": None,
        "name": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "levels": ("xa",),
        "decision": "",
        "agency": "",
        "subjects": "",
        "channels": tuple(Channel),
        "term": term,
        "term_source": "published",
        "term_text": "",
        "terms": {},
        "fee_min": None,
        "fee_max": None,
        "fee_text": "",
        "result": "",
        "source": "test",
    }
    return PublishedProcedure(**(values | changes))  # type: ignore[arg-type]


async def furnish_town(database: Database) -> None:
    async with database.transaction() as connection:
        work = Work(connection, THURSDAY)
        nation = Office(NATION, "Việt Nam", Level.NATION, None, date(2018, 1, 1), None, None, NATION, (NATION,))
        await work.offices.save([nation])
        for new in (
            NewOffice("H62", "Tỉnh Vĩnh Phúc", Level.PROVINCE),
            NewOffice("H26", "Thành phố Hà Nội", Level.PROVINCE),
            NewOffice(DESK, "Trung tâm hành chính công Tam Đảo", Level.DISTRICT, "H62"),
            NewOffice(COMMUNE, "Xã Hợp Châu", Level.COMMUNE, DESK),
            NewOffice("OLD", "Phòng đã giải thể", Level.DISTRICT, "H62", valid_to=date(2025, 6, 30)),
        ):
            await register_office(work, new, "test")
        await work.catalogue.save_procedures(
            [
                a_procedure("1.001193", Term(Unit.SAME_DAY, 0)),
                a_procedure("1.001612", Term(Unit.WORKING_DAY, 3), terms={Channel.ONLINE: Term(Unit.WORKING_HOUR, 8)}),
                a_procedure("2.000908", None),
                a_procedure("1.000001", None, valid_to=date(2025, 12, 31)),
            ]
        )


@pytest.fixture
def clock() -> SetClock:
    return SetClock(THURSDAY)


@pytest.fixture
def intake(station: Callable[..., Station], clock: SetClock) -> Callable[[Database], FastAPI]:
    """`app = intake(database)`: this service over a given database."""

    def make(database: Database) -> FastAPI:
        return create_app(station("intake", database, clock=clock))

    return make


@pytest.fixture
async def registry(
    database: Database,
    intake: Callable[[Database], FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    identity: Identity,
) -> Registry:
    await furnish_town(database)
    app = intake(database)
    return Registry(database, app, serve(app), identity)


@pytest.fixture
async def client(
    database: Database, intake: Callable[[Database], FastAPI], serve: Callable[[FastAPI], httpx2.AsyncClient]
) -> httpx2.AsyncClient:
    """HTTP against the furnished counter; everything is rolled back."""
    await furnish_town(database)
    return serve(intake(database))
