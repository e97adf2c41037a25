"""Names of many offices and procedures at once."""

import httpx2

from services.intake.reference.places import places
from tests.intake.conftest import DESK
from tests.support.people import Identity


async def test_names_are_told_by_code_and_what_is_not_known_is_left_out(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    asked = {"offices": [DESK, "H62", "khong-co"], "procedures": ["9.999999"]}
    told = (await client.post("/names", json=asked, headers=identity.headers("monitor"))).json()
    assert set(told["offices"]) == {DESK, "H62"} and told["procedures"] == {}
    assert told["offices"]["H62"]["name"] and told["offices"]["H62"]["place"] is None


def test_seats_of_communes_are_known() -> None:
    assert places()["00004.2025"] == (21.0386, 105.838)


async def test_who_is_not_signed_in_is_told_no_names(client: httpx2.AsyncClient) -> None:
    assert (await client.post("/names", json={})).status_code == 401
