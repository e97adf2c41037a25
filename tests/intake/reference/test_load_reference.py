"""The reference data that the suite ships, loaded into a database of its own."""

import json
from datetime import date

import pytest

from services.intake.domain.catalogue.published_times import read_term
from services.intake.domain.catalogue.publishing import Action, Item
from services.intake.queries.catalogue.procedures import find_procedure, papers_of
from services.intake.queries.catalogue.version_documents import versions_on
from services.intake.queries.organisation.offices import find_office, list_offices
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.prepare_decision import Heading, prepare_decision
from services.intake.usecases.catalogue.publish_decision import publish_decision
from services.intake.usecases.catalogue.put_items import put_items
from services.intake.usecases.load_reference import load_reference
from shared.callers import Caller, Role
from shared.clock import SystemClock
from shared.contracts.terms import Channel
from shared.db.database import Connection, PooledDatabase
from shared.worktime import Term, Unit


@pytest.mark.parametrize(
    ("amount", "unit", "term", "source"),
    [
        ("5", "working_day", Term(Unit.WORKING_DAY, 5), "published"),
        ("5", "unstated", Term(Unit.WORKING_DAY, 5), "unstated"),
        ("0", "immediate", Term(Unit.SAME_DAY, 0), "published"),
        ("0", "unstated", Term(Unit.SAME_DAY, 0), "unstated"),
        ("1.5", "working_day", Term(Unit.HALF_DAY, 3), "published"),
        ("0.25", "hour", Term(Unit.HOUR, 1), "published"),
        ("", "", None, "none"),
        ("3", "schedule", None, "none"),
    ],
)
def test_published_times_are_terms_of_the_law(amount: str, unit: str, term: Term | None, source: str) -> None:
    assert read_term(amount, unit) == (term, source)


async def test_the_reference_data_load_once_and_a_repeat_changes_nothing(fresh_database: PooledDatabase) -> None:
    said: list[str] = []
    await load_reference(fresh_database, SystemClock(), said.append)
    await load_reference(fresh_database, SystemClock(), said.append)
    assert said == [
        "đơn vị: 15290 mới hoặc thay đổi",
        "danh mục: 4475 thủ tục, 13079 thành phần hồ sơ, 349 lĩnh vực mới hoặc thay đổi",
        "đơn vị: 0 mới hoặc thay đổi",
        "danh mục: 0 thủ tục, 0 thành phần hồ sơ, 0 lĩnh vực mới hoặc thay đổi",
    ]
    await check_units(fresh_database)
    await check_catalogue(fresh_database)


async def check_units(database: PooledDatabase) -> None:
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from intake.facts") == 15290
        canon = await connection.fetchval("select canon from intake.facts where stream = 'office:25.2025'")
        assert json.loads(canon)["body"]["valid_from"] == "2025-07-01"
        before, after = date(2025, 6, 30), date(2025, 7, 1)
        meant = {
            (text, on): (await find_office(connection, text, on)).name
            for text in ("15", "25", "01", "000.00.00.H62", "08929")
            for on in (before, after)
        }
        communes = await list_offices(connection, q="tan lac", parent=None, level="district", after=None, limit=5)
    assert (meant["15", before], meant["15", after]) == ("Tỉnh Yên Bái", "Tỉnh Lào Cai")
    assert meant["25", after] == "Tỉnh Phú Thọ"
    assert meant["01", before] == meant["01", after] == "Thành phố Hà Nội"
    assert meant["000.00.00.H62", after] == "Tỉnh Vĩnh Phúc"
    assert [office.name for office in communes] == ["Huyện Tân Lạc"]


async def check_catalogue(database: PooledDatabase) -> None:
    async with database.reading() as connection:
        birth = await find_procedure(connection, "1.001193", date(2026, 11, 24))
        papers = await papers_of(connection, "1.001193", 1)
        old = await find_procedure(connection, "1.009995", date(2019, 5, 1))
    assert (birth.name, birth.field) == ("Thủ tục đăng ký khai sinh", "Hộ tịch") or birth.field == "Hộ tịch"
    assert birth.term == Term(Unit.WORKING_DAY, 1)
    assert birth.term_source == "unstated"
    assert papers
    assert old.as_procedure().statutory_term(Channel.ONLINE) == Term(Unit.DAY, 20)


async def test_loading_again_leaves_what_decisions_made(fresh_database: PooledDatabase) -> None:
    """An amended, an abolished and a replaced procedure stay so, and so does one that a decision published first."""
    await load_reference(fresh_database, SystemClock(), lambda _: None)
    async with fresh_database.transaction() as connection:
        work = Work(connection, SystemClock().now())
        # the catalogue of a later release has a procedure that was published here before
        await connection.execute("delete from intake.procedure_papers where procedure = '1.000005'")
        await connection.execute("delete from intake.procedures where code = '1.000005'")
        await publish_few(work)
        before = await everything(connection)
    said: list[str] = []
    await load_reference(fresh_database, SystemClock(), said.append)
    assert said[1] == "danh mục: 0 thủ tục, 0 thành phần hồ sơ, 0 lĩnh vực mới hoặc thay đổi"
    async with fresh_database.reading() as connection:
        assert await everything(connection) == before


async def publish_few(work: Work) -> None:
    caller = Caller("canbo.a", frozenset({Role.REGISTRAR}), frozenset({"VN"}))
    heading = Heading("Công bố", "1/QĐ-UBND", date(2026, 11, 2), date(2026, 12, 1), ())
    issuer = await find_office(work.connection, "25", date(2026, 11, 2))
    decision = await prepare_decision(work, issuer, heading, caller.subject)
    birth = (await versions_on(work.connection, ["1.001193"], date(2026, 11, 2)))["1.001193"]
    items = [
        Item("1.001193", Action.AMENDED, content={**birth, "term": ["working_day", 2]}),
        Item("1.000005", Action.NEW, content=birth),
        Item("1.000010", Action.ABOLISHED),
        Item("1.000014", Action.REPLACED, replaced_by="1.000005"),
    ]
    await put_items(work, decision, items, caller.subject)
    assert await publish_decision(work, caller, decision)


async def everything(connection: Connection) -> list[tuple[object, ...]]:
    """Versions, their days and papers of the procedures that the decision touched."""
    codes = ["1.001193", "1.000005", "1.000010", "1.000014"]
    versions = "select code, version, valid_from, valid_to, term_amount from intake.procedures where code = any($1)"
    papers = "select procedure, version, count(*) from intake.procedure_papers where procedure = any($1) group by 1, 2"
    rows = [*await connection.fetch(versions, codes), *await connection.fetch(papers, codes)]
    return sorted((tuple(row) for row in rows), key=str)
