"""The register of petitions over HTTP: entered once by reference, acted on, counted as the index asks."""

from typing import Any
from uuid import uuid4

import httpx2
import pytest

from shared.db.database import BoundDatabase
from tests.stats.made_up import COMMUNE, DISTRICT, OTHER, PROVINCE, a_standing, acted, local, note
from tests.support.people import Identity

SPAN = {"from": "2026-11-01", "to": "2026-11-30"}  # the clock of these tests stands on Tuesday 24/11/2026
DOSSIER = "H62.19-261016-0042"


@pytest.fixture
def keeper(identity: Identity) -> dict[str, str]:
    return identity.headers("officer", offices=(PROVINCE,))


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor", offices=(PROVINCE,))


async def enter(
    client: httpx2.AsyncClient, headers: dict[str, str], reference: str, received: str, /, **changes: Any
) -> httpx2.Response:
    told = {
        "reference": reference,
        "kind": "conduct",
        "office": DISTRICT,
        "received_at": local(received).isoformat(),
    }
    return await client.post("/petitions", json=told | changes, headers=headers)


async def act(
    client: httpx2.AsyncClient, headers: dict[str, str], petition: str, name: str, at: str, **more: Any
) -> httpx2.Response:
    told = {"act": name, "happened_at": local(at).isoformat(), **more}
    return await client.post(f"/petitions/{petition}/acts", json=told, headers=headers)


