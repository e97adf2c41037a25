"""Made-up offices, standings and facts for the tests of the yearbook, and a small country to put them in."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.stats.unit_of_work import Work
from services.stats.usecases.note_facts import note_facts
from shared.contracts.envelope import Fact
from shared.contracts.intake import OfficeRegistered
from shared.contracts.processing import DossierActed, DuePart, MovePart, Standing
from shared.contracts.terms import Channel, CountsBy, Level, Outcome
from shared.contracts.wire import Body
from shared.db.database import Connection, Database
from shared.ids import new_id
from shared.worktime import LEGAL_ZONE, legal_day

NATION, PROVINCE, DISTRICT, COMMUNE, OTHER = "VN", "H62", "H62.19", "H62.19.01", "H26"
COUNTRY = (
    (NATION, None, Level.NATION),
    (PROVINCE, NATION, Level.PROVINCE),
    (OTHER, NATION, Level.PROVINCE),
    (DISTRICT, PROVINCE, Level.DISTRICT),
    (COMMUNE, DISTRICT, Level.COMMUNE),
)
PARENTS = {code: parent for code, parent, _ in COUNTRY}
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 10:00 in Việt Nam
TODAY = legal_day(NOW)


def local(text: str) -> datetime:
    """`2026-03-02 08:30` on the legal clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


def closing(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=LEGAL_ZONE)


def a_standing(accepted_at: datetime, due_at: datetime | None = None, **changes: Any) -> Standing:
    """An open dossier at its first version, due at `due_at`."""
    dues = (DuePart(from_at=accepted_at, due_at=due_at, due_on=legal_day(due_at)),) if due_at else ()
    values: dict[str, Any] = {
        "dossier": str(new_id()),
        "code": "H62.19-260302-0001",
        "version": 1,
        "office": DISTRICT,
        "desk": DISTRICT,
        "procedure": "1.001612",
        "field": "Hộ kinh doanh",
        "level": Level.DISTRICT,
        "channel": Channel.DIRECT,
        "origin": "counter",
        "state": "accepted",
        "accepted_at": accepted_at,
        "accepted_on": legal_day(accepted_at),
        "term": None,
        "counts_by": CountsBy.DAY,
        "dues": dues,
        "waits": (),
        "letters": (),
        "outcome": None,
        "ended_at": None,
        "ended_on": None,
        "returned_at": None,
    }
    return Standing(**(values | changes))


def ended(standing: Standing, at: datetime, outcome: Outcome = Outcome.RESULT, **changes: Any) -> Standing:
    """The next version: it came to its end."""
    end = {"outcome": outcome, "ended_at": at, "ended_on": legal_day(at), "state": "ready"}
    return standing.model_copy(update={"version": standing.version + 1, **end, **changes})


def moved(standing: Standing, at: datetime, office: str) -> Standing:
    """The next version: its office ended at that instant, and this one continues it."""
    move = MovePart(from_at=at, office_from=standing.office, office_to=office)
    return standing.model_copy(
        update={"version": standing.version + 1, "office": office, "moves": (*standing.moves, move)}
    )


def fact_of(body: Body, stream: str, seq: int, kind: str | None = None) -> Fact:
    return Fact(new_id(), kind or body.TYPE, stream, seq, DISTRICT, "canbo.a", NOW, NOW, body.as_json())


def acted(standing: Standing, act: str = "acted") -> Fact:
    body = DossierActed(act=act, standing=standing)
    return fact_of(body, f"dossier:{standing.dossier}", standing.version, f"processing.dossier.{act}.v1")


def office_body(code: str, parent: str | None, level: Level = Level.COMMUNE, name: str = "Đơn vị") -> OfficeRegistered:
    return OfficeRegistered(
        code=code, name=name, level=level, parent=parent, valid_from=date(2018, 1, 1), valid_to=None
    )


def registered(code: str, parent: str | None, level: Level = Level.COMMUNE, seq: int = 1) -> Fact:
    return fact_of(office_body(code, parent, level), f"office:{code}", seq)


def succeeded(code: str, parent: str | None, level: Level, successor: str, last_on: date, seq: int = 2) -> Fact:
    body = office_body(code, parent, level).model_copy(update={"successor": successor, "valid_to": last_on})
    return fact_of(body, f"office:{code}", seq)


def country() -> list[Fact]:
    return [registered(*office) for office in COUNTRY]


async def note(connection: Connection, *facts: Fact) -> None:
    """One run, as the consumer would apply it."""
    await note_facts(Work(connection), facts)


async def furnish(database: Database, standings: Iterable[Standing] = ()) -> None:
    async with database.transaction() as connection:
        await note(connection, *country())
        await note(connection, *(acted(standing) for standing in standings))


def some_dossiers() -> list[Standing]:
    """One of every kind around NOW, in the district and its commune."""
    march, soon = local("2026-03-02 08:30"), NOW + timedelta(days=10)
    a_week_ago = NOW - timedelta(days=7)
    due = local("2026-03-09 17:00")
    waits = ({"reason": "supplement", "from_at": NOW - timedelta(days=3), "until_at": None},)
    letters = ({"sent_on": date(2026, 3, 6), "promised_on": date(2026, 3, 20)},)
    return [
        ended(a_standing(march, due), local("2026-03-04 09:00")),
        ended(a_standing(march, due, channel=Channel.ONLINE), local("2026-03-09 16:59")),
        ended(a_standing(march, due, channel=Channel.POST), local("2026-03-10 07:30")),
        ended(a_standing(march, due, letters=letters), local("2026-03-12 10:00"), Outcome.REFUSAL),
        ended(a_standing(march, due, office=COMMUNE), local("2026-03-05 10:00"), Outcome.STOPPED),
        ended(a_standing(march, due), local("2026-03-05 11:00"), Outcome.WITHDRAWN),
        ended(a_standing(march), local("2026-03-05 11:00")),
        a_standing(march, due),
        a_standing(a_week_ago, soon, procedure="2.000908"),
        a_standing(a_week_ago, soon, waits=waits, office=COMMUNE),
        a_standing(a_week_ago, NOW + timedelta(hours=3), counts_by=CountsBy.HOUR, office=COMMUNE),
        a_standing(a_week_ago, NOW - timedelta(minutes=1), counts_by=CountsBy.HOUR),
    ]


class Running:
    """Background work of a test, cancelled at its end."""

    def __init__(self, *work: Any) -> None:
        self.tasks = [asyncio.create_task(each) for each in work]

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, *_: object) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def in_runs(facts: Sequence[Fact], size: int) -> Iterable[Sequence[Fact]]:
    return (facts[start : start + size] for start in range(0, len(facts), size))
