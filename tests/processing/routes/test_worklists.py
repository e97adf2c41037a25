"""What there is to do: lists, their counts, and the urgency that SQL and the domain must tell alike."""

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.clock import SetClock
from shared.contracts.terms import CountsBy, Level, TermPart
from shared.ids import new_id
from shared.worktime import legal_day
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, local

SECOND = {"office": "H62.20", "desk": "H62.20"}
HOURS = {
    "term": TermPart(unit="working_hour", amount=20),
    "counts_by": CountsBy.HOUR,
    "due_at": local("2026-11-25 10:00"),
    "due_on": local("2026-11-25 10:00").date(),
}


async def all_steps(desk: Desk, path: str, *roles: str, **caller: Any) -> list[dict[str, Any]]:
    """Through every page, three at a time."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        more = f"{'&' if '?' in path else '?'}limit=3{cursor}"
        told = (await desk.get(path + more, *roles, **caller)).json()
        found += told["steps"]
        if not told["next"]:
            return found
        cursor = f"&cursor={told['next']}"


@pytest.fixture
async def busy_town(apply: Apply, town: Log, desk: Desk, clock: SetClock) -> list[UUID]:
    """Twenty dossiers at two offices, some by hours, moved at random; seeded."""
    chance = random.Random(7)
    ids = [new_id() for _ in range(20)]
    for n, id in enumerate(ids):
        await apply([town.received(id, **(SECOND if n % 4 == 0 else {}), **(HOURS if n % 3 == 0 else {}))])
    opinion = {"office": "H10", "until_at": "2026-11-26T09:00:00+07:00", "note": "Xin ý kiến"}
    ways: list[list[tuple[str, dict[str, Any]]]] = [
        [],
        [("hand-over", {})],
        [("take-up", {"assignee": "canbo.b"})],
        [("take-up", {"assignee": "canbo.b"}), ("supplement-request", {"note": "Thiếu bản sao"})],
        [("take-up", {}), ("opinion-request", opinion)],
        [("take-up", {}), ("payment-request", {})],
        [("take-up", {"assignee": "canbo.c"}), ("finish", {})],
    ]
    for id in ids:
        for version, (act, body) in enumerate(chance.choice(ways), start=1):
            clock.turn_to(clock.now() + timedelta(minutes=1))
            answer = await desk.act(id, act, version, "leader", "officer", body=body)
            assert answer.status_code == 200, answer.text
    return ids


@pytest.mark.parametrize("later", ["2026-11-24 14:00", "2026-11-25 10:30", "2026-11-26 07:00", "2026-12-07 08:00"])
async def test_every_count_is_the_length_of_its_list(
    desk: Desk, busy_town: list[UUID], clock: SetClock, later: str
) -> None:
    clock.turn_to(local(later))
    for base in ("/worklists/unit", "/worklists/unit?office=H62.19", "/worklists/mine"):
        who = {"subject": "canbo.b"} if "mine" in base else {}
        steps = await all_steps(desk, base, **who)
        joint = "&" if "?" in base else "?"
        counts = (await desk.get(base.replace("?", "/counts?") if joint == "&" else f"{base}/counts", **who)).json()
        assert counts["total"] == len(steps) > 0
        for name in ("urgency", "stage", "state", "waits_on", "assignee", "group"):
            assert sum(counts[name].values()) == counts["total"]
        for name in ("urgency", "state", "group"):
            assert counts[name] == Counter(step[name] for step in steps)
            for value, count in counts[name].items():
                assert len(await all_steps(desk, f"{base}{joint}{name}={value}", **who)) == count
        for value, count in counts["waits_on"].items():
            assert len(await all_steps(desk, f"{base}{joint}waits_on={value}", **who)) == count
        for value, count in counts["stage"].items():
            assert len(await all_steps(desk, f"{base}{joint}stage={value}", **who)) == count


@pytest.mark.parametrize("later", ["2026-11-24 14:00", "2026-11-25 10:30", "2026-11-27 16:59", "2026-11-28 00:00"])
async def test_the_list_tells_the_urgency_that_the_dossier_tells(
    desk: Desk, busy_town: list[UUID], clock: SetClock, later: str
) -> None:
    clock.turn_to(local(later))
    listed = {(s["dossier"], s["number"]): s for s in await all_steps(desk, "/worklists/unit")}
    told = {}
    for id in busy_town:
        dossier = (await desk.get(f"/dossiers/{id}")).json()
        told |= {(dossier["id"], step["number"]): step for step in dossier["steps"] if step["end"] is None}
    assert listed.keys() == told.keys()
    for key, step in told.items():
        assert listed[key]["remaining"] == step["remaining"]
        assert listed[key]["urgency"] == step["remaining"]["urgency"], step


async def test_lists_are_by_due_date_and_pages_neither_repeat_nor_skip(desk: Desk, busy_town: list[UUID]) -> None:
    steps = await all_steps(desk, "/worklists/unit")
    keys = [(step["due_at"] is None, step["due_at"], step["dossier"], step["number"]) for step in steps]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("wards", [3, 1001], ids=["a few offices", "more offices than any province has"])
async def test_pages_go_from_work_with_a_due_date_into_work_without(
    desk: Desk, apply: Apply, town: Log, wards: int
) -> None:
    codes = [f"H10.{n}" for n in range(wards)]
    await apply([town.office(code, "H10", Level.DISTRICT) for code in codes])
    ids = []
    for n, code in enumerate([*codes[:3], *codes[-3:], "H62.19"]):
        due_at = local(f"2026-11-{25 + n % 3} 17:00")
        dues = {"due_at": due_at, "due_on": due_at.date()}
        for due in (dues, dues, {"due_at": None, "due_on": None, "term": None}):
            ids.append(new_id())
            await apply([town.received(ids[-1], office=code, desk=code, **due)])
            answer = await desk.act(ids[-1], "hand-over", 1, offices=("VN",))
            assert answer.status_code == 200, answer.text
    for base, of_step in (("/worklists/unit", "dossier"), ("/dossiers", "id")):
        whole = (await desk.get(f"{base}?limit=100", offices=("VN",))).json()
        lines = whole["steps" if of_step == "dossier" else "dossiers"]
        keys = [(line["due_at"] is None, line["due_at"] or "", line[of_step]) for line in lines]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys) == len(ids)
        assert sum(is_without for is_without, *_ in keys) == len(ids) // 3
        for limit in (1, 2, 5, 7):
            assert await through(desk, base, limit) == lines


async def through(desk: Desk, base: str, limit: int) -> list[dict[str, Any]]:
    """Every page of the nation's list."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        joint = "&" if "?" in base else "?"
        told = (await desk.get(f"{base}{joint}limit={limit}{cursor}", offices=("VN",))).json()
        page = told.get("steps") or told.get("dossiers") or []
        assert len(page) == limit or not told["next"]
        found += page
        if not told["next"]:
            return found
        cursor = f"&cursor={told['next']}"


