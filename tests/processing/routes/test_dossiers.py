"""Reading over HTTP: one dossier, its due date day by day, worklists page by page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.clock import SetClock
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, local


@pytest.fixture
async def dossier(apply: Apply, town: Log) -> UUID:
    id = new_id()
    await apply([town.received(id)])
    return id


async def test_a_dossier_is_read_by_id_and_by_code(desk: Desk, dossier: UUID) -> None:
    by_id = await desk.get(f"/dossiers/{dossier}", "monitor")
    by_code = await desk.get(f"/dossiers/{by_id.json()['code']}", "monitor")
    assert by_id.json() == by_code.json()
    assert by_id.headers["etag"] == '"1"'
    assert by_id.json()["allowed_acts"] == []
    assert [entry["act"] for entry in by_id.json()["history"]] == ["opened"]


async def test_the_due_date_is_told_day_by_day(desk: Desk, dossier: UUID) -> None:
    told = (await desk.get(f"/dossiers/{dossier}/due")).json()
    assert (told["due_on"], told["index_due_on"]) == ("2026-11-27", "2026-11-27")
    verdicts = [(step["day"], step["verdict"]) for step in told["explanation"]]
    assert verdicts[0] == ("2026-11-20", "started")
    assert ("2026-11-21", "skipped") in verdicts
    assert verdicts[-1] == ("2026-11-27", "due")


async def test_the_index_reads_a_supplement_otherwise_than_the_law(desk: Desk, dossier: UUID, clock: SetClock) -> None:
    await desk.act(dossier, "take-up", 1)
    await desk.act(dossier, "supplement-request", 2, body={"note": "thiếu bản sao"})
    clock.turn_to(local("2026-11-26 09:00"))
    await desk.act(dossier, "supplement-receipt", 3)
    told = (await desk.get(f"/dossiers/{dossier}/due")).json()
    assert (told["due_on"], told["index_due_on"]) == ("2026-12-03", "2026-12-01")


async def test_notes_are_not_shown_to_a_monitor(desk: Desk, dossier: UUID) -> None:
    await desk.act(dossier, "take-up", 1, body={"note": "gọi ông A"})
    assert (await desk.get(f"/dossiers/{dossier}/history", "officer")).json()[-1]["note"] == "gọi ông A"
    assert (await desk.get(f"/dossiers/{dossier}/history", "monitor")).json()[-1]["note"] is None
    assert "ông A" not in (await desk.get(f"/dossiers/{dossier}", "monitor")).text


@pytest.mark.parametrize("path", ["", "/history", "/due"])
async def test_what_is_out_of_reach_does_not_exist(desk: Desk, dossier: UUID, path: str) -> None:
    foreign = await desk.get(f"/dossiers/{dossier}{path}", offices=("H10",))
    unknown = await desk.get(f"/dossiers/{new_id()}{path}")
    nobody = await desk.get(f"/dossiers/{dossier}{path}", offices=())
    for answer in (foreign, unknown, nobody):
        assert (answer.status_code, answer.json()["code"]) == (404, "dossier_not_found")


@pytest.mark.parametrize("role", ["administrator", "operator"])
async def test_who_sees_no_dossiers_is_refused(desk: Desk, dossier: UUID, role: str) -> None:
    for path in (f"/dossiers/{dossier}", "/dossiers"):
        assert (await desk.get(path, role)).json()["code"] == "role_not_allowed"


@pytest.mark.parametrize("ref", ["%00", "%ED%A0%80", "a" * 61, "a%2Fb", "%20", "đ"])
async def test_a_reference_of_the_wrong_form_is_refused(desk: Desk, town: Log, ref: str) -> None:
    assert (await desk.get(f"/dossiers/{ref}")).status_code in {404, 422}


async def many(apply: Apply, town: Log) -> list[str]:
    """Seven dossiers in the order of their due dates; the last two have none."""
    facts = []
    for n in range(5):
        due_at = local("2026-11-30 17:00") + timedelta(days=n // 2)
        facts.append(town.received(due_at=due_at, due_on=due_at.date(), term=None))
    facts += [town.received(due_at=None, due_on=None, term=None) for _ in range(2)]
    await apply(facts)
    dated = sorted((f.body["due_at"], f.body["dossier"]) for f in facts[:5])
    return [dossier for _, dossier in dated] + sorted(f.body["dossier"] for f in facts[5:])


async def test_a_worklist_goes_by_due_date_page_by_page(apply: Apply, town: Log, desk: Desk) -> None:
    expected = await many(apply, town)
    for limit in (1, 2, 3, 5, 7, 200):
        found: list[str] = []
        cursor = ""
        while True:
            page = (await desk.get(f"/dossiers?office=H62&limit={limit}{cursor}")).json()
            found += [entry["id"] for entry in page["dossiers"]]
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        assert found == expected


async def test_a_worklist_holds_open_dossiers_unless_a_state_is_asked_for(
    apply: Apply, town: Log, desk: Desk, dossier: UUID
) -> None:
    ended = new_id()
    await apply([town.received(ended), town.declared(ended)])
    assert await ids(desk, "/dossiers") == [str(dossier)]
    assert await ids(desk, "/dossiers?state=ready") == [str(ended)]
    assert await ids(desk, "/dossiers?state=stopped") == []


async def test_a_worklist_is_bounded_by_office_reach_and_due_date(
    apply: Apply, town: Log, desk: Desk, dossier: UUID
) -> None:
    other = new_id()
    await apply([town.received(other, office="H10", desk="H10", due_on="2026-11-30")])
    assert await ids(desk, "/dossiers?office=H62.19") == [str(dossier)]
    assert await ids(desk, "/dossiers?due_before=2026-11-27") == []
    assert await ids(desk, "/dossiers?due_before=2026-11-28") == [str(dossier)]
    assert await ids(desk, "/dossiers", offices=("H10",)) == [str(other)]
    assert set(await ids(desk, "/dossiers")) == {str(dossier), str(other)}


@pytest.mark.parametrize("office", ["H10", "H99"])
async def test_a_worklist_of_an_office_out_of_reach_is_refused(desk: Desk, town: Log, office: str) -> None:
    answer = await desk.get(f"/dossiers?office={office}", offices=("H62",))
    assert (answer.status_code, answer.json()["code"]) == (404, "office_not_found")


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "state=lost",
        "due_before=0001-01-01",
        "due_before=x",
        "office=%00",
        "cursor=x",
        "cursor=W10",
        "cursor=WzEsMl0",
        "cursor=WyJ4IiwieCJd",
    ],
)
async def test_a_question_that_cannot_be_right_is_refused(desk: Desk, town: Log, query: str) -> None:
    answer = await desk.get(f"/dossiers?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_without_a_token_nothing_is_told(desk: Desk, dossier: UUID) -> None:
    for path in (f"/dossiers/{dossier}", "/dossiers", "/parked"):
        assert (await desk.client.get(path)).status_code == 401


async def ids(desk: Desk, path: str, **caller: Any) -> list[str]:
    answer = await desk.get(path, **caller)
    assert answer.status_code == 200, answer.text
    return [entry["id"] for entry in answer.json()["dossiers"]]
