"""The promised date before and at receiving: foreseen, explained, and shortened where an office decided so."""

from datetime import datetime

import httpx2
import pytest

from shared.clock import SetClock
from tests.intake.conftest import COMMUNE, DESK
from tests.intake.routes.test_dossiers import BODY, receive
from tests.support.people import Identity


async def foresee(client: httpx2.AsyncClient, headers: dict[str, str], **asked: str) -> httpx2.Response:
    return await client.get("/promises", params={"desk": DESK, "procedure": "1.001612"} | asked, headers=headers)


async def test_what_is_foreseen_is_what_the_receipt_promises(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    foreseen = (await foresee(client, headers)).json()
    receipt = await receive(client, headers)
    assert (foreseen["due_at"], foreseen["received_at"]) == (receipt["due_at"], receipt["received_at"])
    assert (foreseen["term"]["words"], foreseen["statutory_term"]["words"]) == ("3 ngày làm việc", "3 ngày làm việc")
    assert foreseen["steps"][-1]["day"] == "2026-03-10"
    online = (await foresee(client, headers, channel="online")).json()
    assert (online["term"]["unit"], online["counts_by"]) == ("working_hour", "hour")


@pytest.mark.parametrize(
    ("at", "works_next"),
    [
        ("2026-03-05T09:00", "2026-03-05T09:00"),
        ("2026-03-05T12:10", "2026-03-05T13:30"),
        ("2026-03-06T19:41", "2026-03-09T07:30"),
    ],
)
async def test_outside_hours_the_next_working_hour_is_told(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock, at: str, works_next: str
) -> None:
    clock.turn_to(datetime.fromisoformat(f"{at}+07:00"))
    foreseen = (await foresee(client, identity.headers("clerk"))).json()
    assert foreseen["works_next"][:16] == works_next


async def test_a_shortened_limit_is_promised_and_the_laws_stands_beside_it(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    shortened = {
        **{"office": "H62", "procedure": "1.001612", "term": {"unit": "working_day", "amount": 2}},
        **{"decision": "12/QĐ-UBND", "decided_on": "2026-01-05", "valid_from": "2026-02-01"},
    }
    administrator = identity.headers("administrator")
    answer = await client.post("/shortened-limits", json=shortened, headers=administrator)
    assert answer.status_code == 201, answer.text
    foreseen = (await foresee(client, identity.headers("clerk"), desk=COMMUNE)).json()
    assert (foreseen["term"]["amount"], foreseen["statutory_term"]["amount"]) == (2, 3)
    assert (foreseen["shortened_by"], foreseen["due_on"]) == ("12/QĐ-UBND", "2026-03-09")
    receipt = await receive(client, identity.headers("clerk"), desk=COMMUNE)
    assert receipt["due_on"] == "2026-03-09"


async def test_a_receipt_explains_itself_where_asked(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk") | {"Idempotency-Key": "mot"}
    for _ in range(2):
        answer = await client.post("/dossiers", params={"explain": True}, json=BODY, headers=headers)
        explanation = answer.json()["explanation"]
        assert [step["day"] for step in explanation["steps"]][-1] == explanation["due_on"] == "2026-03-10"
    assert (await receive(client, identity.headers("clerk")))["explanation"] is None


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"desk": "Z99"}, "office_not_found"),
        ({"desk": "OLD"}, "office_not_in_force"),
        ({"procedure": "9.999999"}, "procedure_not_found"),
        ({"procedure": "1.000001"}, "procedure_not_in_force"),
        ({"case": "Không có"}, "case_not_found"),
    ],
    ids=str,
)
async def test_what_receiving_would_refuse_is_refused(
    client: httpx2.AsyncClient, identity: Identity, asked: dict[str, str], code: str
) -> None:
    answer = await foresee(client, identity.headers("clerk"), **asked)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
