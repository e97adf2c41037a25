"""A vote may be changed for seven days: the last word counts, the first stays in the books."""

from datetime import timedelta

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.stats.satisfaction.test_ratings import GIVEN, cast, dossier, flags_of, gateway, monitor, told
from tests.support.people import Identity

__all__ = ("dossier", "gateway", "monitor")
Headers = dict[str, str]


async def test_the_changed_vote_counts_and_the_first_stays_in_the_books(
    client: httpx2.AsyncClient, gateway: Headers, monitor: Headers, dossier: str, database: BoundDatabase
) -> None:
    first = await cast(client, gateway, dossier=dossier)
    changed = await cast(client, gateway, dossier=dossier, scores={"whole": 1}, may_replace=True)
    assert (first.status_code, changed.status_code) == (201, 201)
    assert changed.json()["id"] != first.json()["id"]
    satisfaction = await told(client, monitor)
    assert (satisfaction["all"]["votes"], satisfaction["all"]["dissatisfied"]) == (1, 1)
    assert await flags_of(client, monitor) == [[]]
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from stats.ratings") == 2


async def test_changing_it_again_and_sending_it_twice_leave_one_vote(
    client: httpx2.AsyncClient, gateway: Headers, monitor: Headers, dossier: str
) -> None:
    for whole in (5, 1, 5, 5, 3):
        answer = await cast(client, gateway, dossier=dossier, scores={"whole": whole}, may_replace=True)
        assert answer.status_code in {200, 201}
    satisfaction = await told(client, monitor)
    assert (satisfaction["all"]["votes"], satisfaction["all"]["neutral"]) == (1, 1)


@pytest.mark.parametrize(("days", "status"), [(7, 201), (8, 409)])
async def test_seven_days_after_the_first_word_it_is_settled(
    client: httpx2.AsyncClient, gateway: Headers, dossier: str, clock: SetClock, days: int, status: int
) -> None:
    await cast(client, gateway, dossier=dossier)
    clock.turn_to(clock.now() + timedelta(days=days))
    later = await cast(client, gateway, dossier=dossier, scores={"whole": 1}, may_replace=True)
    assert later.status_code == status
    assert status == 201 or later.json()["code"] == "rating_settled"


async def test_a_changed_vote_on_a_desk_and_on_an_unknown_dossier_counts_once(
    client: httpx2.AsyncClient, gateway: Headers, monitor: Headers
) -> None:
    for subject in ({"desk": "H62.19"}, {"dossier": "H62.19-261116-0099"}):
        for whole in (5, 1):
            await cast(client, gateway, scores={"whole": whole}, may_replace=True, **subject)
    satisfaction = await told(client, monitor)
    assert (satisfaction["all"]["votes"], satisfaction["without_dossier"]) == (1, 1)


async def test_the_tracker_votes_for_who_holds_a_receipt(
    client: httpx2.AsyncClient, identity: Identity, dossier: str
) -> None:
    given = GIVEN.isoformat()
    answer = await cast(client, identity.headers("tracker"), dossier=dossier, given_at=given)
    assert answer.status_code == 201