async def listed(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> dict[str, Any]:
    answer = await client.get("/petitions", params={"office": PROVINCE, **SPAN, **asked}, headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_petition_is_entered_once_by_its_reference(
    client: httpx2.AsyncClient, keeper: dict[str, str], monitor: dict[str, str]
) -> None:
    first = await enter(client, keeper, "PAKN-1", "2026-11-02 08:00")
    again = await enter(client, keeper, "PAKN-1", "2026-11-02 08:00")
    assert (first.status_code, again.status_code, again.headers["idempotent-replay"]) == (201, 200, "true")
    assert first.json() == again.json()
    assert first.json()["acts"][0]["owes_by"] == "2026-11-23"
    differs = await enter(client, keeper, "PAKN-1", "2026-11-03 08:00")
    assert (differs.status_code, differs.json()["code"]) == (409, "petition_differs")
    assert (await listed(client, monitor))["figures"]["received"] == 1


async def test_a_reference_that_another_province_used_is_refused_without_telling_of_it(
    client: httpx2.AsyncClient, keeper: dict[str, str], identity: Identity
) -> None:
    elsewhere = identity.headers("officer", offices=(OTHER,))
    assert (await enter(client, elsewhere, "PAKN-1", "2026-11-02 08:00", office=OTHER)).status_code == 201
    refused = await enter(client, keeper, "PAKN-1", "2026-11-02 08:00")
    assert (refused.status_code, refused.json()["code"]) == (409, "petition_differs")
    assert OTHER not in refused.text.replace(DISTRICT, "")


async def test_a_petition_about_a_dossier_belongs_to_its_office(
    client: httpx2.AsyncClient, keeper: dict[str, str], database: BoundDatabase
) -> None:
    unknown = await enter(client, keeper, "PAKN-1", "2026-11-02 08:00", office=None, dossier=DOSSIER)
    assert (unknown.status_code, unknown.json()["code"]) == (422, "office_of_petition_missing")
    async with database.transaction() as connection:
        await note(connection, acted(a_standing(local("2026-10-16 08:30"), code=DOSSIER, office=COMMUNE)))
    known = await enter(client, keeper, "PAKN-1", "2026-11-02 08:00", office=None, dossier=DOSSIER)
    assert known.json()["office"] == COMMUNE


async def test_an_act_of_the_same_instant_is_written_once(client: httpx2.AsyncClient, keeper: dict[str, str]) -> None:
    petition = (await enter(client, keeper, "PAKN-1", "2026-11-02 08:00")).json()["id"]
    first = await act(client, keeper, petition, "answered", "2026-11-05 09:00", finding="upheld")
    again = await act(client, keeper, petition, "answered", "2026-11-05 09:00", finding="upheld")
    assert (first.status_code, again.status_code) == (201, 200)
    assert [step["act"] for step in again.json()["acts"]] == ["received", "answered"]
    second = await act(client, keeper, petition, "answered", "2026-11-06 09:00")
    assert (second.status_code, second.json()["code"]) == (409, "petition_act_not_allowed")


async def some_petitions(client: httpx2.AsyncClient, keeper: dict[str, str]) -> None:
    """In time and published; answered late; owing an answer since yesterday; owing it today; disliked; repeated."""

    async def entered(reference: str, received: str, *acts: tuple[str, str], **more: Any) -> None:
        petition = (await enter(client, keeper, reference, received, **more)).json()["id"]
        for name, at in acts:
            said = {"verdict": "dissatisfied"} if name == "rated" else {}
            assert (await act(client, keeper, petition, name, at, **said)).status_code == 201

    await entered("IN-TIME", "2026-11-02 08:00", ("answered", "2026-11-10 08:00"), ("published", "2026-11-12 08:00"))
    await entered("LATE", "2026-10-12 08:00", ("answered", "2026-11-10 08:00"), kind="delay")
    await entered("OWED-YESTERDAY", "2026-11-02 09:00", office=COMMUNE)
    await entered("OWED-TODAY", "2026-11-03 09:00", kind="regulation")
    await entered(
        *("DISLIKED", "2026-11-03 09:00", ("refused", "2026-11-05 08:00"), ("rated", "2026-11-06 08:00")),
        kind="complaint",
    )
    await entered("REPEATED", "2026-11-03 09:30", ("refused", "2026-11-05 08:00"), ("repeated", "2026-11-06 08:00"))
    await entered("ENDED-BEFORE", "2026-10-12 08:00", ("refused", "2026-10-14 08:00"), ("rated", "2026-11-02 08:00"))


async def test_petitions_are_counted_as_the_index_asks(
    client: httpx2.AsyncClient, keeper: dict[str, str], monitor: dict[str, str]
) -> None:
    await some_petitions(client, keeper)
    told = await listed(client, monitor)
    assert told["figures"] == {
        **{"received": 5, "handled": 6, "in_time": 4, "late": 2, "disliked": 1, "repeated": 1, "content": 2},
    }
    assert told["by_kind"] == {
        **{"regulation": 1, "conduct": 3, "delay": 0, "complaint": 1, "denunciation": 0, "other": 0},
    }
    late = await listed(client, monitor, late=True)
    assert [item["reference"] for item in late["items"]] == ["LATE", "OWED-YESTERDAY"]
    october = await listed(client, monitor, **{"from": "2026-10-01", "to": "2026-10-31"})
    assert (october["figures"]["handled"], october["figures"]["in_time"]) == (2, 2)
    assert (await listed(client, monitor, office=COMMUNE))["figures"]["handled"] == 1


async def test_petitions_are_paged_without_loss(
    client: httpx2.AsyncClient, keeper: dict[str, str], monitor: dict[str, str]
) -> None:
    await some_petitions(client, keeper)
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await listed(client, monitor, limit=4, **cursor)
        seen += [item["reference"] for item in page["items"]]
        if not page["next"]:
            break
        cursor = {"cursor": page["next"]}
    assert len(seen) == len(set(seen)) == 6


async def test_what_is_out_of_reach_does_not_exist(
    client: httpx2.AsyncClient, keeper: dict[str, str], identity: Identity
) -> None:
    assert (await enter(client, keeper, "PAKN-1", "2026-11-02 08:00", office=OTHER)).status_code == 404
    petition = (await enter(client, keeper, "PAKN-2", "2026-11-02 08:00")).json()["id"]
    elsewhere = identity.headers("officer", "monitor", offices=(OTHER,))
    for refused in (
        await act(client, elsewhere, petition, "answered", "2026-11-05 09:00"),
        await act(client, keeper, str(uuid4()), "answered", "2026-11-05 09:00"),
        await client.get("/petitions", params={"office": DISTRICT, **SPAN}, headers=elsewhere),
    ):
        assert refused.status_code == 404


@pytest.mark.parametrize("role", ["clerk", "monitor", "operator"])
async def test_who_only_reads_enters_no_petition(client: httpx2.AsyncClient, identity: Identity, role: str) -> None:
    assert (await enter(client, identity.headers(role), "PAKN-1", "2026-11-02 08:00")).status_code == 403


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIl0", "Wy0xXQ", "WzFlOTld"])
async def test_a_cursor_of_another_make_is_refused(
    client: httpx2.AsyncClient, monitor: dict[str, str], cursor: str
) -> None:
    answer = await client.get("/petitions", params={"office": PROVINCE, **SPAN, "cursor": cursor}, headers=monitor)
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_not_valid")


async def test_a_name_or_words_have_no_place_in_a_petition(client: httpx2.AsyncClient, keeper: dict[str, str]) -> None:
    for extra in ({"petitioner": "Nguyễn Văn Mẫu"}, {"text": "Cán bộ chậm trễ"}, {"reference": "Ông Mẫu, 0912345678"}):
        refused = await enter(client, keeper, "PAKN-1", "2026-11-02 08:00", **extra)
        assert (refused.status_code, refused.json()["code"]) == (422, "fields_not_valid")
