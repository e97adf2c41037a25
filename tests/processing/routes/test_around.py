"""Around a dossier: why an act is not offered, what lies ahead, who is who, and where a dossier of others is."""

from uuid import UUID

import pytest

from shared.clock import SetClock
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, days, local


@pytest.fixture
async def dossier(apply: Apply, town: Log) -> UUID:
    id = new_id()
    await apply([town.received(id)])
    return id


async def why(desk: Desk, dossier: UUID, role: str, **caller: object) -> dict[str, str]:
    told = (await desk.get(f"/dossiers/{dossier}", role, **caller)).json()
    return {each["act"]: each["why"] for each in told["withheld_acts"]}


async def test_an_act_of_others_names_who_may(desk: Desk, dossier: UUID) -> None:
    told = await why(desk, dossier, "clerk")
    office = (await desk.get(f"/dossiers/{dossier}/names")).json()["offices"]["H62.19"]
    assert told["stopped"] == f"Chỉ lãnh đạo ({office}) được dừng giải quyết"
    assert told["taken_up"] == f"Chỉ công chức thụ lý hoặc lãnh đạo ({office}) được nhận giải quyết"
    assert "handed_over" not in told
    assert "stopped" not in await why(desk, dossier, "leader")


async def test_another_office_is_told_whose_the_act_is(desk: Desk, dossier: UUID) -> None:
    await desk.act(dossier, "take-up", 1)
    asked = {"office": "H10", "until_at": "2026-11-25T17:00:00+07:00", "note": "Ý kiến"}
    answer = await desk.act(dossier, "opinion-request", 2, body=asked)
    assert answer.status_code == 200, answer.text
    told = await why(desk, dossier, "leader", offices=("H10",))
    assert told["stopped"].startswith("Chỉ ") and told["stopped"].endswith("được dừng giải quyết")
    assert "opinion_given" not in told


async def test_a_letter_that_went_or_is_too_late_says_so(desk: Desk, dossier: UUID, clock: SetClock) -> None:
    clock.turn_to(local("2026-11-27 08:00"))
    assert "chỉ gửi được đến hết" in (await why(desk, dossier, "leader"))["extended"]
    clock.turn_to(local("2026-11-24 10:00"))
    letter = {"promised_on": "2026-12-05", "note": "Chờ ý kiến"}
    assert (await desk.act(dossier, "extension", 1, body=letter)).status_code == 200
    assert "một lần" in (await why(desk, dossier, "leader"))["extended"]


async def test_who_only_watches_is_told_whose_every_act_is(desk: Desk, dossier: UUID) -> None:
    told = (await desk.get(f"/dossiers/{dossier}", "monitor")).json()
    assert told["allowed_acts"] == [] and all(each["why"] for each in told["withheld_acts"])


async def test_stages_to_come_are_told_until_the_end_and_then_how_it_came_out(
    desk: Desk, dossier: UUID, clock: SetClock
) -> None:
    told = (await desk.get(f"/dossiers/{dossier}")).json()
    assert [each["name"] for each in told["to_come"]] == ["Thẩm định, giải quyết", "Ký duyệt, ban hành"]
    assert told["came_out"] is None
    await desk.act(dossier, "take-up", 1)
    clock.turn_to(local("2026-11-25 09:00"))
    await desk.act(dossier, "finish", 2)
    told = (await desk.get(f"/dossiers/{dossier}")).json()
    assert told["to_come"] == []
    assert (told["came_out"]["urgency"], told["came_out"]["left"]) == ("in_term", 2)
    clock.turn_to(clock.now() + days(9))
    assert (await desk.get(f"/dossiers/{dossier}")).json()["came_out"] == told["came_out"]


async def test_names_are_those_of_the_people_and_offices_in_it(desk: Desk, dossier: UUID) -> None:
    official = {"name": "Trần Thị B", "offices": ["H62.19"], "roles": ["officer"], "media": []}
    headers = desk.identity.headers("leader")
    await desk.client.put("/officials/canbo.b", headers=headers, json=official)
    await desk.client.put("/officials/canbo.c", headers=headers, json=official)
    await desk.act(dossier, "take-up", 1, "officer", subject="canbo.b")
    told = (await desk.get(f"/dossiers/{dossier}/names", "monitor")).json()
    assert told["people"] == {"canbo.b": "Trần Thị B"}
    assert set(told["offices"]) == {"H62.19"}


async def test_a_dossier_of_others_tells_its_office_state_and_due_date_only(desk: Desk, dossier: UUID) -> None:
    code = (await desk.get(f"/dossiers/{dossier}")).json()["code"]
    told = await desk.get(f"/whereabouts/{code}", "clerk", offices=("H10",))
    assert set(told.json()) == {"code", "office", "state", "state_name", "due_at", "due_on"}
    assert (told.json()["state"], told.json()["due_on"]) == ("accepted", "2026-11-27")
    assert (await desk.get("/whereabouts/H99-1", "clerk")).json()["code"] == "dossier_not_found"
    assert (await desk.get(f"/whereabouts/{code}", "monitor")).json()["code"] == "role_not_allowed"


async def test_results_are_listed_by_how_long_they_wait(desk: Desk, dossier: UUID, clock: SetClock) -> None:
    await desk.act(dossier, "take-up", 1)
    await desk.act(dossier, "finish", 2)
    for day, found in (("2026-11-24", []), ("2026-11-25", [str(dossier)])):
        page = (await desk.get(f"/dossiers?state=ready&ended_before={day}")).json()
        assert [each["id"] for each in page["dossiers"]] == found
