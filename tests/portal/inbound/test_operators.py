"""What operators see of inbound messages, and what they decide."""

from typing import Any

import pytest

from tests.portal.inbound.portal_town import CODE, DESK, DOSSIER, SUPPLEMENT, PortalTown

UNMAPPED = DOSSIER | {"MaDonVi": "000.00.77.H62"}


async def ask(town: PortalTown, method: str, path: str, *roles: str, **more: Any) -> Any:
    headers = town.identity.headers(*(roles or ("operator",)), subject="van-hanh")
    return await town.clients["portal"].request(method, path, headers=headers, **more)


async def listed(town: PortalTown, **params: Any) -> list[dict[str, Any]]:
    answer = await ask(town, "GET", "/inbound", params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def decide(town: PortalTown, id_: Any, decision: str, **more: Any) -> tuple[int, str | None]:
    body = {"decision": decision, "reason": "Đã hỏi đơn vị", **more}
    answer = await ask(town, "POST", f"/inbound/{id_}/decisions", json=body)
    return answer.status_code, answer.json()["code"] if answer.content else None


async def test_a_dossier_of_an_unmapped_agency_is_filed_once_a_person_names_its_desk(town: PortalTown) -> None:
    await town.code("GuiHoSo", UNMAPPED)
    (line,) = await listed(town, state="quarantined")
    assert (line["reason"], line["reason_name"]) == (
        "agency_not_mapped",
        "Chưa khai đơn vị nào của tỉnh có mã định danh này",
    )
    assert await decide(town, line["id"], "retry", desk=DESK) == (204, None)
    assert await town.work_off() == 1
    assert (await town.only_filing())["desk"] == DESK
    told = (await ask(town, "GET", f"/inbound/{line['id']}")).json()
    assert (told["state"], told["tries"]) == ("applied", 2)
    assert [(act["act"], act["desk"], act["actor"], act["reason"]) for act in told["acts"]] == [
        ("retry", DESK, "van-hanh", "Đã hỏi đơn vị")
    ]


async def test_what_a_person_refuses_stands_in_nobodys_way(town: PortalTown) -> None:
    await town.code("GuiHoSo", UNMAPPED)
    (line,) = await listed(town)
    assert await decide(town, line["id"], "refuse") == (204, None)
    assert await town.code("GuiHoSo", UNMAPPED) == "-1"
    assert await town.code("GuiHoSo", DOSSIER) == "0"
    assert (await town.only_filing())["source_code"] == CODE


async def test_lists_and_counts_name_nobody(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    await town.code("GuiHoSo", DOSSIER | {"SoGiayToChuHoSo": "026999000777", "MaHoSo": "G22.99-260305-0000003"})
    whole = (await ask(town, "GET", "/inbound")).text
    ids = [line["id"] for line in await listed(town)]
    whole += "".join([(await ask(town, "GET", f"/inbound/{id_}")).text for id_ in ids])
    for personal in ("Trần", "0261", "0269", "0912", "Xóm", "to-khai", "Bổ sung bản rõ", "tạp hóa"):
        assert personal not in whole
    counts = (await ask(town, "GET", "/inbound/counts")).json()
    assert [(count["state"], count["kind"], count["reason"], count["messages"]) for count in counts] == [
        ("applied", "dossier", None, 1),
        ("quarantined", "dossier", "identity_number_not_valid", 1),
        ("quarantined", "supplement", "supplement_not_asked", 1),
    ]


async def test_pages_are_narrowed_and_go_on(town: PortalTown) -> None:
    for number in range(3):
        await town.code("GuiHoSo", UNMAPPED | {"MaHoSo": f"G22.99-260305-000000{number}"})
    first = (await ask(town, "GET", "/inbound", params={"limit": 2})).json()
    second = (await ask(town, "GET", "/inbound", params={"limit": 2, "cursor": first["next"]})).json()
    codes = [item["portal_code"][-1] for item in [*first["items"], *second["items"]]]
    assert (codes, second["next"]) == (["2", "1", "0"], None)
    assert [item["portal_code"][-1] for item in await listed(town, portal_code="G22.99-260305-0000001")] == ["1"]
    assert await listed(town, kind="withdrawal") == []
    assert len(await listed(town, reason="agency_not_mapped", connection="dvcqg")) == 3


@pytest.mark.parametrize("role", ["clerk", "officer", "auditor", "portal"])
async def test_others_may_not_look(town: PortalTown, role: str) -> None:
    assert (await ask(town, "GET", "/inbound", role)).status_code == 403


async def test_who_only_looks_decides_nothing(town: PortalTown) -> None:
    body = {"decision": "refuse", "reason": "x"}
    path = f"/inbound/{DOSSIER_ID}/decisions"
    assert (await ask(town, "POST", path, "monitor", json=body)).status_code == 403


DOSSIER_ID = "01890000-0000-7000-8000-00000000c0de"


async def test_what_is_settled_or_unknown_or_being_applied_is_not_decided(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    applied = await town.only_inbound()
    assert await decide(town, applied["id"], "retry") == (409, "inbound_is_settled")
    assert await decide(town, DOSSIER_ID, "retry") == (404, "inbound_not_found")
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    waiting = (await town.inbound())[1]["id"]
    async with town.databases["portal"].transaction() as connection:
        await connection.execute("update portal.inbound set leased_until = received_at + interval '1 minute'")
    assert await decide(town, waiting, "retry") == (409, "inbound_busy")


async def test_a_content_that_is_gone_is_not_tried_again(town: PortalTown) -> None:
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    async with town.databases["portal"].transaction() as connection:
        await connection.execute("update portal.inbound set raw = null")
    (line,) = await listed(town)
    assert line["is_kept"] is False
    assert await decide(town, line["id"], "retry") == (409, "inbound_content_gone")
    assert (await ask(town, "GET", f"/inbound/{DOSSIER_ID}")).json()["code"] == "inbound_not_found"
