"""Reporting periods over HTTP: their days by the decree, the one before and after, where a trend begins."""

import httpx2
import pytest

from tests.support.people import Identity


@pytest.mark.parametrize(
    ("name", "words", "span", "before", "after"),
    [
        ("2026-M01", "Tháng 1 năm 2026", ("2025-12-15", "2026-01-14"), "2025-M12", "2026-M02"),
        ("2026-Q1", "Quý I năm 2026", ("2025-12-15", "2026-03-14"), "2025-Q4", "2026-Q2"),
        ("2026-H2", "6 tháng cuối năm 2026", ("2026-06-15", "2026-12-14"), "2026-H1", "2027-H1"),
        ("2026-9M", "9 tháng đầu năm 2026", ("2025-12-15", "2026-09-14"), "2025-9M", "2027-9M"),
        ("2026", "Năm 2026", ("2025-12-15", "2026-12-14"), "2025", "2027"),
    ],
)
async def test_a_period_is_told_with_its_neighbours(
    client: httpx2.AsyncClient,
    identity: Identity,
    name: str,
    words: str,
    span: tuple[str, str],
    before: str,
    after: str,
) -> None:
    answer = await client.get("/periods", params={"period": name}, headers=identity.headers("monitor"))
    told = answer.json()
    assert (told["words"], told["from"], told["to"]) == (words, *span)
    assert (told["before"]["name"], told["after"]["name"]) == (before, after)


async def test_without_a_name_it_is_the_reporting_month_of_today(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    told = (await client.get("/periods", headers=identity.headers("monitor"))).json()  # 24 November 2026
    assert (told["name"], told["from"], told["to"]) == ("2026-M12", "2026-11-15", "2026-12-14")
    assert told["thirteen_months_from"] == "2025-11-15"
    assert told["is_over"] is False


async def test_days_of_ones_own_choice_stand_beside_as_many_days_before(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    asked = {"from": "2026-03-01", "to": "2026-03-10"}
    told = (await client.get("/periods", params=asked, headers=identity.headers("monitor"))).json()
    assert (told["name"], told["words"], told["is_over"]) == (None, "", True)
    assert (told["before"]["from"], told["before"]["to"]) == ("2026-02-19", "2026-02-28")
    assert told["thirteen_months_from"] == "2025-02-15"


@pytest.mark.parametrize(
    "asked", [{"from": "2026-03-01"}, {"period": "2026", "from": "2026-03-01", "to": "2026-03-02"}]
)
async def test_a_name_or_two_days_not_something_between(
    client: httpx2.AsyncClient, identity: Identity, asked: dict[str, str]
) -> None:
    refused = await client.get("/periods", params=asked, headers=identity.headers("monitor"))
    assert (refused.status_code, refused.json()["code"]) == (422, "period_or_span")
