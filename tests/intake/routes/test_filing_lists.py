"""Lists of filings: what is due first comes first, in reach only, masked, and counted as listed."""

from datetime import datetime
from itertools import product
from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.intake.conftest import COMMUNE, DESK
from tests.intake.filing_desk import AT_COUNTER, COMPLETION, OWNER, REFUSAL, FilingDesk, refusal
from tests.support.people import Identity

STATES = ("filed", "completion_requested", "completed", "accepted", "refused", "withdrawn", "closed")


@pytest.fixture
def desk(client: httpx2.AsyncClient, database: BoundDatabase, identity: Identity) -> FilingDesk:
    return FilingDesk(client, database, identity)


def at(clock: SetClock, text: str) -> None:
    clock.turn_to(datetime.fromisoformat(f"{text}+07:00"))


async def one_of_each(desk: FilingDesk, clock: SetClock) -> dict[str, str]:
    """A filing in every state, some answered late; code by state. It is Monday morning afterwards."""
    papers = {"papers": [{"name": "Bản sao căn cước"}]}
    filed = await desk.file()
    asked = await desk.done(await desk.file(desk=COMMUNE), "request-completion", COMPLETION)
    completed = await desk.done(await desk.file(), "request-completion", COMPLETION)
    closed = await desk.done(await desk.file(), "request-completion", COMPLETION | {"answer_by": "2026-03-06"})
    accepted = await desk.file(channel="post", source="post", slip="BC-1")
    refused, withdrawn = await desk.file(), await desk.file(desk=COMMUNE, office=DESK)
    await desk.done(accepted, "accept")
    at(clock, "2026-03-06T16:00")
    await desk.done(refused, "refuse", REFUSAL)
    await desk.done(withdrawn, "withdraw", None, "portal")
    at(clock, "2026-03-09T08:00")
    await desk.done(closed, "close-unanswered")
    await desk.done(completed, "complete", papers)
    kept = (filed, asked, completed, accepted, refused, withdrawn, closed)
    return {state: filing["id"] for state, filing in zip(STATES, kept, strict=True)}


async def test_the_answer_that_is_due_first_comes_first(desk: FilingDesk, clock: SetClock) -> None:
    second, third = await desk.file(), None
    at(clock, "2026-03-05T10:00")
    third = await desk.file()
    at(clock, "2026-03-05T07:31")
    first = await desk.file(filed_at="2026-03-05T07:00:00+07:00")
    listed = await desk.listed(state=["filed", "completed"])
    assert [filing["id"] for filing in listed] == [first["id"], second["id"], third["id"]]


async def test_what_is_owed_an_answer_tells_its_working_minutes(desk: FilingDesk, clock: SetClock) -> None:
    at(clock, "2026-03-06T16:00")  # Friday
    filing = await desk.file()
    assert filing["minutes_left"] == 8 * 60
    at(clock, "2026-03-07T10:00")  # nobody works on a Saturday
    saturday = (await desk.listed(state="filed"))[0]["minutes_left"]
    at(clock, "2026-03-09T08:30")
    monday = (await desk.listed(state="filed"))[0]["minutes_left"]
    assert saturday == 7 * 60 and monday == 6 * 60
    at(clock, "2026-03-10T10:00")
    assert (await desk.listed(state="filed"))[0]["minutes_left"] == 0
    assert (await desk.done(filing, "refuse", REFUSAL))["minutes_left"] is None


async def test_each_state_is_listed_by_itself_and_lateness_cuts_across(desk: FilingDesk, clock: SetClock) -> None:
    ids = await one_of_each(desk, clock)
    for state, id_ in ids.items():
        assert [filing["id"] for filing in await desk.listed(state=state)] == [id_]
    late = {filing["state"]: filing["answer"] for filing in await desk.listed(late=True)}
    assert late == {"filed": "pending_late", "refused": "answered_late", "withdrawn": "unanswered"}
    in_time = {filing["state"] for filing in await desk.listed(late=False)}
    assert in_time == set(STATES) - set(late)


async def test_a_repeated_state_lists_nothing_twice(desk: FilingDesk) -> None:
    await desk.file()
    assert len(await desk.listed(state=["filed", "filed"])) == 1


FILTERS: list[dict[str, Any]] = [
    {},
    {"desk": "H62.19"},
    {"desk": COMMUNE},
    {"channel": "post"},
    {"late": True},
    {"late": False, "channel": "online"},
    {"state": ["filed", "completed"]},
    {"from": "2026-03-05", "to": "2026-03-05"},
    {"from": "2026-03-06"},
]


