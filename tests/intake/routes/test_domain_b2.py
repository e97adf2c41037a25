"""The transitions before acceptance, row by row, over HTTP; what follows acceptance is proved at processing."""

from datetime import datetime

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.intake.filing_desk import AT_COUNTER, COMPLETION, REFUSAL, FilingDesk, refusal
from tests.support.people import Identity

AFTER = ("officer", "leader", "registrar", "monitor", "administrator")


@pytest.fixture
def desk(client: httpx2.AsyncClient, database: BoundDatabase, identity: Identity) -> FilingDesk:
    return FilingDesk(client, database, identity)


def at(clock: SetClock, text: str) -> None:
    clock.turn_to(datetime.fromisoformat(f"{text}+07:00"))


async def test_draft_to_filed(desk: FilingDesk) -> None:
    """No clock, no receipt, no code: by portal, by post with its slip, or at the counter."""
    online = await desk.file(role="portal")
    counter = await desk.post(AT_COUNTER, headers={"Idempotency-Key": "b2-1"})
    assert counter.status_code == 201
    for filed in (online, counter.json()):
        assert (filed["state"], filed["national_code"], filed["dossier"]) == ("filed", 1, None)
    assert await desk.rows("select from intake.dossiers") == []
    for role in AFTER:
        assert await refusal(desk.post(AT_COUNTER, role, headers={"Idempotency-Key": "b2-2"})) == (
            403,
            "role_not_allowed",
        )


@pytest.mark.parametrize(("answered", "answer"), [("09:30:00", "answered_in_time"), ("09:30:01", "answered_late")])
async def test_filed_to_accepted(desk: FilingDesk, clock: SetClock, answered: str, answer: str) -> None:
    """Online within 8 working hours of Thursday 08:40 or what the system received; the clock starts at acceptance."""
    filing = await desk.file()
    for role in AFTER:
        assert await refusal(desk.act(filing, "accept", None, role)) == (403, "role_not_allowed")
    at(clock, f"2026-03-06T{answered}")
    receipt = await desk.done(filing, "accept")
    assert receipt["received_at"] == f"2026-03-06T{answered}+07:00"
    assert receipt["code"]
    assert receipt["due_at"] > receipt["received_at"]
    accepted = await desk.read(filing)
    assert (accepted["state"], accepted["national_code"], accepted["answer"]) == ("accepted", 2, answer)


async def test_filed_to_supplement_before_acceptance(desk: FilingDesk) -> None:
    """Once, in full, with reasons (mẫu 02); nothing runs meanwhile."""
    filing = await desk.file()
    bare = {**COMPLETION, "items": [{"what": "Bản sao căn cước"}]}
    assert (await refusal(desk.act(filing, "request-completion", bare)))[0] == 422
    for role in AFTER:
        assert await refusal(desk.act(filing, "request-completion", COMPLETION, role)) == (403, "role_not_allowed")
    asked = await desk.done(filing, "request-completion", COMPLETION)
    assert (asked["state"], asked["national_code"], asked["dossier"]) == ("completion_requested", 5, None)
    again = await refusal(desk.act(asked, "request-completion", COMPLETION))
    assert again == (409, "completion_already_requested")


async def test_filed_to_refused(desk: FilingDesk) -> None:
    """With reasons (mẫu 03): no dossier, no code, no due date ever."""
    filing = await desk.file()
    assert (await refusal(desk.act(filing, "refuse", {"reasons": []})))[0] == 422
    for role in AFTER:
        assert await refusal(desk.act(filing, "refuse", REFUSAL, role)) == (403, "role_not_allowed")
    refused = await desk.done(filing, "refuse", REFUSAL)
    assert (refused["state"], refused["national_code"], refused["dossier"]) == ("refused", 3, None)
    assert await refusal(desk.act(refused, "accept")) == (409, "act_not_allowed")
    assert await desk.rows("select from intake.dossiers") == []