async def test_an_officer_sees_what_was_given_to_him_and_a_leader_what_nobody_has(
    desk: Desk, busy_town: list[UUID]
) -> None:
    mine = await all_steps(desk, "/worklists/mine", "officer", subject="canbo.b")
    assert {step["assignee"] for step in mine} == {"canbo.b"}
    nobodys = await all_steps(desk, "/worklists/unit?unassigned=true")
    assert {step["assignee"] for step in nobodys} == {None}


async def test_what_is_mine_or_nobodys_is_counted_as_it_is_listed(desk: Desk, busy_town: list[UUID]) -> None:
    who = {"subject": "canbo.b"}
    steps = await all_steps(desk, "/worklists/unit?for_me=true&role=officer", **who)
    assert {step["assignee"] for step in steps} == {None, "canbo.b"}
    assert {step["role"] for step in steps} == {"officer"}
    counts = (await desk.get("/worklists/unit/counts?for_me=true&role=officer", **who)).json()
    assert counts["total"] == len(steps)


async def test_work_is_sorted_into_what_is_late_due_soon_later_and_what_waits(
    desk: Desk, busy_town: list[UUID], clock: SetClock
) -> None:
    clock.turn_to(local("2026-11-25 08:00"))
    for step in await all_steps(desk, "/worklists/unit"):
        left, waits = step["remaining"], step["waits_on"]
        if left["urgency"] in {"overdue", "due_today"}:
            assert step["group"] == {"overdue": "overdue", "due_today": "today"}[left["urgency"]]
        elif waits:
            assert step["group"] == "waiting"
        elif left["counts_by"] == "day":
            assert step["group"] == ("soon" if left["left"] <= 2 else "later")
    both = await all_steps(desk, "/worklists/unit?group=soon&group=waiting")
    assert {step["group"] for step in both} == {"soon", "waiting"}


async def test_a_line_says_from_whom_it_came_with_what_words_and_whether_the_result_follows(
    desk: Desk, apply: Apply, town: Log, clock: SetClock
) -> None:
    id = new_id()
    await apply([town.received(id)])
    body = {"assignee": "canbo.b", "note": "Làm trước thứ Sáu"}
    answer = await desk.act(id, "take-up", 1, "leader", body=body, subject="lanhdao.a")
    assert answer.status_code == 200, answer.text
    [step] = await all_steps(desk, "/worklists/mine", "officer", subject="canbo.b")
    assert (step["from_whom"], step["note"], step["is_last"]) == ("lanhdao.a", "Làm trước thứ Sáu", False)
    told = (await desk.get(f"/dossiers/{id}")).json()
    assert step["dossier_remaining"] == told["remaining"]
    assert step["dossier_due_on"] == told["due"]["due_on"]
    answer = await desk.act(id, "pass-on", 2, "officer", body={"note": "Trình ký"}, subject="canbo.b")
    assert answer.status_code == 200, answer.text
    [step] = await all_steps(desk, "/worklists/unit?role=leader&for_me=true", "leader", subject="lanhdao.a")
    assert (step["from_whom"], step["note"], step["is_last"]) == ("canbo.b", "Trình ký", True)