@pytest.mark.parametrize("reach", [("VN",), ("H62",), (COMMUNE,), ("H26",), ("H62.19", "H26")], ids=str)
async def test_counts_equal_the_lists(desk: FilingDesk, clock: SetClock, reach: tuple[str, ...]) -> None:
    await one_of_each(desk, clock)
    await desk.file(base=AT_COUNTER)
    for params in FILTERS:
        told = (await desk.get("/filings/counts", params=params, offices=reach)).json()
        listed = await desk.listed(reach=reach, **params)
        assert told["total"] == len(listed), params
        owed = [filing["answer"] for filing in listed if filing["answer"].startswith("pending")]
        assert told["pending_in_time"] == owed.count("pending_in_time")
        assert told["pending_late"] == owed.count("pending_late")
        by_state = {count["state"]: count for count in told["states"]}
        for state in STATES:
            assert by_state[state]["total"] == sum(filing["state"] == state for filing in listed), (params, state)
        wanted = [params["late"]] if "late" in params else [True, False]
        for state, late in product(STATES, wanted):
            only = [f for f in await desk.listed(reach=reach, **{**params, "late": late}) if f["state"] == state]
            assert by_state[state]["late" if late else "in_time"] == len(only)


async def test_pages_follow_each_other_without_gap_or_repeat(desk: FilingDesk, clock: SetClock) -> None:
    ids = [(await desk.file(desk=(DESK, COMMUNE)[n % 2]))["id"] for n in range(7)]
    at(clock, "2026-03-05T14:00")
    ids += [(await desk.file())["id"] for _ in range(2)]
    seen, params = [], {"limit": 2, "desk": "H62.19"}
    while True:
        page = (await desk.get("/filings", params=params)).json()
        seen += [filing["id"] for filing in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert seen == ids


async def test_foreign_offices_see_nothing_and_competent_ones_what_is_theirs(desk: FilingDesk) -> None:
    own, elsewhere = await desk.file(desk=COMMUNE), await desk.file(desk="H26", office=COMMUNE)
    assert await desk.listed(reach=("H26",), desk="H62.19") == []
    assert [f["id"] for f in await desk.listed(reach=("H26",))] == [elsewhere["id"]]
    assert {f["id"] for f in await desk.listed(reach=(COMMUNE,))} == {own["id"], elsewhere["id"]}
    assert [f["id"] for f in await desk.listed(reach=(COMMUNE,), desk="H26")] == [elsewhere["id"]]
    assert [f["id"] for f in await desk.listed(reach=(COMMUNE,), desk=COMMUNE)] == [own["id"]]
    assert await desk.listed(reach=()) == []


async def test_a_filing_is_found_by_its_senders_code(desk: FilingDesk) -> None:
    filing, other = await desk.file(source_code="G12-77"), await desk.file()
    assert [f["id"] for f in await desk.listed(source_code="G12-77")] == [filing["id"]]
    assert await desk.listed(source_code="G12-77", reach=("H26",)) == []
    assert await desk.listed(source_code="G12-77", state="refused") == []
    assert [f["id"] for f in await desk.listed(source_code=other["source_code"], desk="H62")] == [other["id"]]


async def test_numbers_are_masked_in_lists_and_people_left_out_for_who_watches(desk: FilingDesk) -> None:
    filing = await desk.file(proxy={"name": "Lê Thị Đại Diện"}, result={"way": "post", "address": "Thôn Hai"})
    (line,) = await desk.listed()
    assert line["applicant"]["identity_number"] == "•" * 9 + OWNER["identity_number"][-3:]
    assert (line["applicant"]["name"], line["applicant"]["phone"]) == (OWNER["name"], None)
    whole = await desk.read(filing, "officer")
    assert whole["applicant"]["identity_number"] == OWNER["identity_number"]
    asked = await desk.done(filing, "request-completion", COMPLETION)
    for role in ("monitor", "portal"):
        assert (await desk.listed(role))[0]["applicant"] is None
        seen = await desk.read(asked, role)
        assert (seen["applicant"], seen["proxy"], seen["summary"], seen["result_address"]) == (None, None, None, None)
        assert (seen["history"][-1]["says"] is None) == (role == "monitor")


@pytest.mark.parametrize("path", ["/filings", "/filings/counts", "/filings/01890000-0000-7000-8000-000000000001"])
async def test_who_has_no_business_with_filings_is_refused(desk: FilingDesk, path: str) -> None:
    for role in ("administrator", "operator"):
        assert await refusal(desk.get(path, role)) == (403, "role_not_allowed")


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"desk": "Z99"}, 404, "office_not_found"),
        ({"state": "pending"}, 422, "fields_not_valid"),
        ({"late": "maybe"}, 422, "fields_not_valid"),
        ({"cursor": "x"}, 422, "cursor_not_valid"),
        ({"cursor": "W10"}, 422, "cursor_not_valid"),
        ({"limit": 0}, 422, "fields_not_valid"),
        ({"limit": 201}, 422, "fields_not_valid"),
        ({"from": "9999-12-31"}, 422, "fields_not_valid"),
        ({"source_code": "mã"}, 422, "fields_not_valid"),
    ],
    ids=str,
)
async def test_a_question_that_cannot_be_answered_is_refused(
    desk: FilingDesk, params: dict[str, Any], status: int, code: str
) -> None:
    assert await refusal(desk.get("/filings", params=params)) == (status, code)


async def test_a_filing_that_is_not_there_is_not_found(desk: FilingDesk) -> None:
    nobody = "/filings/01890000-0000-7000-8000-000000000001"
    assert await refusal(desk.get(nobody)) == (404, "filing_not_found")
    assert await refusal(desk.get("/filings/khong-phai")) == (422, "fields_not_valid")
