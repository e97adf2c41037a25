"""What an office with only a step in a dossier may do with it, and is shown that it may."""

from typing import Any

from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log
from tests.processing.routes.test_work_steps import THERE, branched


async def acts_shown(desk: Desk, id: str, role: str, **caller: Any) -> set[str]:
    told = (await desk.get(f"/dossiers/{id}", role, **caller)).json()
    return {act["act"] for act in told["allowed_acts"]}


async def test_it_is_shown_only_what_it_may_do_with_its_own_step(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    assert await acts_shown(desk, story.id, "officer", **THERE) == {"assigned", "passed_on", "sent_back"}
    assert {"finished", "opinion_asked"} < await acts_shown(desk, story.id, "officer")
    told = await story.do("pass-on", "2026-03-04 09:00", "officer", {}, **THERE)
    assert [act["act"] for act in told["allowed_acts"]] == ["undone"]
    assert await acts_shown(desk, story.id, "officer", **{**THERE, "subject": "cb.khac"}) == set()


async def test_its_officer_takes_a_wrong_click_back(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    await story.do("pass-on", "2026-03-04 09:00", "officer", {}, **THERE)
    another = {**THERE, "subject": "cb.khac"}
    assert await story.refused("undo", "2026-03-04 09:05", "officer", **another) == (403, "act_of_another_office")
    await story.do("undo", "2026-03-04 09:10", "officer", {"note": "Bấm nhầm"}, **THERE)
    steps = (await story.read())["steps"]
    assert [step["name"] for step in steps if step["end"] is None] == ["Thẩm định", "Phối hợp"]


async def test_a_late_step_does_not_make_a_dossier_late_that_is_in_time(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    late = {"cause": "coordination", "step": 3}
    told = await story.do("lateness", "2026-03-06 09:00", "officer", late, **THERE)
    assert told["standing"]["cause"] is None
    assert [step["cause"] for step in told["standing"]["steps"]] == [None, None, "coordination"]


async def test_the_cause_of_a_whole_dossier_is_not_replaced_by_that_of_a_step(
    desk: Desk, town: Log, begin: Begin
) -> None:
    story = await branched(desk, begin)
    late = {"cause": "coordination", "step": 3}
    told = await story.do("lateness", "2026-03-17 09:00", "officer", late, **THERE)
    assert told["standing"]["cause"] == "coordination"
    await story.do("lateness", "2026-03-17 09:05", "officer", {"cause": "staff"})
    told = await story.do("lateness", "2026-03-17 09:10", "officer", {**late, "cause": "facilities"}, **THERE)
    assert told["standing"]["cause"] == "staff"
