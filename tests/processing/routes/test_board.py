"""The board of a head: each number is that of the list behind it."""

from collections.abc import Callable
from typing import Any

from shared.clock import SetClock
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, local

COUNTED = {"open": None, "late": "overdue", "due_today": "due_today", "waiting": "waiting"}


async def test_every_number_is_that_of_the_units_list_and_the_worst_comes_first(
    desk: Desk, apply: Apply, town: Log, clock: SetClock
) -> None:
    clock.turn_to(local("2026-11-24 10:00"))
    for n in range(9):
        office = ("H62.20", "H62.19", "H62")[n % 3]
        due_at = local(f"2026-11-{25 + n % 4} 17:00")
        id = new_id()
        await apply([town.received(id, office=office, desk=office, due_at=due_at, due_on=due_at.date())])
        await desk.act(id, "take-up", 1, "leader", body={"assignee": f"canbo.{n % 2}"}, offices=("VN",))
        if n == 4:
            await desk.act(id, "supplement-request", 2, "leader", body={"note": "Thiếu"}, offices=("VN",))
    clock.turn_to(local("2026-11-27 09:00"))
    told = (await desk.get("/board?office=H62", offices=("VN",))).json()
    units = told["units"]
    assert [unit["late"] for unit in units] == sorted((unit["late"] for unit in units), reverse=True)
    assert sum(unit["open"] for unit in units) == 9 and max(unit["late"] for unit in units) > 0
    for unit in units:
        direct = "&direct=true" if unit["is_own"] else ""
        counts = (await desk.get(f"/dossiers/counts?office={unit['code']}{direct}", offices=("VN",))).json()
        for name, urgency in COUNTED.items():
            assert unit[name] == (counts["urgency"].get(urgency, 0) if urgency else counts["total"]), (unit, name)
    late = next(unit for unit in units if unit["late"])
    assert late["oldest_late_days"] == 2
    assert max(unit["staff"] for unit in units) == 2


async def test_who_did_nothing_for_more_than_a_working_day_is_silent_but_no_weekend_makes_one_so(
    desk: Desk, apply: Apply, town: Log, clock: SetClock
) -> None:
    clock.turn_to(local("2026-11-27 16:00"))
    id = new_id()
    await apply([town.received(id)])
    await desk.act(id, "take-up", 1, "leader", body={"assignee": "canbo.b"})
    silent = _silent(desk)
    clock.turn_to(local("2026-11-30 15:00"))  # Monday
    assert await silent("H62.19") is False
    assert await silent("H62.20") is True
    clock.turn_to(local("2026-12-01 09:00"))
    assert await silent("H62.19") is True


def _silent(desk: Desk) -> Callable[[str], Any]:
    async def silent(code: str) -> bool:
        units = (await desk.get("/board?office=H62", offices=("VN",))).json()["units"]
        return bool(next(unit["is_silent"] for unit in units if unit["code"] == code))

    return silent


async def test_a_board_out_of_reach_is_refused_as_if_it_did_not_exist(desk: Desk, town: Log) -> None:
    refused = await desk.get("/board?office=H62", offices=("H62.20",))
    assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")
    assert (await desk.get("/board?office=H62", "clerk", offices=("VN",))).status_code == 200
    assert (await desk.get("/board?office=H62", "operator", offices=("VN",))).status_code == 403
