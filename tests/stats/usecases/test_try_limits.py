"""Days taken, counted in the database, against the law's own clock; and the answer over HTTP."""

import random
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from services.stats.domain.day_ranks import national_ranks
from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.queries.times_taken import newly_late
from services.stats.schemas.limits import LimitsOut
from services.stats.usecases.try_limits import try_limits
from shared.contracts.processing import Standing
from shared.contracts.terms import CountsBy, Outcome
from shared.db.database import BoundDatabase
from shared.worktime import P75, Pause, Term, Unit, national_calendar, reckon
from tests.stats.made_up import COMMUNE, DISTRICT, NOW, PROVINCE, a_standing, acted, ended, local, note
from tests.support.people import Identity

PROCEDURE = "3.000111"
FAR = local("2026-11-20 17:00")
YEAR = Period(local("2026-01-01 00:00").date(), local("2026-11-20 00:00").date())


def random_dossier(random_: random.Random) -> Standing:
    """From January on over Tết and the holidays, on any day, with up to two waits; the last may last to the end."""
    at = local("2026-01-05 07:30") + timedelta(days=random_.randrange(250), minutes=random_.randrange(600))
    opened, waits = at, []
    for _ in range(random_.choice((0, 0, 1, 2))):
        begun = at + timedelta(hours=random_.randrange(0, 120))
        at = begun + timedelta(hours=random_.randrange(0, 200))
        waits.append({"reason": "supplement", "from_at": begun, "until_at": at})
    end = at + timedelta(hours=random_.choice((0, 1, 20, 70, 200)))
    office = random_.choice((COMMUNE, DISTRICT))
    return ended(a_standing(opened, FAR, procedure=PROCEDURE, office=office, waits=tuple(waits)), end)


def days_by_law(standing: Standing) -> int:
    """The shortest term in working days that the dossier would have kept, by the clock that sets due dates."""
    assert standing.ended_on
    if standing.ended_on == standing.accepted_on:
        return 0
    pauses = [Pause(_at(w.from_at), _at(w.until_at)) for w in standing.waits]
    for days in range(1, 400):
        due = reckon(Term(Unit.WORKING_DAY, days), standing.accepted_at, national_calendar(), P75, pauses)
        if due.due_on >= standing.ended_on:
            return days
    raise AssertionError


def _at(instant: Any) -> datetime:
    assert isinstance(instant, datetime)
    return instant


async def question(connection: Any, office: str = PROVINCE, period: Period = YEAR) -> Question:
    return Question(await office_head(connection, office, visible_to=["VN"], now=NOW), period, NOW, Map.THEN)


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


async def test_days_taken_are_the_shortest_limit_that_the_law_would_have_found_kept(
    database: BoundDatabase, client: httpx2.AsyncClient
) -> None:
    standings = [Standing.model_validate(random_dossier(random.Random(seed)).model_dump()) for seed in range(400)]
    async with database.transaction() as connection:
        await note(connection, *map(acted, standings))
        asked = await question(connection)
        _, listed = await newly_late(connection, asked, PROCEDURE, national_ranks(), -1, after=None, limit=1_000)
        told = {str(each.id): each.days for each in listed}
        tried = await try_limits(connection, asked, PROCEDURE)
    assert told == {each.dossier: days_by_law(each) for each in standings}
    assert tried.history.on_time.denominator == len(standings)
    for outcome in tried.history.outcomes():
        assert outcome.kept.numerator == sum(days <= outcome.limit for days in told.values())


