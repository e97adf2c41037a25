"""Shares of agencies over a period: what they count is what they show, and each agency has its own part."""

from typing import Any

from tests.processing.conftest import Begin, Desk
from tests.processing.made_up import Log
from tests.processing.routes.test_work_steps import THERE, branched

PERIOD = "from=2026-03-01&to=2026-03-31"


async def read(desk: Desk, path: str, **caller: Any) -> Any:
    answer = await desk.get(path, **caller)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_interlinked_dossier_counts_once_for_each_agency(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    await story.do("pass-on", "2026-03-09 09:00", "officer", {}, **THERE)  # due on 05/03
    await story.do("lateness", "2026-03-09 10:00", "officer", {"cause": "staff", "step": 3}, **THERE)
    told = {share["key"]: share for share in (await read(desk, f"/shares?{PERIOD}"))["shares"]}
    assert told.keys() == {"H62.19", "H62.20"}
    theirs = told["H62.20"]
    assert [theirs[name] for name in ("ended", "early", "on_time", "late", "late_without_cause")] == [1, 0, 0, 1, 0]
    assert (await read(desk, f"/shares?{PERIOD}&by=cause&office=H62.20"))["shares"][0]["key"] == "staff"


async def judged_of(desk: Desk, row: dict[str, Any]) -> str:
    """What the dossier itself says of the step."""
    steps = (await read(desk, f"/dossiers/{row['dossier']}"))["steps"]
    return str(next(step["judged"] for step in steps if step["number"] == row["number"]) or "none")


async def test_every_share_opens_just_what_it_counted(desk: Desk, town: Log, begin: Begin) -> None:
    for at in ("2026-03-03 09:00", "2026-03-16 09:00", "2026-03-18 09:00"):
        story = await begin()
        await story.do("take-up", "2026-03-02 14:00", "officer", {"assignee": "cb.a"})
        await story.do("pass-on", at, "officer", {}, subject="cb.a")
    for by in ("office", "stage", "procedure", "person", "cause"):
        for share in (await read(desk, f"/shares?{PERIOD}&by={by}"))["shares"]:
            assert share["ended"] == share["early"] + share["on_time"] + share["late"] + share["unclassed"]
            rows = (await read(desk, share["steps"]))["steps"]
            assert len(rows) == share["ended"]
            assert sum(row["outcome"] == "late" for row in rows) == share["late"]
            for row in rows:
                assert row["outcome"] == await judged_of(desk, row)
    stages = {share["key"]: share for share in (await read(desk, f"/shares?{PERIOD}&by=stage"))["shares"]}
    done = stages["Thẩm định, giải quyết"]
    assert (done["early"], done["on_time"], done["late"]) == (1, 1, 1)


async def test_a_dossier_tells_who_had_it_how_long(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("hand-over", "2026-03-02 10:00", "clerk")
    held = (await read(desk, f"/dossiers/{story.id}/holdings"))["steps"]
    assert [(each["name"], each["net_minutes"], each["outcome"]) for each in held] == [
        ("Tiếp nhận, chuyển hồ sơ", 90, "early"),
        ("Thẩm định, giải quyết", 0, None),
    ]


async def test_shares_are_refused_as_lists_are(desk: Desk, town: Log) -> None:
    for query, status in (
        *(("from=2026-03-31&to=2026-03-01", 422), (f"{PERIOD}&office=H99", 404), (f"{PERIOD}&by=age", 422)),
        (f"{PERIOD}&by=person", 403),
    ):
        assert (await desk.get(f"/shares?{query}", "officer")).status_code == status


async def test_hours_are_told_with_and_without_the_wait_for_the_applicant(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 14:00", "officer", {})
    await story.do("payment-request", "2026-03-03 08:00", "officer")
    await story.do("payment-receipt", "2026-03-04 08:00", "officer")
    await story.do("pass-on", "2026-03-04 14:00", "officer", {})
    stages = {share["key"]: share for share in (await read(desk, f"/shares?{PERIOD}&by=stage"))["shares"]}
    done = stages["Thẩm định, giải quyết"]
    assert [done[name] for name in ("median_hours", "net_median_hours", "p90_hours", "net_p90_hours")] == [
        48,
        24,
        48,
        24,
    ]


async def test_shares_go_page_by_page_and_none_is_left_out(desk: Desk, town: Log, begin: Begin) -> None:
    for n in range(5):
        story = await begin(procedure=f"1.00100{n}")
        await story.do("take-up", "2026-03-02 14:00", "officer", {"assignee": "cb.a"})
        await story.do("pass-on", "2026-03-18 09:00" if n == 3 else "2026-03-03 09:00", "officer", {}, subject="cb.a")
    path = f"/shares?{PERIOD}&by=procedure"
    expected = [share["key"] for share in (await read(desk, path))["shares"]]
    assert expected == ["1.001003", "1.001000", "1.001001", "1.001002", "1.001004"]
    for limit in (1, 2, 4):
        found, cursor = list[str](), ""
        while True:
            page = await read(desk, f"{path}&limit={limit}{cursor}")
            found += [share["key"] for share in page["shares"]]
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        assert found == expected
    for cursor in ("WzEsMl0", "WyJ4IiwxLCJ5Il0", "Wy0xLDEsInkiXQ"):
        assert (await desk.get(f"{path}&cursor={cursor}")).json()["code"] == "cursor_not_valid"


async def test_what_offices_and_persons_had_is_summed(desk: Desk, town: Log, begin: Begin) -> None:
    story = await begin()
    await story.do("take-up", "2026-03-02 10:00", "officer", {}, subject="cb.a")
    await story.do("pass-on", "2026-03-03 10:00", "officer", {"assignee": "cb.b"}, subject="cb.a")
    told = await read(desk, f"/dossiers/{story.id}/holdings")
    assert told["side_by_side"] is False
    for parts in (told["offices"], told["persons"]):
        assert sum(part["net_minutes"] for part in parts) == told["dossier"]["net_minutes"] == 90 + 450
    assert [part["holder"] for part in told["persons"]] == ["cb.a", "cb.b"]


async def test_branches_side_by_side_are_said_to_be(desk: Desk, town: Log, begin: Begin) -> None:
    story = await branched(desk, begin)
    await story.do("pass-on", "2026-03-09 09:00", "officer", {}, **THERE)
    told = await read(desk, f"/dossiers/{story.id}/holdings")
    assert told["side_by_side"] is True
    assert sum(part["net_minutes"] for part in told["offices"]) > told["dossier"]["net_minutes"]
