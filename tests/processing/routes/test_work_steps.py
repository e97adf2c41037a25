"""The work in between: routes with branches, whose step, back and again, undo, late entry, causes of lateness."""

from datetime import timedelta
from typing import Any

import pytest

from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log, local
from tests.processing.story import Story

DAYS = {"unit": "working_day", "amount": 10}
BRANCHED: dict[str, Any] = {
    "name": "Quy trình liên thông",
    "decision": "QĐ 12/QĐ-UBND",
    "procedure": "1.001612",
    "office": "H62",
    "valid_from": "2026-01-01",
    "limit": DAYS,
    "stages": [
        {"number": 1, "name": "Tiếp nhận", "seat": "desk", "role": "clerk"},
        {"number": 2, "name": "Thẩm định", "after": [1], "is_lead": True, "term": {"unit": "working_day", "amount": 4}},
        {"number": 3, "name": "Phối hợp", "seat": "H62.20", "after": [1], "term": {"unit": "working_day", "amount": 3}},
        {"number": 4, "name": "Ký", "role": "leader", "after": [2, 3], "term": {"unit": "working_day", "amount": 2}},
    ],
}
THERE = {"offices": ("H62.20",), "subject": "cb.ph"}


async def publish(desk: Desk, route: dict[str, Any], *roles: str, **caller: Any) -> Any:
    headers = desk.identity.headers(*(roles or ("leader",)), **caller)
    return await desk.client.post("/routes", headers=headers, json=route)


async def branched(desk: Desk, begin: Begin) -> Story:
    """In process on two branches since Monday 02/03/2026, 14:00."""
    assert (await publish(desk, BRANCHED)).status_code == 201
    story = await begin()
    await story.do("hand-over", "2026-03-02 10:00", "clerk")
    await story.do("take-up", "2026-03-02 14:00", "officer", {"assignee": "cb.chinh"})
    return story


def open_of(told: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(s["name"], s["due_on"], s["assignee"]) for s in told["steps"] if s["end"] is None]


