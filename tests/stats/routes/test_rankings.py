"""Rankings over HTTP: places above a minimum volume, counts beside them, the small ones apart."""

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from services.stats.schemas.rankings import RankingOut
from shared.callers import Role
from shared.contracts.terms import Channel, Level
from shared.db.database import BoundDatabase
from tests.stats.made_up import COMMUNE, DISTRICT, OTHER, PROVINCE, a_standing, acted, ended, local, note, registered
from tests.support.people import Identity

SPAN = {"from": "2026-04-01", "to": "2026-04-30"}
SECOND, THIRD, TINY = "H62.19.02", "H62.19.03", "H62.19.04"


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


def april(office: str, *, on_time: int = 0, late: int = 0, overdue: int = 0, online: int = 0) -> list[Any]:
    """Dossiers of April: `online` of those on time came over the net."""
    accepted, due = local("2026-04-02 08:00"), local("2026-04-09 17:00")
    open_ones = [a_standing(accepted, due, office=office) for _ in range(on_time + late + overdue)]
    made = [
        each.model_copy(update={"channel": Channel.ONLINE}) if number < online else each
        for number, each in enumerate(open_ones)
    ]
    return [
        *(ended(each, local("2026-04-08 10:00")) for each in made[:on_time]),
        *(ended(each, local("2026-04-15 10:00")) for each in made[on_time : on_time + late]),
        *made[on_time + late :],
    ]


@pytest.fixture
async def four(database: BoundDatabase, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """Four communes of the district beside each other in April 2026."""
    standings = [
        *april(COMMUNE, on_time=19, late=1, overdue=1, online=5),
        *april(SECOND, on_time=38, late=2),
        *april(THIRD, on_time=10, late=10, overdue=4),
        *april(TINY, late=1),
        *april(DISTRICT, late=7),
    ]
    async with database.transaction() as connection:
        await note(connection, *(registered(code, DISTRICT) for code in (SECOND, THIRD, TINY)))
        await note(connection, *map(acted, standings))
    return client


async def rank(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> Any:
    params = {"office": PROVINCE, "level": "commune", "minimum": 10, **SPAN, **asked}
    answer = await client.get("/rankings", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_equal_rates_share_a_place_and_counts_stand_beside(
    four: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = await rank(four, monitor, by="on_time")
    assert [(each["place"], each["code"]) for each in answer["ranked"]] == [(1, COMMUNE), (1, SECOND), (3, THIRD)]
    assert answer["ranked"][0]["rate"] == {"numerator": 19, "denominator": 20, "percent": 95.0}
    assert answer["whole"] == {"numerator": 67, "denominator": 81, "percent": 82.72}


async def test_one_below_the_minimum_is_listed_apart_without_a_place(
    four: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = await rank(four, monitor, by="late")
    assert [(each["place"], each["code"], each["rate"]["numerator"]) for each in answer["too_few"]] == [(None, TINY, 1)]
    assert [each["place"] for each in answer["ranked"]] == [1, 1, 3]
    assert (await rank(four, monitor, by="late", minimum=1))["ranked"][-1]["code"] == TINY
    assert not (await rank(four, monitor, by="late", minimum=1))["too_few"]


async def test_the_interval_says_whose_rate_is_more_than_chance(
    four: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    ranked = {each["code"]: each for each in (await rank(four, monitor, by="late"))["ranked"]}
    assert ranked[THIRD]["beside_whole"] == "above"
    assert ranked[COMMUNE]["beside_whole"] == "within"
    assert ranked[THIRD]["interval"] == {"lower": 29.93, "upper": 70.07}


@pytest.mark.parametrize(
    ("by", "rates"),
    [
        ("on_time", [(19, 20), (38, 40), (10, 20)]),
        ("late", [(1, 20), (2, 40), (10, 20)]),
        ("overdue", [(0, 0), (1, 1), (4, 4)]),
        ("resolved_share", [(40, 40), (20, 21), (20, 24)]),
        ("online_share", [(5, 21), (0, 40), (0, 24)]),
    ],
)
async def test_each_rate_has_its_own_base(
    four: httpx2.AsyncClient, monitor: dict[str, str], by: str, rates: list[tuple[int, int]]
) -> None:
    answer = await rank(four, monitor, by=by, minimum=1)
    told = [(r["rate"]["numerator"], r["rate"]["denominator"]) for r in answer["too_few"] + answer["ranked"]]
    assert set(rates) <= set(told)


async def test_a_line_opens_the_figures_that_it_is_made_of(four: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    for line in (await rank(four, monitor, by="on_time", map="now"))["ranked"]:
        figures = (await four.get(line["figures"], headers=monitor)).json()
        assert figures["rates"]["on_time"] == line["rate"]


async def test_offices_above_beside_and_outside_the_period_are_not_compared(
    four: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    codes = lambda answer: {each["code"] for each in answer["ranked"] + answer["too_few"]}  # noqa: E731
    assert codes(await rank(four, monitor, minimum=1)) == {COMMUNE, SECOND, THIRD, TINY}
    assert codes(await rank(four, monitor, level="district")) == {DISTRICT}
    assert codes(await rank(four, monitor, office="VN", level="province")) == {PROVINCE, OTHER}
    assert codes(await rank(four, monitor, level="province")) == set()
    before = {"from": "2017-01-01", "to": "2017-12-31"}
    assert codes(await rank(four, monitor, **before)) == set()


async def test_unchanged_figures_are_not_ranked_again(four: httpx2.AsyncClient, monitor: dict[str, str]) -> None:
    asked = {"office": PROVINCE, "level": "commune", **SPAN}
    first = await four.get("/rankings", params=asked, headers=monitor)
    again = await four.get("/rankings", params=asked, headers={**monitor, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_limits_in_hours_that_end_later_today_are_not_overdue_yet(
    database: BoundDatabase, client: httpx2.AsyncClient, monitor: dict[str, str]
) -> None:
    answer = await rank(client, monitor, by="overdue", minimum=1, to="2026-11-24")
    assert [each["rate"] for each in answer["ranked"]] == [{"numerator": 0, "denominator": 2, "percent": 0.0}]


async def test_who_may_not_see_the_office_may_not_rank_below_it(client: httpx2.AsyncClient, identity: Identity) -> None:
    asked = {"office": PROVINCE, "level": Level.COMMUNE.value, **SPAN}
    stranger = identity.headers(Role.MONITOR.value, offices=(OTHER,))
    refused = await client.get("/rankings", params=asked, headers=stranger)
    assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")
    auditor = await client.get("/rankings", params=asked, headers=identity.headers("auditor"))
    assert auditor.status_code == 403


def test_the_documented_example_is_a_true_answer() -> None:
    example = RankingOut.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index, call-overload]
    assert RankingOut.model_validate({**example, "period": {"from_on": date.min, "to_on": date.min + timedelta(1)}})