def some() -> list[Standing]:
    """Accepted on Monday 02/03/2026, due after five working days."""
    monday, due = local("2026-03-02 08:30"), local("2026-03-09 17:00")
    one = lambda end, **changes: ended(a_standing(monday, due, procedure=PROCEDURE, **changes), local(end))  # noqa: E731
    return [
        one("2026-03-02 10:00"),
        one("2026-03-03 10:00", office=COMMUNE),
        one("2026-03-04 10:00"),
        one("2026-03-07 10:00"),  # a Saturday
        one("2026-03-12 10:00"),
        one("2026-03-03 10:00", counts_by=CountsBy.HOUR),
        ended(a_standing(monday, due, procedure=PROCEDURE), local("2026-03-03 10:00"), Outcome.WITHDRAWN),
        ended(a_standing(monday, procedure=PROCEDURE), local("2026-03-03 10:00")),
        ended(a_standing(local("2017-12-28 08:00"), due, procedure=PROCEDURE), local("2026-03-03 10:00")),
        ended(a_standing(monday, due, procedure="9.999999"), local("2026-03-03 10:00")),
        a_standing(monday, due, procedure=PROCEDURE),
    ]


@pytest.fixture
async def told(database: BoundDatabase, client: httpx2.AsyncClient, monitor: dict[str, str]) -> Any:
    async with database.transaction() as connection:
        await note(connection, *map(acted, some()))
    params = {"office": PROVINCE, "procedure": PROCEDURE, "from": "2026-03-01", "to": "2026-03-31"}
    answer = await client.get("/what-if/limits", params=params, headers=monitor)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_answer_says_what_each_limit_keeps_how_it_counted_and_what_it_left_out(told: Any) -> None:
    assert told["as_it_was"] == {"numerator": 4, "denominator": 5, "percent": 80.0}
    assert told["counted_in"] == "working_days"
    assert told["usual_limit"] == {"days": 5, "dossiers": 5}
    assert [(each["limit"], each["kept"]["numerator"], each["newly_late"]) for each in told["limits"]] == [
        *((0, 1, 3), (1, 2, 2), (2, 3, 1), (3, 3, 1), (4, 3, 1), (5, 4, 0), (6, 4, 0), (7, 4, 0), (8, 5, 0)),
    ]
    assert [(each["share"], each["limit"]["limit"]) for each in told["targets"]] == [(95, 8), (99, 8), (99.9, 8)]
    assert told["left_out"] == {
        **{"hour_limit": 1, "ended_without_result": 1, "unclassed": 1, "calendar_not_published": 1}
    }


async def test_a_limit_opens_the_dossiers_that_it_would_have_made_late(
    told: Any, client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    for limit in told["limits"]:
        ids: list[str] = []
        cursor = ""
        while True:
            page = (await client.get(limit["dossiers"] + "&limit=2" + cursor, headers=monitor)).json()
            ids += [item["id"] for item in page["items"]]
            assert page["total"] == limit["newly_late"]
            assert all(item["days"] > limit["limit"] and item["class"] != "late" for item in page["items"])
            if not page["next"]:
                break
            cursor = f"&cursor={page['next']}"
        assert len(ids) == len(set(ids)) == limit["newly_late"]


async def test_who_may_not_see_the_office_may_not_try_its_limits(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    params = {"office": PROVINCE, "procedure": PROCEDURE, "from": "2026-03-01", "to": "2026-03-31"}
    for path in ("/what-if/limits", "/what-if/limits/dossiers?limit_days=3"):
        headers = identity.headers("monitor", offices=("H26",))
        url = path + ("&" if "?" in path else "?") + "&".join(f"{name}={value}" for name, value in params.items())
        refused = await client.get(url, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")


async def test_a_cursor_of_someone_else_is_refused(client: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    params = {"office": PROVINCE, "procedure": PROCEDURE, "from": "2026-03-01", "to": "2026-03-31", "limit_days": 1}
    refused = await client.get("/what-if/limits/dossiers", params={**params, "cursor": "WzEsMl0"}, headers=monitor)
    assert (refused.status_code, refused.json()["code"]) == (422, "cursor_not_valid")


def test_the_documented_example_is_a_true_answer() -> None:
    example = LimitsOut.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index, call-overload]
    period = {"from_on": example["period"]["from"], "to_on": example["period"]["to"]}
    LimitsOut.model_validate({**example, "period": period})