async def test_who_waits_for_an_opinion_is_told_for_whose(desk: Desk, busy_town: list[UUID]) -> None:
    waiting = await all_steps(desk, "/worklists/unit?waits_on=office")
    assert {step["waits_on"] for step in waiting} == {"H10"}
    asked = await all_steps(desk, "/worklists/unit?kind=opinion", offices=("H10",))
    assert {step["dossier"] for step in asked} == {step["dossier"] for step in waiting}


async def test_other_offices_work_is_not_shown(desk: Desk, busy_town: list[UUID]) -> None:
    assert {s["office"] for s in await all_steps(desk, "/worklists/unit", offices=("H62.20",))} == {"H62.20"}
    refused = await desk.get("/worklists/unit?office=H62.19", offices=("H62.20",))
    assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")
    assert (await desk.get("/worklists/unit", "monitor")).status_code == 403


async def test_dossiers_that_wait_for_long_are_those_whose_clock_stood_still_before_a_day(
    desk: Desk, busy_town: list[UUID]
) -> None:
    waiting = await all_dossiers(desk, "?urgency=waiting")
    since = sorted(legal_day(datetime.fromisoformat(line["waiting_since"])) for line in waiting)
    assert since
    for day in {since[0], since[-1], since[-1] + timedelta(days=1)}:
        long = await all_dossiers(desk, f"?urgency=waiting&waiting_before={day}")
        assert len(long) == sum(each < day for each in since)
        counted = (await desk.get(f"/dossiers/counts?urgency=waiting&waiting_before={day}")).json()
        assert counted["total"] == len(long)


async def test_a_desk_lists_what_it_has_to_give_back(desk: Desk, busy_town: list[UUID]) -> None:
    ready = (await desk.get("/dossiers?desk=H62.19&state=ready", "clerk")).json()["dossiers"]
    assert {entry["desk"] for entry in ready} == {"H62.19"}


@pytest.mark.parametrize("query", ["urgency=soon", "cursor=khong", "limit=0", "kind=x", "waits_on=me"])
async def test_a_question_that_cannot_be_right_is_refused(desk: Desk, town: Log, query: str) -> None:
    assert (await desk.get(f"/worklists/unit?{query}")).status_code == 422


async def all_dossiers(desk: Desk, asked: str) -> list[dict[str, Any]]:
    """Through every page, three at a time."""
    return await through(desk, f"/dossiers{asked}", 3)


@pytest.mark.parametrize("later", ["2026-11-24 14:00", "2026-11-25 10:30", "2026-11-27 16:59", "2026-12-07 08:00"])
async def test_every_count_of_dossiers_is_the_length_of_its_list(
    desk: Desk, busy_town: list[UUID], clock: SetClock, later: str
) -> None:
    clock.turn_to(local(later))
    for base in ("", "?desk=H62.19", "?state=ready&state=in_process&without_register=true"):
        listed = await all_dossiers(desk, base)
        joint = "&" if base else "?"
        counts = (await desk.get(f"/dossiers/counts{base}")).json()
        assert counts["total"] == len(listed) > 0
        assert counts["state"] == Counter(line["state"] for line in listed)
        assert counts["urgency"] == Counter(line["remaining"]["urgency"] for line in listed if line["remaining"])
        for urgency, count in counts["urgency"].items():
            assert len(await all_dossiers(desk, f"{base}{joint}urgency={urgency}")) == count


@pytest.mark.parametrize("later", ["2026-11-24 14:00", "2026-11-25 10:30", "2026-11-28 00:00"])
async def test_the_list_tells_of_each_dossier_what_the_dossier_tells(
    desk: Desk, busy_town: list[UUID], clock: SetClock, later: str
) -> None:
    clock.turn_to(local(later))
    listed = {line["id"]: line for line in await all_dossiers(desk, "")}
    assert any(line["waiting_since"] for line in listed.values())
    for id, line in listed.items():
        told = (await desk.get(f"/dossiers/{id}")).json()
        assert line["remaining"] == told["remaining"]
        wait = told["standing"]["waits"][-1] if told["standing"]["waits"] else None
        assert bool(line["waiting_since"]) == bool(wait and wait["until_at"] is None)
        holders = {(step["office"], step["assignee"]) for step in told["steps"] if step["end"] is None}
        assert (line["holder_office"], line["holder"]) in holders or not holders
