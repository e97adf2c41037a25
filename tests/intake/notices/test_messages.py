"""The log of messages: who may read it, how far, and what is left of it when people are erased."""

from typing import Any

import httpx2
import pytest

from shared.db.database import BoundDatabase
from tests.intake.conftest import COMMUNE
from tests.intake.notices.conftest import House, act
from tests.intake.privacy.made_up import CANARIES, everything
from tests.support.people import Identity

ASKED = {"basis": "Luật 91/2025/QH15", "reason": "Theo yêu cầu của người nộp"}


async def told(house: House, *media: str, **changes: Any) -> dict[str, Any]:
    receipt = await house.receive(*media, **changes)
    await house.hear(act(receipt, 2, "finished", "ready"))
    return receipt


async def test_the_log_says_what_was_told_and_masks_whom(house: House) -> None:
    receipt = await told(house, "sms")
    await house.send()
    (line,) = await house.log()
    assert line | {"id": None, "text": None} == {
        "id": None,
        "dossier": receipt["id"],
        "code": receipt["code"],
        "medium": "sms",
        "kind": "finished",
        "address": "•••999",
        "subject": f"Hồ sơ {receipt['code']}: đã có kết quả",
        "text": None,
        "state": "sent",
        "tries": 1,
        "queued_at": "2026-03-05T09:00:00+07:00",
        "next_try_at": None,
        "ended_at": "2026-03-05T09:01:00+07:00",
        "error": None,
    }


@pytest.mark.parametrize("role", ["clerk", "leader", "operator", "auditor"])
async def test_who_answers_for_messages_reads_the_log(house: House, role: str) -> None:
    await told(house, "sms", "email")
    lines = await house.log(role)
    assert len(lines) == 2
    assert not [canary for canary in CANARIES if canary in str(lines)]


@pytest.mark.parametrize("role", ["officer", "monitor", "registrar", "administrator", "portal"])
async def test_others_do_not(client: httpx2.AsyncClient, identity: Identity, role: str) -> None:
    assert (await client.get("/messages", headers=identity.headers(role))).status_code == 403


async def test_the_log_goes_as_far_as_the_reader_reaches(house: House) -> None:
    await told(house, "sms")
    there = await told(house, "sms", desk=COMMUNE)
    headers = house.identity.headers("leader", offices=(COMMUNE,))
    lines = (await house.client.get("/messages", headers=headers)).json()["items"]
    assert [line["code"] for line in lines] == [there["code"]]


async def test_the_log_is_read_by_pages_dossier_state_and_medium(house: House) -> None:
    receipts = [await told(house, "sms", "email") for _ in range(3)]
    headers, seen, cursor = house.identity.headers("leader"), [], None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await house.client.get("/messages", params=params, headers=headers)).json()
        seen += [line["id"] for line in page["items"]]
        if not (cursor := page["next"]):
            break
    assert len(set(seen)) == len(seen) == 6
    assert seen == sorted(seen, reverse=True)
    assert len(await house.log(dossier=receipts[0]["code"])) == 2
    assert len(await house.log(medium="email")) == 3
    await house.send()
    assert (len(await house.log(state="waiting")), len(await house.log(state="sent"))) == (0, 6)
    for wrong, status in (({"cursor": "x"}, 422), ({"dossier": "khong-co"}, 404), ({"state": "x"}, 422)):
        assert (await house.client.get("/messages", params=wrong, headers=headers)).status_code == status


async def test_erasing_a_person_takes_them_out_of_the_log_and_sends_nothing_more(
    house: House, database: BoundDatabase
) -> None:
    receipt = await house.receive("sms", "email", settled_at_once=True)
    path = f"/dossiers/{receipt['id']}"
    reason = f"{CANARIES[0]} đề nghị"
    clerk = house.identity.headers("clerk")
    body = {"notify_by": ["sms", "email"], "reason": reason}
    assert (await house.client.put(f"{path}/consent", json=body, headers=clerk)).status_code == 200
    house.gateway.answers = [503]
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    assert await house.states() == [("finished", "email", "sent"), ("finished", "sms", "waiting")]
    leader = house.identity.headers("leader")
    answer = await house.client.post(f"{path}/erase", json=ASKED, headers=leader)
    assert answer.status_code == 200, answer.text
    async with database.reading() as connection:
        stored = await everything(connection)
    assert not [canary for canary in CANARIES if canary in stored]
    lines = await house.log()
    assert {(line["medium"], line["state"], line["error"]) for line in lines} == {
        ("email", "sent", None),
        ("sms", "withdrawn", "erased"),
    }
    assert {line[name] for line in lines for name in ("address", "subject", "text")} == {None}
    again = await house.client.put(f"{path}/consent", json=body, headers=clerk)
    assert again.json()["code"] == "dossier_erased"
    await house.hear(act(receipt, 3, "stopped", "stopped"))
    await house.send()
    assert len(await house.log()) == 2
