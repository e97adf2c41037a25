"""Papers over HTTP as far as they need no counter: who may ask, and the numbers that acts give them."""

from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log

LETTER = {"promised_on": "2026-03-23", "note": "Chờ ý kiến"}


async def test_papers_are_for_those_who_work_on_dossiers(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    assert (await desk.get(f"/dossiers/{story.id}/control-slip.pdf", "monitor")).status_code == 403
    away = await desk.get(f"/dossiers/{story.id}/control-slip.pdf", "leader", offices=("H10",))
    assert away.json()["code"] == "dossier_not_found"


async def test_papers_are_numbered_by_office_and_form_without_gaps(desk: Desk, town: Log, begin: Begin) -> None:
    numbers = []
    for _ in range(3):
        story = await begin()
        await story.do("extension", "2026-03-10 09:00", "leader", LETTER)
        assert await story.refused("extension", "2026-03-10 09:30", "leader", LETTER) == (409, "term_already_extended")
        await story.do("stop", "2026-03-11 09:00", "leader")
        numbers += [entry["details"].get("number") for entry in (await story.read())["history"][1:]]
    assert numbers == ["01/PXL", "01/TBD", "02/PXL", "02/TBD", "03/PXL", "03/TBD"]


async def test_before_the_set_of_2025_a_stop_has_no_paper_and_no_number(begin: Begin, desk: Desk) -> None:
    story = await begin("2025-09-08 08:30", "2025-09-22 17:00")
    await story.do("stop", "2025-09-12 09:00", "leader")
    answer = await desk.get(f"/dossiers/{story.id}/acts/2/paper.pdf", "leader")
    assert (answer.status_code, answer.json()["code"]) == (404, "act_has_no_paper")
    assert "number" not in (await story.read())["history"][-1]["details"]
