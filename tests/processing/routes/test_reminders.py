"""A head reminds who holds a dossier: in its history, in his list, and by message."""

from typing import Any

import httpx2

from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log

NOTE = "Trình ký trong sáng nay"
OFFICIAL = {
    "name": "Lê Thị Mẫu",
    "offices": ["H62.19"],
    "roles": ["officer"],
    "media": ["email", "sms"],
    "email": "mau@example.vn",
    "phone": "0912000111",
}


async def remind(desk: Desk, dossiers: list[dict[str, Any]], *roles: str, **caller: Any) -> httpx2.Response:
    headers = desk.identity.headers(*(roles or ("leader",)), subject="lanhdao.a", **caller)
    return await desk.client.post("/reminders", headers=headers, json={"note": NOTE, "dossiers": dossiers})


async def test_the_holder_reads_the_words_in_his_list_and_gets_a_message(desk: Desk, apply: Apply, town: Log) -> None:
    held, free = new_id(), new_id()
    await apply([town.received(held), town.received(free)])
    await desk.act(held, "take-up", 1, "leader", body={"assignee": "canbo.b"})
    leader = desk.identity.headers("leader")
    await desk.client.put("/officials/canbo.b", headers=leader, json=OFFICIAL)
    told = (await remind(desk, [{"dossier": str(held), "version": 2}, {"dossier": str(free), "version": 1}])).json()
    assert (told["done"], told["refused"]) == (1, 1)
    assert [item["problem"] and item["problem"]["code"] for item in told["items"]] == [None, "nobody_holds_it"]
    work = (await desk.get("/worklists/mine", "officer", subject="canbo.b")).json()["steps"]
    assert [(step["from_whom"], step["note"]) for step in work] == [("lanhdao.a", NOTE)]
    history = (await desk.get(f"/dossiers/{held}/history")).json()
    assert (history[-1]["actor"], history[-1]["note"]) == ("lanhdao.a", NOTE)
    sent = (await desk.get("/officials/canbo.b/messages")).json()["messages"]
    assert {(message["medium"], message["kind"]) for message in sent} == {("email", "reminder"), ("sms", "reminder")}
    assert all(work[0]["code"] in message["text"] for message in sent)
    assert any(NOTE in message["text"] for message in sent if message["medium"] == "email")


async def test_only_a_head_reminds_and_only_on_what_he_saw(desk: Desk, apply: Apply, town: Log) -> None:
    id = new_id()
    await apply([town.received(id)])
    await desk.act(id, "take-up", 1, "leader", body={"assignee": "canbo.b"})
    seen = [{"dossier": str(id), "version": 2}]
    assert (await remind(desk, seen, "officer")).status_code == 403
    old = (await remind(desk, [{"dossier": str(id), "version": 1}])).json()
    assert old["items"][0]["problem"]["code"] == "version_conflict"
    elsewhere = (await remind(desk, seen, offices=("H62.20",))).json()
    assert elsewhere["items"][0]["problem"]["code"] == "dossier_not_found"
    first, second = [(await remind(desk, seen)).json() for _ in range(2)]
    assert (first["done"], second["done"]) == (1, 0)
