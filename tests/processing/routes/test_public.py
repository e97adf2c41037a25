"""What the tracker is told: the applicant's side of a dossier, and nothing of the officials'."""

from typing import Any

from shared.callers import Role
from tests.processing.conftest import Begin
from tests.processing.story import Story

LACKING = [{"what": "Bản sao giấy khai sinh", "why": "Chưa có chứng thực"}]


async def public(story: Story, role: str = "tracker") -> dict[str, Any]:
    answer = await story.desk.get(f"/public/dossiers/{story.id}", role)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_fresh_dossier_has_its_promise_and_nothing_to_do(begin: Begin) -> None:
    told = await public(await begin())
    assert (told["state"], told["begun_at"], told["awaited"], told["letter"]) == ("accepted", None, None, None)
    assert [due["due_at"] for due in told["dues"]] == ["2026-03-16T10:00:00Z"]
    assert told["remaining"]["left"] == 10


async def test_what_is_lacking_is_told_and_until_when_once_the_desk_has_told_it(begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-03 08:00", "officer")
    await story.do("supplement-request", "2026-03-03 09:00", "officer", {"note": "Gọi ông A", "lacking": LACKING})
    told = await public(story)
    assert told["awaited"]["lacking"] == LACKING
    assert (told["awaited"]["reason"], told["awaited"]["answer_by"]) == ("supplement", None)
    assert "ông A" not in str(told)
    await story.do("supplement-notice", "2026-03-03 10:00", "clerk")
    assert (await public(story))["awaited"]["answer_by"] is not None
    await story.do("supplement-receipt", "2026-03-10 10:00", "clerk")
    told = await public(story)
    assert told["awaited"] is None
    assert len(told["dues"]) == 2


async def test_a_late_dossier_tells_the_letter_with_its_reason(begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-03 08:00", "officer")
    reason = {"note": "Chờ cơ quan thuế trả lời", "promised_on": "2026-03-20"}
    await story.do("extension", "2026-03-13 09:00", "leader", reason)
    letter = (await public(story))["letter"]
    assert (letter["reason"], letter["promised_on"]) == ("Chờ cơ quan thuế trả lời", "2026-03-20")
    assert letter["promised_at"].startswith("2026-03-20T17:00")


async def test_an_act_that_was_undone_was_never_told(begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-03 08:00", "officer")
    await story.do("supplement-request", "2026-03-03 09:00", "officer", {"note": "Nhầm", "lacking": LACKING})
    await story.do("undo", "2026-03-03 09:10", "officer")
    told = await public(story)
    assert (told["state"], told["awaited"], told["begun_at"]) == ("in_process", None, "2026-03-03T01:00:00Z")


async def test_nobody_but_the_tracker_asks_here_and_officials_stay_unnamed(begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-03 08:00", "officer")
    assert "canbo" not in str(await public(story))
    for role in set(Role) - {Role.TRACKER}:
        assert (await story.desk.get(f"/public/dossiers/{story.id}", role.value)).status_code == 403
    for path in ("", "/history", "/due", "/holdings"):
        assert (await story.desk.get(f"/dossiers/{story.id}{path}", "tracker")).status_code == 403