async def test_branches_run_side_by_side_and_join(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    assert open_of(await story.read()) == [
        ("Thẩm định", "2026-03-06", "cb.chinh"),
        ("Phối hợp", "2026-03-05", None),
    ]
    await story.do("pass-on", "2026-03-04 09:00", "officer", {}, **THERE)
    assert open_of(await story.read()) == [("Thẩm định", "2026-03-06", "cb.chinh")]
    await story.do("pass-on", "2026-03-09 09:00", "officer", {"assignee": "ld"}, subject="cb.chinh")
    assert open_of(await story.read()) == [("Ký", "2026-03-11", "ld")]
    done = await story.do("finish", "2026-03-10 09:00", "leader", {}, subject="ld")
    assert done["warnings"] == []
    assert [step["end"] for step in (await story.read())["steps"]] == ["done"] * 4


async def test_a_cooperating_office_sees_the_dossier_and_does_only_its_part(
    desk: Desk, town: Log, begin: Begin
) -> None:
    story = await branched(desk, begin)
    assert (await desk.get(f"/dossiers/{story.id}", **THERE)).status_code == 200
    mine = (await desk.get("/worklists/unit", **THERE)).json()["steps"]
    assert [(step["name"], step["code"][:6]) for step in mine] == [("Phối hợp", "H62.19")]
    for act in ("finish", "supplement-request", "stop"):
        assert await story.refused(act, "2026-03-03 09:00", "leader", **THERE) == (403, "act_of_another_office")
    other = {"step": 2}
    assert await story.refused("pass-on", "2026-03-03 09:00", "leader", other, **THERE) == (
        403,
        "act_of_another_office",
    )


async def test_two_officers_on_two_branches_never_overwrite_each_other(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    await story.do("pass-on", "2026-03-04 09:00", "officer", {}, **THERE)
    story.version -= 1
    assert await story.refused("pass-on", "2026-03-04 09:01", "officer", {"step": 2}, subject="cb.chinh") == (
        409,
        "version_conflict",
    )


async def test_what_is_sent_back_is_done_again_with_everything_behind_it(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    await story.do("pass-on", "2026-03-04 09:00", "officer", {}, **THERE)
    await story.do("pass-on", "2026-03-04 10:00", "officer", {}, subject="cb.chinh")
    body = {"to_stage": 2, "note": "Thiếu căn cứ"}
    assert await story.refused("send-back", "2026-03-04 11:00", "leader", {**body, "to_stage": 4}) == (
        422,
        "stage_not_before",
    )
    await story.do("send-back", "2026-03-04 11:00", "leader", body)
    told = await story.read()
    assert [(s["name"], s["end"]) for s in told["steps"]] == [
        *(("Tiếp nhận", "done"), ("Thẩm định", "repeated"), ("Phối hợp", "done")),
        *(("Ký", "sent_back"), ("Thẩm định", None)),
    ]
    assert open_of(told) == [("Thẩm định", "2026-03-10", "cb.chinh")]


async def test_a_step_belongs_to_whom_it_was_given(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", {"assignee": "cb.a"})
    assert await story.refused("pass-on", "2026-03-03 09:00", "officer", {}, subject="cb.b") == (403, "step_of_another")
    give = {"step": 2, "assignee": "cb.b", "note": "Nghỉ phép"}
    assert await story.refused("assignment", "2026-03-03 09:00", "officer", give) == (403, "assigning_needs_leader")
    await story.do("assignment", "2026-03-03 09:00", "leader", give)
    await story.do("pass-on", "2026-03-03 10:00", "officer", {}, subject="cb.b")
    assert await story.refused("pass-on", "2026-03-03 11:00", "officer", {"step": 3}, subject="cb.b") == (
        403,
        "step_of_another",
    )
    assert await story.refused("pass-on", "2026-03-03 11:00", "leader", {"step": 2}) == (409, "step_not_open")


async def test_a_step_must_be_named_where_several_can_be_meant(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    answer = await story.ask("pass-on", "2026-03-03 09:00", "leader", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_named")
    assert "2 (Thẩm định), 3 (Phối hợp)" in answer.json()["detail"]


async def test_no_step_is_due_after_its_dossier(desk: Desk, town: Log, begin: Begin) -> None:
    assert (await publish(desk, BRANCHED)).status_code == 201
    story = await begin(due="2026-03-04 17:00")  # a shortened limit
    await story.do("hand-over", "2026-03-02 10:00", "clerk")
    assert {due for _, due, _ in open_of(await story.read())} == {"2026-03-04"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stages": [{"number": 1, "name": "A"}, {"number": 1, "name": "B"}]}, "route_not_valid"),
        ({"stages": [{"number": 1, "name": "A", "after": [2]}, {"number": 2, "name": "B", "after": [1]}]}, None),
        ({"stages": [{"number": 1, "name": "A", "after": [9]}]}, "route_not_valid"),
        ({"stages": [{"number": 1, "name": "A", "seat": "X99"}]}, "office_not_found"),
        ({"stages": [{"number": 1, "name": "A", "term": {"unit": "working_day", "amount": 11}}]}, "route_not_valid"),
        ({"limit": {"unit": "same_day", "amount": 0}, "stages": [{"number": 1, "name": "A", "term": DAYS}]}, None),
        ({"valid_from": "2027-06-01", "limit": {"unit": "working_day", "amount": 5}}, None),  # calendar ends with 2027
        ({"office": "H99"}, "office_not_found"),
        ({"stages": []}, "fields_not_valid"),
        ({"valid_to": "2025-01-01"}, "validity_not_valid"),
        ({"limit": {"unit": "working_day", "amount": 0}}, "fields_not_valid"),
    ],
)
async def test_a_route_that_does_not_hang_together_is_refused(
    desk: Desk, town: Log, changes: dict[str, Any], code: str | None
) -> None:
    answer = await publish(desk, {**BRANCHED, **changes})
    assert answer.status_code in {404, 422}
    assert answer.json()["code"] == (code or "route_not_valid")
    assert len((await desk.get("/routes?procedure=1.001612")).json()) == 1


@pytest.mark.parametrize(
    ("hours", "status"),
    [((2, 3, 2, 1), 201), ((4, 4, 8), 422)],
    ids=["eight hours in a working day", "sixteen hours in a working day"],
)
async def test_hours_are_held_against_days_by_the_engine(
    desk: Desk, town: Log, hours: tuple[int, ...], status: int
) -> None:
    stages = [
        {"number": n, "name": f"B{n}", "after": [n - 1][: n - 1], "term": {"unit": "working_hour", "amount": h}}
        for n, h in enumerate(hours, start=1)
    ]
    one_day = {"limit": {"unit": "working_day", "amount": 1}, "stages": stages}
    assert (await publish(desk, {**BRANCHED, **one_day})).status_code == status


async def test_routes_are_published_by_heads_in_their_reach_and_never_changed(desk: Desk, town: Log) -> None:
    assert (await publish(desk, BRANCHED, "officer")).json()["code"] == "role_not_allowed"
    assert (await publish(desk, BRANCHED, offices=("H10",))).json()["code"] == "out_of_reach"
    made = (await publish(desk, BRANCHED, offices=("H62",))).json()
    assert (await desk.get(f"/routes/{made['id']}")).json() == made
    listed = (await desk.get("/routes?procedure=1.001612", offices=("H62.19",))).json()
    assert [route["name"] for route in listed] == ["Quy trình liên thông", "Quy trình chung"]
    assert [route["name"] for route in (await desk.get("/routes", offices=("H10",))).json()] == ["Quy trình chung"]


async def test_the_nearest_and_newest_route_holds_and_a_dossier_keeps_its_own(
    desk: Desk, town: Log, begin: Begin
) -> None:
    async def first_stage(story: Story) -> str:
        return str((await story.read())["steps"][0]["name"])

    def of(office: str | None, name: str, **more: Any) -> dict[str, Any]:
        stages = [{"number": 1, "name": name, "seat": "desk", "role": "clerk"}]
        return {**BRANCHED, "office": office, "stages": stages, **more}

    before = await begin()
    for route in (
        *(of("H62.19", "Huyện"), of("H62", "Tỉnh"), of(None, "Cả nước")),
        *(of("H62.20", "Huyện khác"), of("H62.19", "Mai sau", valid_from="2026-03-03")),
    ):
        assert (await publish(desk, route)).status_code == 201
    assert await first_stage(await begin()) == "Huyện"
    assert await first_stage(await begin("2026-03-04 08:00")) == "Mai sau"
    assert await first_stage(await begin(procedure="1.009999")) == "Tiếp nhận, chuyển hồ sơ"
    assert await first_stage(before) == "Tiếp nhận, chuyển hồ sơ"


@pytest.mark.parametrize(
    ("effect", "due"), [("restarts", "2026-03-26"), ("pauses", "2026-03-19"), ("runs", "2026-03-16")]
)
async def test_a_sector_law_says_what_waiting_does(desk: Desk, town: Log, begin: Begin, effect: str, due: str) -> None:
    await publish(desk, {**BRANCHED, "on_supplement": effect, "notice_days": 5, "answer_days": 30})
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer")
    asked = await story.do("supplement-request", "2026-03-09 08:00", "officer")
    assert asked["warnings"] == []
    await story.do("supplement-receipt", "2026-03-12 08:00", "clerk")
    assert (await story.read())["due"]["due_on"] == due


async def test_undo_takes_the_last_act_back_once_and_both_stay(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", subject="cb.a")
    before = await story.read()
    await story.do("finish", "2026-03-03 09:00", "officer", subject="cb.a")
    assert await story.refused("undo", "2026-03-03 09:05", "officer", {}) == (422, "reason_missing")
    assert await story.refused("undo", "2026-03-03 09:05", "officer", subject="cb.b") == (403, "act_of_another")
    undone = await story.do("undo", "2026-03-03 09:10", "officer", subject="cb.a")
    after = await story.read()
    assert undone["state"] == "in_process"
    assert [s["end"] for s in after["steps"]] == [s["end"] for s in before["steps"]]
    assert [act["act"] for act in after["history"]] == ["opened", "taken_up", "finished", "undone"]
    assert after["history"][-1]["details"] == {"undone": "finished", "of_version": 3}
    assert await story.refused("undo", "2026-03-03 09:15", "leader") == (409, "nothing_to_undo")


async def test_undo_has_its_time_but_for_a_head(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", subject="cb.a")
    assert await story.refused("undo", "2026-03-05 14:01", "officer", subject="cb.a") == (409, "undo_too_late")
    assert (await story.do("undo", "2026-03-05 14:01", "leader"))["state"] == "accepted"


async def test_a_step_that_was_undone_leaves_the_worklists(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", {"assignee": "cb.a"})
    assert (await desk.get("/worklists/mine", subject="cb.a")).json()["steps"]
    await story.do("undo", "2026-03-02 14:05", "leader")
    assert (await desk.get("/worklists/mine", subject="cb.a")).json()["steps"] == []
    left = (await desk.get("/worklists/unit")).json()["steps"]
    assert [(step["number"], step["name"]) for step in left] == [(1, "Tiếp nhận, chuyển hồ sơ")]


async def test_late_entry_beyond_the_grace_is_a_heads_and_marked(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    earlier = {"happened_at": "2026-03-02T15:00:00+07:00", "note": "Mất mạng"}
    assert await story.refused("take-up", "2026-03-03 15:01", "officer", earlier) == (403, "backdating_needs_leader")
    assert (await story.do("take-up", "2026-03-03 15:00", "officer", earlier))["warnings"] == []
    finish = {"happened_at": "2026-03-03T09:00:00+07:00"}
    done = await story.do("finish", "2026-03-05 09:00", "leader", finish)
    assert "backdated" in done["warnings"]
    act = (await story.read())["history"][-1]
    assert act["happened_at"] != act["recorded_at"]
    assert done["standing"]["ended_on"] == "2026-03-03"


@pytest.mark.parametrize(
    ("at", "code"),
    [("2026-03-02T08:00:00+07:00", "happened_before_last_act"), ("2026-03-02T10:00:00+07:00", "happened_in_future")],
)
async def test_no_act_before_the_last_or_in_the_future(desk: Desk, town: Log, begin: Begin, at: str, code: str) -> None:
    story = await begin()
    assert await story.refused("take-up", "2026-03-02 09:00", "leader", {"happened_at": at}) == (422, code)


async def test_what_is_late_gets_one_cause_and_an_outage_must_have_been(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer")
    assert await story.refused("lateness", "2026-03-16 17:30", "officer", {"cause": "staff"}) == (409, "not_late")
    assert await story.refused("lateness", "2026-03-17 08:00", "officer", {"cause": "vì bận"}) == (
        422,
        "fields_not_valid",
    )
    outage = {"cause": "system_outage"}
    assert await story.refused("lateness", "2026-03-17 08:00", "officer", outage) == (422, "outage_not_named")
    headers = desk.identity.headers("leader")
    body = {
        "system": "Cổng",
        "from_at": "2026-03-05T08:00:00+07:00",
        "until_at": "2026-03-05T11:00:00+07:00",
        "note": "Mất kết nối",
    }
    number = (await desk.client.post("/outages", headers=headers, json=body)).json()["number"]
    other = {**body, "from_at": "2026-02-01T08:00:00+07:00", "until_at": "2026-02-01T09:00:00+07:00"}
    wrong = (await desk.client.post("/outages", headers=headers, json=other)).json()["number"]
    assert await story.refused("lateness", "2026-03-17 08:00", "officer", {**outage, "outage": wrong}) == (
        422,
        "outage_elsewhere",
    )
    told = await story.do("lateness", "2026-03-17 08:00", "officer", {**outage, "outage": number, "step": 2})
    assert told["standing"]["cause"] == "system_outage"
    assert [step["cause"] for step in told["standing"]["steps"]] == [None, "system_outage"]
    listed = (await desk.get("/outages")).json()
    assert [entry["number"] for entry in listed] == [wrong, number]


async def test_an_outage_that_cannot_be_right_is_refused(desk: Desk, town: Log) -> None:
    headers = desk.identity.headers("leader")
    body = {
        "system": "Cổng",
        "from_at": "2026-03-05T08:00:00+07:00",
        "until_at": "2026-03-05T08:00:00+07:00",
        "note": "x",
    }
    assert (await desk.client.post("/outages", headers=headers, json=body)).status_code == 422


async def test_an_opinion_needs_an_office_that_is_there_and_time_to_answer(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer")
    asked = {"office": "H99", "until_at": "2026-03-05T17:00:00+07:00", "note": "Xin ý kiến"}
    assert await story.refused("opinion-request", "2026-03-03 08:00", "officer", asked) == (404, "office_not_found")
    past = {**asked, "office": "H10", "until_at": "2026-03-03T08:00:00+07:00"}
    assert await story.refused("opinion-request", "2026-03-03 08:00", "officer", past) == (422, "opinion_not_complete")


async def test_a_desk_elsewhere_does_the_desks_part(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin(desk="H10")
    there = {"offices": ("H10",), "subject": "cb.quay"}
    await story.do("hand-over", "2026-03-02 10:00", "clerk", {}, **there)
    assert await story.refused("take-up", "2026-03-02 11:00", "leader", {}, **there) == (403, "act_of_another_office")
    await story.do("finish", "2026-03-03 11:00", "officer", {}, offices=("H62.19",))
    await story.do("return", "2026-03-04 11:00", "clerk", {}, **there)
    assert local("2026-03-04 11:00") - story.clock.now() == timedelta(0)
