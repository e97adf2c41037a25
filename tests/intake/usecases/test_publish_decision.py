"""Publishing as a province does it in nine months: Hòa Bình 2023, 54 decisions on 514 procedures."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, islice

from services.intake.domain.catalogue.publishing import Action, Item
from services.intake.queries.catalogue.decisions import count_published
from services.intake.queries.catalogue.version_documents import versions_on
from services.intake.queries.organisation.offices import find_office
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.prepare_decision import Heading, prepare_decision
from services.intake.usecases.catalogue.publish_decision import publish_decision
from services.intake.usecases.catalogue.put_items import put_items
from shared.callers import Caller, Role
from shared.db.database import Database
from tests.intake.conftest import THURSDAY, a_procedure, furnish_town

DECISIONS, NEW, AMENDED, ABOLISHED = 54, 197, 235, 82
FIRST_DAY = date(2026, 1, 2)
CALLER = Caller("canbo.a", frozenset({Role.REGISTRAR}), frozenset({"H62"}))


async def test_counts_of_a_period_are_those_of_its_decisions(database: Database) -> None:
    await furnish_town(database)
    async with database.transaction() as connection:
        work = Work(connection, THURSDAY)
        running = [f"2.{number:06}" for number in range(AMENDED + ABOLISHED)]
        await work.catalogue.save_procedures([a_procedure(code) for code in running])
        content = (await versions_on(connection, running[:1], FIRST_DAY))[running[0]]
        issuer = await find_office(connection, "H62", FIRST_DAY)
        items = chain(
            (Item(f"3.{number:06}", Action.NEW, content=content) for number in range(NEW)),
            (Item(code, Action.AMENDED, content=content) for code in running[:AMENDED]),
            (Item(code, Action.ABOLISHED) for code in running[AMENDED:]),
        )
        for number, share in enumerate(shares(items), start=1):
            day = FIRST_DAY + timedelta(days=number)
            heading = Heading("Công bố", f"{number}/QĐ-UBND", day, day + timedelta(days=10), ())
            decision = await prepare_decision(work, issuer, heading, CALLER.subject)
            await put_items(work, decision, share, CALLER.subject)
            assert await publish_decision(work, CALLER, decision)
        draft = Heading("Dự thảo", "99/QĐ-UBND", FIRST_DAY + timedelta(days=1), None, ())
        await put_items(
            *(work, await prepare_decision(work, issuer, draft, CALLER.subject), [Item("2.000908", Action.ABOLISHED)]),
            CALLER.subject,
        )
        span = FIRST_DAY, FIRST_DAY + timedelta(days=DECISIONS)
        decisions, counts = await count_published(connection, span, "H62")
        first_day_only, _ = await count_published(connection, (FIRST_DAY, FIRST_DAY + timedelta(days=1)), None)
        ended = await connection.fetchval("select count(*) from intake.procedures where valid_to >= '2026-01-12'")
    assert decisions == DECISIONS
    assert counts == {Action.NEW: NEW, Action.AMENDED: AMENDED, Action.ABOLISHED: ABOLISHED}
    assert sum(counts.values()) == 514
    assert first_day_only == 1
    assert ended == AMENDED + ABOLISHED


def shares(items: Iterator[Item]) -> Iterator[list[Item]]:
    """514 procedures over 54 decisions: nine each, the last ones ten."""
    for number in range(DECISIONS):
        yield list(islice(items, 9 if number < 26 else 10))
