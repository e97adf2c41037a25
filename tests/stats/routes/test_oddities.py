"""Oddities over HTTP: each kind finds what it should and nothing beside it, and people decide."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from services.stats.domain.oddity import RULES, Kind
from services.stats.domain.period import Period
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.schemas.oddities import OdditiesOut, ReviewIn
from services.stats.usecases.look_for_oddities import look_for_oddities
from shared.contracts.processing import DuePart, LetterPart, Standing, StepPart, WaitingPart
from shared.contracts.terms import Channel, CountsBy, Outcome
from shared.db.database import BoundDatabase
from shared.errors import Invalid
from shared.ids import new_id
from tests.stats.made_up import COMMUNE, DISTRICT, NOW, OTHER, PROVINCE, a_standing, acted, ended, local, note
from tests.support.people import Identity

# The official month from Monday 15/06/2026 to Tuesday 14/07/2026: 22 working days, the last two 13 and 14 July.
SPAN = {"from": "2026-06-15", "to": "2026-07-14"}
MORNING, DUE = local("2026-06-16 08:00"), local("2026-07-10 17:00")


@pytest.fixture
def leader(identity: Identity) -> dict[str, str]:
    return identity.headers("leader", subject="lanhdao.a")


def plain(number: int = 0, **changes: Any) -> Standing:
    """Accepted at a minute of its own."""
    return a_standing(MORNING + timedelta(minutes=number), DUE, **changes)


def done(number: int, at: str | datetime, **changes: Any) -> Standing:
    end = local(at) if isinstance(at, str) else at
    return ended(plain(number, **changes), end)


def steps(*spans: tuple[str, str | None], account: str = "canbo.a") -> tuple[StepPart, ...]:
    return tuple(
        StepPart(
            number=number,
            kind="stage",
            stage=number,
            name="Thẩm định",
            office=DISTRICT,
            assignee=account,
            begun_at=local(begun),
            due_at=None,
            due_on=None,
            counts_by=CountsBy.DAY,
            ended_at=local(end) if end else None,
            ended_by=account if end else None,
            end="done" if end else None,
            cause=None,
        )
        for number, (begun, end) in enumerate(spans, start=1)
    )


def waits(*begun: str, reason: str = "supplement") -> tuple[WaitingPart, ...]:
    return tuple(
        WaitingPart(reason=reason, from_at=local(each), until_at=local(each) + timedelta(hours=5))  # type: ignore[arg-type]
        for each in begun
    )


def letters(*sent: str) -> tuple[LetterPart, ...]:
    days = [local(f"{each} 00:00").date() for each in sent]
    return tuple(LetterPart(sent_on=day, promised_on=day + timedelta(days=5)) for day in days)


def at_period_end() -> tuple[list[Standing], list[Standing]]:
    """The commune ends 20 of 40 in the last two of 22 days; the district, bigger, ends them evenly."""
    usual = [done(n, f"2026-06-{17 + n % 10} 09:{n:02}", office=COMMUNE) for n in range(20)]
    crowd = [done(20 + n, f"2026-07-{13 + n % 2} 09:{n:02}", office=COMMUNE) for n in range(20)]
    evenly = [done(40 + n, f"2026-06-{17 + n % 14} 10:{n % 60:02}") for n in range(140)]
    evenly += [done(180 + n, f"2026-07-13 10:{n:02}") for n in range(20)]
    june = a_standing(local("2026-06-01 08:00"), DUE, office=COMMUNE)
    before = [
        ended(june.model_copy(update={"dossier": str(new_id())}), local(f"2026-06-12 10:{n:02}")) for n in range(30)
    ]
    return crowd, usual + evenly + before


def in_a_burst() -> tuple[list[Standing], list[Standing]]:
    by_one = [
        done(n, f"2026-06-24 09:00:{n:02}", steps=steps(("2026-06-24 08:00", "2026-06-24 09:00"))) for n in range(10)
    ]
    by_two = [
        done(
            20 + n,
            f"2026-06-25 09:00:{n:02}",
            steps=steps(("2026-06-25 08:00", "2026-06-25 09:00"), account=f"c.{n % 2}"),
        )
        for n in range(12)
    ]
    in_two_minutes = [done(40 + n, f"2026-06-26 09:0{n % 2}:{n:02}") for n in range(10)]
    imported = [done(60 + n, f"2026-06-23 09:00:{n:02}", origin="register") for n in range(12)]
    return by_one, by_two + in_two_minutes + imported


def outside_hours() -> tuple[list[Standing], list[Standing]]:
    odd = [done(n, at) for n, at in enumerate(("2026-06-24 22:00", "2026-06-24 05:00", "2026-06-27 09:00"))]
    return odd, [done(10, "2026-06-24 17:30"), done(11, "2026-06-24 06:30"), done(12, "2026-06-26 11:00")]


def returned_at_once() -> tuple[list[Standing], list[Standing]]:
    at = local("2026-06-24 09:00")
    return (
        [done(n, at, returned_at=at + timedelta(seconds=n)) for n in (0, 10)],
        [
            done(20, at, returned_at=at + timedelta(seconds=11)),
            done(21, at),
            ended(plain(22), at, Outcome.REFUSAL, returned_at=at),
            done(23, at, returned_at=at, origin="register"),
        ],
    )


def hurried() -> tuple[list[Standing], list[Standing]]:
    long, end = ("2026-06-16 09:00", "2026-06-20 10:00:00"), "2026-06-20 11:00"
    two_hours, five_seconds = ("2026-06-20 08:00", "2026-06-20 10:00"), ("2026-06-20 10:00", "2026-06-20 10:00:05")
    return (
        [done(1, end, steps=steps(long, ("2026-06-20 10:00:00", "2026-06-20 10:01:59")))],
        [
            done(2, end, steps=steps(long, ("2026-06-20 10:00:00", "2026-06-20 10:02:00"))),
            done(3, end, steps=steps(two_hours, five_seconds)),
            done(4, end, steps=steps(long)),
            done(5, end, steps=steps(long, ("2026-06-20 10:00:00", None))),
            done(6, end),
        ],
    )


def letter_after_due() -> tuple[list[Standing], list[Standing]]:
    return [plain(1, letters=letters("2026-07-11")), done(2, "2026-07-14 09:00", letters=letters("2026-07-13"))], [
        plain(3, letters=letters("2026-07-10")),
        plain(4, letters=letters("2026-07-01")),
        plain(5),
        plain(6, letters=letters("2026-07-20")),  # sent after the period
    ]


def second_letter() -> tuple[list[Standing], list[Standing]]:
    return [plain(1, letters=letters("2026-07-01", "2026-07-06"))], [plain(2, letters=letters("2026-07-01"))]


def repeated_supplement() -> tuple[list[Standing], list[Standing]]:
    return [plain(1, waits=waits("2026-06-17 09:00", "2026-06-22 09:00"))], [
        plain(2, waits=waits("2026-06-17 09:00")),
        plain(3, waits=waits("2026-06-17 09:00", "2026-06-22 09:00", reason="payment")),
        plain(4, waits=waits("2026-06-17 09:00", "2026-07-20 09:00")),  # the second one after the period
    ]


def supplement_on_due_day() -> tuple[list[Standing], list[Standing]]:
    """A due date that moved before the request is the one that counts."""
    moved = DuePart(
        from_at=local("2026-07-01 09:00"), due_at=local("2026-07-17 17:00"), due_on=local("2026-07-17 00:00").date()
    )
    later = plain(3, waits=waits("2026-07-10 09:00"))
    return [plain(1, waits=waits("2026-07-10 09:00")), plain(2, waits=waits("2026-07-13 09:00"))], [
        later.model_copy(update={"dues": (*later.dues, moved)}),
        plain(4, waits=waits("2026-07-09 16:00")),
    ]


def entered_in_a_burst() -> tuple[list[Standing], list[Standing]]:
    at = local("2026-06-24 09:00")
    at_once = [a_standing(at + timedelta(seconds=n), DUE) for n in range(10)]
    return at_once, [
        *(a_standing(at + timedelta(seconds=n), DUE, channel=Channel.ONLINE) for n in range(12)),
        *(a_standing(at + timedelta(seconds=n), DUE, origin="register") for n in range(12)),
        *(a_standing(at + timedelta(minutes=1, seconds=n), DUE, desk=COMMUNE) for n in range(9)),
    ]


CASES = {
    Kind.CLOSED_AT_PERIOD_END: at_period_end,
    Kind.CLOSED_IN_A_BURST: in_a_burst,
    Kind.CLOSED_OUTSIDE_HOURS: outside_hours,
    Kind.RETURNED_AT_ONCE: returned_at_once,
    Kind.HURRIED_STEPS: hurried,
    Kind.LETTER_AFTER_DUE: letter_after_due,
    Kind.SECOND_LETTER: second_letter,
    Kind.REPEATED_SUPPLEMENT: repeated_supplement,
    Kind.SUPPLEMENT_ON_DUE_DAY: supplement_on_due_day,
    Kind.ENTERED_IN_A_BURST: entered_in_a_burst,
}
BASES = {
    Kind.CLOSED_AT_PERIOD_END: 200,
    Kind.CLOSED_IN_A_BURST: 32,
    Kind.CLOSED_OUTSIDE_HOURS: 6,
    Kind.RETURNED_AT_ONCE: 3,
    Kind.HURRIED_STEPS: 4,
    Kind.LETTER_AFTER_DUE: 4,
    Kind.SECOND_LETTER: 2,
    Kind.REPEATED_SUPPLEMENT: 3,
    Kind.SUPPLEMENT_ON_DUE_DAY: 4,
    Kind.ENTERED_IN_A_BURST: 19,
}


async def furnish(database: BoundDatabase, standings: Iterable[Standing]) -> None:
    async with database.transaction() as connection:
        await note(connection, *(acted(Standing.model_validate(each.model_dump())) for each in standings))


async def listed(
    client: httpx2.AsyncClient, headers: dict[str, str], url: str, *, limit: int = 7
) -> tuple[int, Sequence[Any]]:
    """The total and all items, page by page."""
    items: list[Any] = []
    cursor = ""
    while True:
        answer = await client.get(f"{url}&limit={limit}{cursor}", headers=headers)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        items += page["items"]
        if not page["next"]:
            return page["total"], items
        cursor = f"&cursor={page['next']}"


async def look(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> dict[str, Any]:
    answer = await client.get("/oddities", params={"office": PROVINCE, **SPAN, **asked}, headers=headers)
    assert answer.status_code == 200, answer.text
    return {each["kind"]: each for each in answer.json()["oddities"]}


def test_every_kind_has_a_rule_and_a_case() -> None:
    assert list(RULES) == list(Kind) == list(CASES)


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_kind_finds_what_is_odd_and_nothing_beside_it(
    database: BoundDatabase, client: httpx2.AsyncClient, leader: dict[str, str], kind: Kind
) -> None:
    odd, others = CASES[kind]()
    await furnish(database, odd + others)
    told = (await look(client, leader, kind=kind.value))[kind]
    assert (told["share"]["numerator"], told["share"]["denominator"]) == (len(odd), BASES[kind])
    assert told["thresholds"] == RULES[kind].thresholds
    total, items = await listed(client, leader, told["dossiers"])
    assert total == told["to_review"] == len(odd)
    assert sorted(item["id"] for item in items) == sorted(each.dossier for each in odd)
    assert all((item["value"] is None) == (told["value_means"] is None) for item in items)


async def test_all_kinds_are_looked_for_at_once_and_what_cannot_be_seen_is_said(
    client: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    answer = await client.get("/oddities", params={"office": PROVINCE, **SPAN}, headers=leader)
    assert [each["kind"] for each in answer.json()["oddities"]] == list(Kind)
    assert all(each["share"]["percent"] is None for each in answer.json()["oddities"])
    assert "entered_again" in answer.json()["not_seen"]


async def test_a_person_decides_and_what_is_decided_stands_apart(
    database: BoundDatabase, client: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    odd, others = second_letter()
    await furnish(database, odd + others + [plain(7, letters=letters("2026-07-02", "2026-07-03"))])
    kind = Kind.SECOND_LETTER
    before = (await look(client, leader))[kind]
    _, items = await listed(client, leader, before["dossiers"])
    decided = await client.post(items[0]["decide"], json={"decision": "explained", "note": "Mất điện"}, headers=leader)
    assert decided.status_code == 201, decided.text
    after = (await look(client, leader))[kind]
    assert (after["share"]["numerator"], after["to_review"], after["explained"]) == (2, 1, 1)
    total, left = await listed(client, leader, after["dossiers"])
    assert (total, [item["id"] for item in left]) == (1, [items[1]["id"]])
    total, reviewed = await listed(client, leader, after["reviewed"])
    assert (total, [item["id"] for item in reviewed]) == (1, [items[0]["id"]])
    review = reviewed[0]["review"]
    assert (review["decision"], review["note"], review["by"]) == ("explained", "Mất điện", "lanhdao.a")


async def test_the_newest_decision_holds_and_one_can_be_taken_back(
    database: BoundDatabase, client: httpx2.AsyncClient, leader: dict[str, str]
) -> None:
    odd, _ = second_letter()
    await furnish(database, odd)
    url = f"/oddities/second_letter/{odd[0].dossier}/review"
    for decision, counts in (("explained", (0, 1, 0)), ("confirmed", (0, 0, 1)), ("reopened", (1, 0, 0))):
        await client.post(url, json={"decision": decision, "note": "Đã xem"}, headers=leader)
        told = (await look(client, leader))[Kind.SECOND_LETTER]
        assert (told["to_review"], told["explained"], told["confirmed"]) == counts
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from stats.oddity_reviews") == 3


async def test_who_may_not_see_a_dossier_or_decide_is_refused(
    database: BoundDatabase, client: httpx2.AsyncClient, identity: Identity
) -> None:
    odd, _ = second_letter()
    await furnish(database, odd)
    url, body = f"/oddities/second_letter/{odd[0].dossier}/review", {"decision": "explained", "note": "Đã xem"}
    for headers, status, code in (
        (identity.headers("clerk"), 403, "role_not_allowed"),
        (identity.headers("leader", offices=(OTHER,)), 404, "dossier_not_found"),
    ):
        refused = await client.post(url, json=body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    stranger = identity.headers("monitor", offices=(OTHER,))
    refused = await client.get("/oddities", params={"office": PROVINCE, **SPAN}, headers=stranger)
    assert (refused.status_code, refused.json()["code"]) == (404, "office_not_found")


async def test_more_dossiers_than_can_be_read_in_time_are_not_searched(
    database: BoundDatabase, client: httpx2.AsyncClient
) -> None:
    await furnish(database, [plain(1), plain(2)])
    async with database.reading() as connection:
        head = await office_head(connection, PROVINCE, visible_to=["VN"], now=NOW)
        question = Question(head, Period(MORNING.date(), DUE.date()), NOW)
        assert await look_for_oddities(connection, question, [Kind.SECOND_LETTER], most=1_000)
        with pytest.raises(Invalid, match="too_many_dossiers"):
            await look_for_oddities(connection, question, [Kind.SECOND_LETTER], most=1)


def test_the_documented_examples_are_true() -> None:
    ReviewIn.model_validate(ReviewIn.model_config["json_schema_extra"]["examples"][0])  # type: ignore[index, call-overload]
    example = OdditiesOut.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index, call-overload]
    period = {"from_on": example["period"]["from"], "to_on": example["period"]["to"]}
    OdditiesOut.model_validate({**example, "period": period})
