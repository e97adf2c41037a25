"""Limits that a province or a commune shortened, beside the law's, up to the receipt."""

from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from tests.intake.registrar import Registrar, a_version, noon
from tests.support.people import Identity

COMMUNE = "H62.19.01"


@pytest.fixture
def registrar(client: httpx2.AsyncClient, identity: Identity) -> Registrar:
    return Registrar(client, identity)


def a_shortening(**changes: Any) -> dict[str, Any]:
    """The province takes a working day off the three of 1.001612, from Monday 9 March 2026."""
    return {
        "office": "H62",
        "procedure": "1.001612",
        "channel": "direct",
        "term": {"unit": "working_day", "amount": 2},
        "decision": "20/QĐ-UBND",
        "decided_on": "2026-03-04",
        "valid_from": "2026-03-09",
        **changes,
    }


async def test_the_receipt_promises_the_shortened_limit_from_its_first_day(
    registrar: Registrar, clock: SetClock
) -> None:
    made = await registrar.ask("POST", "/shortened-limits", json=a_shortening())
    assert made.status_code == 201, made.text
    before = await registrar.receive(desk=COMMUNE)
    assert (before["term"]["amount"], before["due_on"]) == (3, "2026-03-10")

    clock.turn_to(noon(2026, 3, 9))
    after = await registrar.receive(desk=COMMUNE)
    assert (after["term"]["amount"], after["due_on"]) == (2, "2026-03-11")
    assert (await registrar.receive(desk=COMMUNE, channel="online"))["term"]["unit"] == "working_hour"

    limits = (await registrar.get("/procedures/1.001612", office=COMMUNE))["limits"]
    direct = next(limit for limit in limits if limit["channel"] == "direct")
    assert (direct["term"]["amount"], direct["statutory_term"]["amount"]) == (2, 3)
    assert direct["shortening"]["decision"] == "20/QĐ-UBND"
    for unshortened in ({"office": "H26"}, {}, {"office": COMMUNE, "on": "2026-03-08"}):
        limits = (await registrar.get("/procedures/1.001612", **unshortened))["limits"]
        assert all(limit["shortening"] is None for limit in limits)
    assert await registrar.get("/shortened-limits/counts", office="H62") == {"province": 1}


async def test_an_ended_shortening_gives_the_published_limit_back(registrar: Registrar, clock: SetClock) -> None:
    made = (await registrar.ask("POST", "/shortened-limits", json=a_shortening())).json()
    clock.turn_to(noon(2026, 3, 16))
    path = f"/shortened-limits/{made['id']}/end"
    refused = await registrar.ask("POST", path, json={"last_day": "2026-03-10"})
    assert refused.json()["code"] == "end_too_early"
    for _ in range(2):
        ended = await registrar.ask("POST", path, json={"last_day": "2026-03-16"})
        assert ended.json()["valid_to"] == "2026-03-16"
    assert (await registrar.receive())["term"]["amount"] == 2
    clock.turn_to(noon(2026, 3, 18))
    assert (await registrar.receive())["term"]["amount"] == 3
    refused = await registrar.ask("POST", path, json={"last_day": "2026-04-16"})
    assert refused.json()["code"] == "shortened_limit_ended"
    found = await registrar.get("/shortened-limits", office="H62", on="2026-03-18")
    assert found["items"] == []
    assert (await registrar.get(f"/shortened-limits/{made['id']}"))["shortened_by"] == "canbo.a"
    acts = await registrar.get("/procedures/1.001612/history")
    assert [act["act"] for act in acts] == ["shortened_limit_ended", "limit_shortened"]


async def test_a_law_that_becomes_shorter_wins(registrar: Registrar, clock: SetClock) -> None:
    await registrar.ask("POST", "/shortened-limits", json=a_shortening())
    decision = await registrar.prepare()
    await registrar.put(
        *(decision, "1.001612", "amended"), content=a_version(term={"unit": "working_day", "amount": 1})
    )
    await registrar.publish(decision)
    clock.turn_to(noon(2026, 4, 1))
    assert (await registrar.receive())["term"]["amount"] == 1


async def test_the_same_again_changes_nothing_and_another_is_a_conflict(registrar: Registrar) -> None:
    first = await registrar.ask("POST", "/shortened-limits", json=a_shortening(channel=None))
    again = await registrar.ask("POST", "/shortened-limits", json=a_shortening(channel=None))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = a_shortening(channel=None, term={"unit": "working_day", "amount": 1})
    refused = await registrar.ask("POST", "/shortened-limits", json=other)
    assert (refused.status_code, refused.json()["code"]) == (409, "shortened_limit_differs")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"term": {"unit": "working_day", "amount": 3}}, 422, "limit_not_shorter"),
        ({"term": {"unit": "half_day", "amount": 6}}, 422, "limit_not_shorter"),
        ({"procedure": "2.000908"}, 422, "no_limit_to_shorten"),
        ({"procedure": "9.999999"}, 422, "procedure_not_found"),
        ({"case": "Trường hợp không có"}, 422, "case_not_found"),
        ({"valid_to": "2026-03-08"}, 422, "validity_reversed"),
        ({"office": "H99"}, 404, "office_not_found"),
        ({"term": {"unit": "same_day", "amount": 1}}, 422, "fields_not_valid"),
        ({"term": {"unit": "working_day", "amount": -1}}, 422, "fields_not_valid"),
        ({"decision": " "}, 422, "fields_not_valid"),
        ({"channel": "fax"}, 422, "fields_not_valid"),
        ({"decided_on": "2026-02-30"}, 422, "fields_not_valid"),
    ],
)
async def test_what_is_no_shorter_limit_is_refused(
    registrar: Registrar, changes: dict[str, Any], status: int, code: str
) -> None:
    refused = await registrar.ask("POST", "/shortened-limits", json=a_shortening(**changes))
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (await registrar.get("/shortened-limits"))["items"] == []


async def test_only_organisers_in_reach_shorten_and_end(client: httpx2.AsyncClient, identity: Identity) -> None:
    registrar = Registrar(client, identity)
    made = (await registrar.ask("POST", "/shortened-limits", json=a_shortening())).json()
    attempts = [
        ("/shortened-limits", a_shortening()),
        (f"/shortened-limits/{made['id']}/end", {"last_day": "2026-05-01"}),
    ]
    for headers in (identity.headers("clerk", "leader"), identity.headers("registrar", offices=("H26",))):
        for path, body in attempts:
            assert (await client.post(path, json=body, headers=headers)).status_code == 403
    commune = identity.headers("administrator", offices=(COMMUNE,))
    own = await client.post("/shortened-limits", json=a_shortening(office=COMMUNE), headers=commune)
    assert own.status_code == 201
